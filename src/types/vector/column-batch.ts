import type { Value } from "../value.js";
import type { Vector } from "./vector.js";

/** Rows by column; which column is which, the plan that made the batch says. A micro-batch is a sequence of these. */
export interface ColumnBatch {
  readonly length: number;
  readonly columns: readonly Vector[];
}

/** The rows at these positions. */
export function takeRows(batch: ColumnBatch, rows: Int32Array): ColumnBatch {
  return { length: rows.length, columns: batch.columns.map(column => column.take(rows)) };
}

/** The first `count` rows. */
export function head(batch: ColumnBatch, count: number): ColumnBatch {
  return count >= batch.length
    ? batch
    : takeRows(
        batch,
        Int32Array.from({ length: count }, (_, i) => i),
      );
}

export function rowAt(batch: ColumnBatch, row: number): Value[] {
  return batch.columns.map(column => column.get(row));
}
