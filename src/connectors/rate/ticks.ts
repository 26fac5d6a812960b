import { LongType, StructField, StructType, TimestampType } from "../../types/index.js";
import { type ColumnBatch, LongVector } from "../../types/vector/index.js";

/** What the rate sources read. */
export const tickSchema = new StructType([
  new StructField("timestamp", TimestampType),
  new StructField("value", LongType),
]);

/** Few enough that the prompt has its turn within milliseconds. */
const BATCH_ROWS = 8192;

/** The values `from` up to but not including `to`, each with a time in milliseconds. */
export function* ticks(from: number, to: number, timeOf: (value: number) => number): Iterable<ColumnBatch> {
  for (let start = from; start < to; start += BATCH_ROWS) {
    const length = Math.min(BATCH_ROWS, to - start);
    const timestamps = new BigInt64Array(length);
    const values = new BigInt64Array(length);
    for (let i = 0; i < length; i++) {
      timestamps[i] = BigInt(timeOf(start + i)) * 1000n;
      values[i] = BigInt(start + i);
    }
    yield {
      length,
      columns: [new LongVector(TimestampType, timestamps, null), new LongVector(LongType, values, null)],
    };
  }
}
