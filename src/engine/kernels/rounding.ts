import { floorDivide } from "../../types/calendar.js";
import {
  decimalOfDouble,
  divideHalfUp,
  fitsPrecision,
  parseDecimal,
  powerOfTen,
} from "../../types/decimal-value.js";
import { formatDecimal } from "../../types/display/decimal.js";
import { javaFloat } from "../../types/display/java-number.js";
import { arithmeticOverflow } from "./arithmetic-errors.js";
import { outOfDecimalRange } from "./cast/cast-mode.js";
import { type Kernel, strict } from "./kernel.js";

type Divide = (a: bigint, b: bigint) => bigint;

/** The quotient rounded to the nearest, halves to the even one. */
function divideHalfEven(a: bigint, b: bigint): bigint {
  const floor = floorDivide(a, b);
  const twice = 2n * (a - floor * b);
  if (twice === b) return floor % 2n === 0n ? floor : floor + 1n;
  return twice < b ? floor : floor + 1n;
}

const divideUp: Divide = (a, b) => -floorDivide(-a, b);

/** Digits of a scale rounded to fewer (or before the point, where `digits` is negative); the result has the scale `to`. */
function roundDigits(unscaled: bigint, scale: number, digits: number, to: number, divide: Divide): bigint {
  if (digits >= scale) return unscaled * powerOfTen(Math.max(0, to - scale));
  const unit = divide(unscaled, powerOfTen(scale - digits));
  return unit * powerOfTen(to - digits);
}

const bits: Readonly<Record<string, number>> = { byte: 8, short: 16, integer: 32, long: 64 };

function rounder(divide: Divide): Kernel {
  return strict(([type], result, { ansi }) => {
    switch (type!.kind) {
      case "decimal": {
        const { scale } = type!;
        const to = result.kind === "decimal" ? result.scale : 0;
        const precision = result.kind === "decimal" ? result.precision : 38;
        const shrink = powerOfTen(to);
        return (unscaled: bigint, digits: number) => {
          const rounded = roundDigits(unscaled, scale, Math.max(digits, -40), to, divide);
          if (result.kind !== "decimal") return rounded / shrink;
          if (fitsPrecision(rounded, precision)) return rounded;
          if (ansi) throw outOfDecimalRange(formatDecimal(rounded, to), precision, to);
          return null;
        };
      }
      case "float":
      case "double": {
        const single = type!.kind === "float";
        if (result.kind === "long")
          return (value: number) => saturated(divide === divideUp ? Math.ceil(value) : Math.floor(value));
        return (value: number, digits: number) => {
          if (!Number.isFinite(value) || digits > 350) return value;
          const exact = single ? parseDecimal(javaFloat(value))! : decimalOfDouble(value);
          const to = Math.max(exact.scale, 0);
          const rounded = roundDigits(exact.unscaled, exact.scale, Math.max(digits, -350), to, divide);
          const number = Number(formatDecimal(rounded, to));
          return single ? Math.fround(number) : number;
        };
      }
      default: {
        const width = bits[type!.kind]!;
        return (value: number | bigint, digits: number) => {
          if (digits >= 0) return result.kind === "long" ? BigInt(value) : value;
          const rounded = roundDigits(BigInt(value), 0, Math.max(digits, -40), 0, divide);
          const wrapped = BigInt.asIntN(width, rounded);
          if (wrapped !== rounded && ansi) throw arithmeticOverflow("Overflow");
          return width === 64 ? wrapped : Number(wrapped);
        };
      }
    }
  });
}

function saturated(whole: number): bigint {
  if (Number.isNaN(whole)) return 0n;
  const limit = 2n ** 63n;
  if (!Number.isFinite(whole)) return whole > 0 ? limit - 1n : -limit;
  const value = BigInt(whole);
  return value >= limit ? limit - 1n : value < -limit ? -limit : value;
}

export const rounding: Readonly<Record<string, Kernel>> = {
  round: rounder(divideHalfUp),
  bround: rounder(divideHalfEven),
  ceil: rounder(divideUp),
  floor: rounder(floorDivide),
};
