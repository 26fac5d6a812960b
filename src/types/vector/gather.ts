import type { DataType } from "../data-type.js";
import { vectorBuilder } from "./build.js";
import { BytesVector } from "./bytes-vector.js";
import type { ColumnBatch } from "./column-batch.js";
import { LongVector } from "./long-vector.js";
import { NumberVector } from "./number-vector.js";
import type { Nulls, Vector } from "./vector.js";

/** All rows of some batches as one; no batch at all makes one without rows. */
export function concatBatches(batches: readonly ColumnBatch[], types: readonly DataType[]): ColumnBatch {
  if (batches.length === 1) return batches[0]!;
  const length = batches.reduce((sum, batch) => sum + batch.length, 0);
  const columns = types.map((type, c) =>
    concat(
      type,
      batches.map(batch => batch.columns[c]!),
      length,
    ),
  );
  return { length, columns };
}

/** A buffer holds no more. */
const MOST_BYTES = 2 ** 30;

function concat(type: DataType, parts: readonly Vector[], length: number): Vector {
  if (length === 0) return vectorBuilder(type, 0).finish();
  if (parts.every(part => part instanceof LongVector)) {
    const values = new BigInt64Array(length);
    each(parts, (part, at) => values.set(part.values.subarray(0, part.length), at));
    return new LongVector(type, values, concatNulls(parts, length));
  }
  if (parts.every(part => part instanceof NumberVector)) {
    const values = parts[0]?.values instanceof Int32Array ? new Int32Array(length) : new Float64Array(length);
    each(parts, (part, at) => values.set(part.values.subarray(0, part.length), at));
    return new NumberVector(type, values, concatNulls(parts, length));
  }
  if (parts.every(part => part instanceof BytesVector) && bytesOf(parts) < MOST_BYTES)
    return concatBytes(parts, length);
  const builder = vectorBuilder(type, length);
  each(parts, (part, at) => {
    for (let i = 0; i < part.length; i++) builder.set(at + i, part.get(i));
  });
  return builder.finish();
}

/** Calls `take` with each part and how many rows stand before it. */
function each<V extends Vector>(parts: readonly V[], take: (part: V, at: number) => void): void {
  let at = 0;
  for (const part of parts) {
    take(part, at);
    at += part.length;
  }
}

function concatNulls(parts: readonly { nulls: Nulls; length: number }[], length: number): Nulls {
  if (parts.every(part => part.nulls === null)) return null;
  const nulls = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    if (part.nulls) nulls.set(part.nulls.subarray(0, part.length), at);
    at += part.length;
  }
  return nulls;
}

const bytesOf = (parts: readonly BytesVector[]) =>
  parts.reduce((sum, { start, end, length }) => {
    let own = 0;
    for (let i = 0; i < length; i++) if (start[i]! >= 0) own += end[i]! - start[i]!;
    return sum + own;
  }, 0);

/** Copies what the rows hold and nothing of what lies between. */
function concatBytes(parts: readonly BytesVector[], length: number): BytesVector {
  const data = Buffer.allocUnsafe(bytesOf(parts));
  const [start, end] = [new Int32Array(length).fill(-1), new Int32Array(length)];
  let [row, at] = [0, 0];
  for (const part of parts)
    for (let i = 0; i < part.length; i++, row++) {
      if (part.start[i]! < 0) continue;
      start[row] = at;
      at += part.data.copy(data, at, part.start[i], part.end[i]);
      end[row] = at;
    }
  return new BytesVector(parts[0]!.type, data, start, end);
}

/** The rows at these positions, NULL where a position is negative. */
export function gather(column: Vector, rows: Int32Array): Vector {
  if (!rows.includes(-1)) return column.take(rows);
  const builder = vectorBuilder(column.type, rows.length);
  for (let i = 0; i < rows.length; i++) builder.set(i, rows[i]! < 0 ? null : column.get(rows[i]!));
  return builder.finish();
}
