import type { SinkProvider } from "../../contracts/sink.js";
import { StructField, StructType, type Value } from "../../types/index.js";
import { rowAt } from "../../types/vector/index.js";
import type { Row } from "../row.js";
import { callUser } from "./user-function.js";

/** What is done with each row of a stream (Spark's `ForeachWriter`); the functions may answer promises, which are waited for. */
export abstract class ForeachWriter<T = Row> {
  /** Begins a micro-batch, `epochId`; false passes over its rows, as when it was written already before a restart. */
  open?(partitionId: number, epochId: number): boolean | Promise<boolean>;
  abstract process(row: T): unknown;
  /** Ends what `open` began, with the error that broke it off or null. */
  close?(error: Error | null): unknown;
}

/** `writeStream.foreach(writer)`: each row, one after the other. */
export function foreachSink<T>(
  writer: ForeachWriter<T>,
  toRow: (schema: StructType, timeZone: string) => (values: readonly Value[]) => T,
): SinkProvider {
  return {
    format: "foreach",
    outputModes: ["append", "update", "complete"],
    stream: (_options, { columns, timeZone, signal }) => {
      const schema = new StructType(columns.map(({ name, type }) => new StructField(name, type)));
      const row = toRow(schema, timeZone);
      const call = <T>(work: () => T | Promise<T>) => callUser("foreach", signal, work);
      return {
        description: `ForeachWriterTable(${writer.constructor.name})`,
        async addBatch(batchId, _columns, batches) {
          let written = 0;
          let failure: Error | null = null;
          try {
            const isOpen = await call(() => writer.open?.(0, batchId) ?? true);
            for await (const batch of batches)
              for (let i = 0; isOpen && i < batch.length; )
                // One row after the other, up to one whose answer is to be waited for.
                await call(() => {
                  let answer: unknown;
                  while (i < batch.length && !(answer instanceof Promise)) {
                    answer = writer.process(row(rowAt(batch, i++)));
                    written++;
                  }
                  return answer;
                });
          } catch (error) {
            failure = error as Error;
            throw error;
          } finally {
            const cause = failure?.cause instanceof Error ? failure.cause : failure;
            if (writer.close && !signal.aborted) await call(() => writer.close?.(cause));
          }
          return written;
        },
      };
    },
  };
}
