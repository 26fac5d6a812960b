import { SparkError } from "../../util/errors.js";
import type { MakeAggregator } from "./aggregator.js";

type Bits = number | bigint | null;

/** Combines the values that are not NULL. */
const combining =
  (numbers: (a: number, b: number) => number, longs: (a: bigint, b: bigint) => bigint): MakeAggregator =>
  ([type]) => {
    const combine = (type!.kind === "long" ? longs : numbers) as (a: Bits, b: Bits) => Bits;
    const both = (a: Bits, b: Bits) => (a === null ? b : b === null ? a : combine(a, b));
    return { initial: () => null, update: both, merge: both, finish: state => state };
  };

/** A bitmap of Spark's: 32768 bits. */
const BITMAP_BYTES = 4096;

function bitmap(fill: number, missing: number, combine: (a: number, b: number) => number): MakeAggregator {
  const take = (state: Uint8Array, other: Uint8Array | null) => {
    if (other === null) return state;
    for (let i = 0; i < BITMAP_BYTES; i++) state[i] = combine(state[i]!, other[i] ?? missing);
    return state;
  };
  return () => ({
    initial: () => new Uint8Array(BITMAP_BYTES).fill(fill),
    update: take,
    merge: take,
    finish: state => state,
  });
}

const union = bitmap(0, 0, (a, b) => a | b);

export const bits: Readonly<Record<string, MakeAggregator>> = {
  bit_and: combining(
    (a, b) => a & b,
    (a, b) => a & b,
  ),
  bit_or: combining(
    (a, b) => a | b,
    (a, b) => a | b,
  ),
  bit_xor: combining(
    (a, b) => a ^ b,
    (a, b) => a ^ b,
  ),
  bitmap_or_agg: union,
  bitmap_and_agg: bitmap(0xff, 0, (a, b) => a & b),
  bitmap_construct_agg: (types, result, context) => ({
    ...union(types, result, context),
    update: (state: Uint8Array, position: bigint | null) => {
      if (position === null) return state;
      const bit = Number(position);
      if (bit < 0 || bit >= BITMAP_BYTES * 8)
        throw new SparkError(
          "INVALID_BITMAP_POSITION",
          `The 0-indexed bitmap position ${bit} is out of bounds. The bitmap has ${BITMAP_BYTES * 8} bits (${BITMAP_BYTES} bytes).`,
          "22003",
        );
      state[bit >> 3]! |= 1 << (bit & 7);
      return state;
    },
  }),
};
