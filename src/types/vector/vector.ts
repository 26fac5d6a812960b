import type { DataType } from "../data-type.js";
import type { Value } from "../value.js";

/**
 * One column of a batch. How the values lie in memory is the vector's own affair; whoever needs the layout (a zero-copy
 * cast, a sink that writes bytes) asks for the class.
 */
export interface Vector {
  readonly type: DataType;
  readonly length: number;
  /** Row `i`'s value; strings are decoded here, when first needed. */
  get(i: number): Value;
  /** The rows at these positions, in their order. */
  take(rows: Int32Array): Vector;
}

/** A byte a row, 1 where the row is NULL; null when no row is. */
export type Nulls = Uint8Array | null;

export function takeNulls(nulls: Nulls, rows: Int32Array): Nulls {
  return nulls && Uint8Array.from(rows, row => nulls[row]!);
}
