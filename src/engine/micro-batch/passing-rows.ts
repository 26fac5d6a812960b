import { setImmediate as nextTurn } from "node:timers/promises";
import type { ColumnBatch } from "../../types/vector/index.js";

/** Milliseconds that a micro-batch computes before keys and other queries have their turn. */
const longestRun = 10;

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

/** The rows, counted as they pass. Who made and took them is one thread with the prompt, which has its turn between. */
export async function* counted(
  rows: AsyncIterable<ColumnBatch>,
  count: (rows: number) => void,
): AsyncIterable<ColumnBatch> {
  let turnedAt = performance.now();
  for await (const batch of rows) {
    count(batch.length);
    yield batch;
    if (performance.now() - turnedAt < longestRun) continue;
    await nextTurn();
    turnedAt = performance.now();
  }
}
