import { BytesVector } from "./bytes-vector.js";
import { ConstantVector } from "./constant-vector.js";
import { LongVector } from "./long-vector.js";
import { NumberVector } from "./number-vector.js";
import { SequenceVector } from "./sequence-vector.js";
import type { Nulls, Vector } from "./vector.js";

/** Which rows of a column are NULL: a byte each, null for none. */
export function nullsOf(column: Vector): Nulls {
  if (column instanceof NumberVector || column instanceof LongVector) return column.nulls;
  if (column instanceof SequenceVector) return null;
  if (column instanceof ConstantVector && column.value !== null) return null;
  if (column instanceof BytesVector)
    return column.start.includes(-1) ? Uint8Array.from(column.start, start => (start < 0 ? 1 : 0)) : null;
  const nulls = new Uint8Array(column.length);
  for (let i = 0; i < nulls.length; i++) if (column.get(i) === null) nulls[i] = 1;
  return nulls;
}
