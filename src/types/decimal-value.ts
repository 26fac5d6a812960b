import { javaDouble } from "./display/java-number.js";

/** A number as digits and how many of them stand behind the point. */
export interface DecimalValue {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** Numbers with more digits before the point than this hold in no DECIMAL; longer exponents are not even written out. */
const MAX_EXPONENT = 400;

export function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

/** The quotient rounded to the nearest, halves away from zero (`HALF_UP`). */
export function divideHalfUp(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  const twice = 2n * (a - quotient * b);
  if ((twice < 0n ? -twice : twice) < (b < 0n ? -b : b)) return quotient;
  return quotient + (a < 0n !== b < 0n ? -1n : 1n);
}

/** The digits at another scale, rounded half up where digits are lost. */
export function rescale(unscaled: bigint, from: number, to: number): bigint {
  if (to >= from) return unscaled * powerOfTen(to - from);
  return divideHalfUp(unscaled, powerOfTen(from - to));
}

export function fitsPrecision(unscaled: bigint, precision: number): boolean {
  const limit = powerOfTen(precision);
  return unscaled < limit && unscaled > -limit;
}

/** As Java's `new BigDecimal(text)`; undefined when it is no number, or one of a size that no DECIMAL has. */
export function parseDecimal(text: string): DecimalValue | undefined {
  const match = /^([+-]?)(?:(\d+)\.?(\d*)|\.(\d+))(?:[eE]([+-]?\d{1,9}))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = "", fraction = match[4] ?? "", , exponent = "0"] = match;
  const scale = fraction.length - Number(exponent);
  if (Math.abs(scale) > MAX_EXPONENT) return scale > 0 ? { unscaled: 0n, scale: 0 } : undefined;
  const digits = BigInt(whole + fraction) * (sign === "-" ? -1n : 1n);
  return scale < 0 ? { unscaled: digits * powerOfTen(-scale), scale: 0 } : { unscaled: digits, scale };
}

/** A finite DOUBLE by the digits that are shown of it. */
export function decimalOfDouble(value: number): DecimalValue {
  return parseDecimal(javaDouble(value))!;
}

/** Without the digits behind the point. */
export function wholePart(unscaled: bigint, scale: number): bigint {
  return unscaled / powerOfTen(scale);
}
