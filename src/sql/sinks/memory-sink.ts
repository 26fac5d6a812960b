import type { SinkProvider } from "../../contracts/sink.js";
import type { HeldRows } from "../../plan/nodes/held-rows.js";
import type { ColumnBatch } from "../../types/vector/index.js";

/** `format("memory")`: a table in this process, for tests and lessons; all of it in `complete` mode, what was written else. */
export class MemorySink implements SinkProvider, HeldRows {
  readonly format = "memory";
  readonly label = "MemorySink";
  readonly outputModes = ["append", "update", "complete"] as const;
  private written: { readonly batchId: number; readonly batches: readonly ColumnBatch[] }[] = [];

  /** Rows that were there before are gone with their session: only a table that is written anew each time comes back whole. */
  recovers(mode: string): boolean {
    return mode === "complete";
  }

  stream: SinkProvider["stream"] = (_options, { outputMode }) => ({
    description: this.label,
    addBatch: async (batchId, _columns, rows) => {
      const batches: ColumnBatch[] = [];
      for await (const batch of rows) batches.push(batch);
      if (outputMode === "complete") this.written = [];
      const isNew = batchId > (this.written.at(-1)?.batchId ?? -1);
      if (isNew) this.written.push({ batchId, batches });
      return batches.reduce((count, { length }) => count + length, 0);
    },
  });

  batches(): Iterable<ColumnBatch> {
    return this.written.flatMap(({ batches }) => batches);
  }
}
