import type { ColumnBatch } from "../../types/vector/index.js";

/** The rows until `signal` is aborted; then its reason is thrown. */
export async function* untilAborted(
  rows: AsyncIterable<ColumnBatch>,
  signal: AbortSignal,
): AsyncIterable<ColumnBatch> {
  for await (const batch of rows) {
    signal.throwIfAborted();
    yield batch;
  }
  signal.throwIfAborted();
}

/** The rows, counted as they pass. */
export async function* counted(
  rows: AsyncIterable<ColumnBatch>,
  count: (rows: number) => void,
): AsyncIterable<ColumnBatch> {
  for await (const batch of rows) {
    count(batch.length);
    yield batch;
  }
}
