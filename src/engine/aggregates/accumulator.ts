import type { Vector } from "../../types/vector/index.js";

/**
 * The states of all groups at once, in typed arrays: takes a whole column in where `update` takes a row. What it answers
 * is the same, to the last bit.
 */
export interface Accumulator<State = unknown> {
  /** @param groupOf each row's group, below `groups` */
  add(column: Vector, groupOf: Int32Array, groups: number): void;
  stateOf(group: number): State;
}

/** The array, or a larger one with its values that has room for `length`. */
export function withRoom<T extends Float64Array | Uint8Array | BigInt64Array>(array: T, length: number): T {
  if (array.length >= length) return array;
  const larger = new (array.constructor as new (length: number) => T)(Math.max(length, array.length * 2));
  (larger as Float64Array).set(array as Float64Array);
  return larger;
}
