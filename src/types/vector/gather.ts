import type { DataType } from "../data-type.js";
import { vectorBuilder } from "./build.js";
import type { ColumnBatch } from "./column-batch.js";
import type { Vector } from "./vector.js";

/** All rows of some batches as one; no batch at all makes one without rows. */
export function concatBatches(batches: readonly ColumnBatch[], types: readonly DataType[]): ColumnBatch {
  if (batches.length === 1) return batches[0]!;
  const length = batches.reduce((sum, batch) => sum + batch.length, 0);
  const columns = types.map((type, c) => {
    const builder = vectorBuilder(type, length);
    let at = 0;
    for (const batch of batches) {
      const column = batch.columns[c]!;
      for (let i = 0; i < batch.length; i++) builder.set(at++, column.get(i));
    }
    return builder.finish();
  });
  return { length, columns };
}

/** The rows at these positions, NULL where a position is negative. */
export function gather(column: Vector, rows: Int32Array): Vector {
  if (!rows.includes(-1)) return column.take(rows);
  const builder = vectorBuilder(column.type, rows.length);
  for (let i = 0; i < rows.length; i++) builder.set(i, rows[i]! < 0 ? null : column.get(rows[i]!));
  return builder.finish();
}
