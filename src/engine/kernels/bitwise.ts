import type { TypeKind } from "../../types/index.js";
import { invalidParameter } from "./argument-errors.js";
import { type Kernel, strict } from "./kernel.js";

const widths: { readonly [K in TypeKind]?: number } = { byte: 8, short: 16, integer: 32, long: 64 };

/** JavaScript's operators know 32-bit numbers and BIGINTs: code for both stands side by side. */
function onBoth(numbers: (a: number, b: number) => number, longs: (a: bigint, b: bigint) => bigint): Kernel {
  return strict((_, { kind }) => (kind === "long" ? longs : numbers));
}

function shift(numbers: (a: number, by: number) => number, longs: (a: bigint, by: bigint) => bigint): Kernel {
  return strict((_, { kind }) =>
    kind === "long"
      ? (a: bigint, by: number) => BigInt.asIntN(64, longs(a, BigInt(by & 63)))
      : (a: number, by: number) => numbers(a, by) | 0,
  );
}

/** Negative numbers count as 64 bits wide. */
function bitCount(value: number | bigint | boolean): number {
  let rest = BigInt.asUintN(64, BigInt(value));
  let count = 0;
  for (; rest > 0n; rest &= rest - 1n) count++;
  return count;
}

const BITMAP_BITS = 32_768n;

export const bitwise: Readonly<Record<string, Kernel>> = {
  "&": onBoth(
    (a, b) => a & b,
    (a, b) => a & b,
  ),
  "|": onBoth(
    (a, b) => a | b,
    (a, b) => a | b,
  ),
  "^": onBoth(
    (a, b) => a ^ b,
    (a, b) => a ^ b,
  ),
  "~": strict(() => (value: number | bigint) => ~value),
  shiftleft: shift(
    (a, by) => a << by,
    (a, by) => a << by,
  ),
  shiftright: shift(
    (a, by) => a >> by,
    (a, by) => a >> by,
  ),
  shiftrightunsigned: shift(
    (a, by) => a >>> by,
    (a, by) => BigInt.asUintN(64, a) >> by,
  ),
  bit_count: strict(() => bitCount),
  bit_get: strict(([type]) => {
    const width = widths[type!.kind]!;
    return (value: number | bigint, position: number) => {
      if (position < 0 || position >= width)
        throw invalidParameter(
          "BIT_POSITION_RANGE",
          "`pos`",
          "`bit_get`",
          `expects an integer value in [0, ${width}), but got ${position}.`,
        );
      return Number((BigInt(value) >> BigInt(position)) & 1n);
    };
  }),
  bitmap_bit_position: strict(
    () => (value: bigint) => (value > 0n ? (value - 1n) % BITMAP_BITS : -value % BITMAP_BITS),
  ),
  bitmap_bucket_number: strict(
    () => (value: bigint) => (value > 0n ? 1n + (value - 1n) / BITMAP_BITS : value / BITMAP_BITS),
  ),
  bitmap_count: strict(
    () => (bytes: Uint8Array) => BigInt(bytes.reduce((sum, byte) => sum + bitCount(byte), 0)),
  ),
};
