import { divideHalfUp, fitsPrecision, powerOfTen, rescale } from "../../types/decimal-value.js";
import { formatDecimal } from "../../types/display/decimal.js";
import type { DataType, DecimalType, Value } from "../../types/index.js";
import { divideByZero, remainderByZero } from "./arithmetic-errors.js";
import { outOfDecimalRange } from "./cast/cast-mode.js";
import type { KernelContext } from "./kernel.js";

type Operation = (a: bigint, b: bigint) => Value;

/** Digits behind the point that a quotient is computed with before it is rounded to its type. */
const QUOTIENT_SCALE = 38;

/** The code of `a operator b` over decimals; the exact result is rounded half up to the type's scale. */
export function decimalArithmetic(
  operator: string,
  [left, right]: readonly DataType[],
  result: DataType,
  { ansi }: KernelContext,
): Operation {
  const [s1, s2] = [(left as DecimalType).scale, (right as DecimalType).scale];
  const scale = Math.max(s1, s2);
  const [up1, up2] = [powerOfTen(scale - s1), powerOfTen(scale - s2)];
  if (operator === "div")
    return (a, b) => (b === 0n ? zero(ansi, divideByZero) : BigInt.asIntN(64, (a * up1) / (b * up2)));
  const { precision, scale: to } = result as DecimalType;
  const bounded = (unscaled: bigint, from: number) => {
    const rounded = rescale(unscaled, from, to);
    if (fitsPrecision(rounded, precision)) return rounded;
    if (!ansi) return null;
    throw outOfDecimalRange(formatDecimal(rescale(unscaled, from, to), to), precision, to);
  };
  switch (operator) {
    case "+":
      return (a, b) => bounded(a * up1 + b * up2, scale);
    case "-":
      return (a, b) => bounded(a * up1 - b * up2, scale);
    case "*":
      return (a, b) => bounded(a * b, s1 + s2);
    case "/": {
      const shift = powerOfTen(QUOTIENT_SCALE + s2);
      const shrink = powerOfTen(s1);
      return (a, b) =>
        b === 0n ? zero(ansi, divideByZero) : bounded(divideHalfUp(a * shift, b * shrink), QUOTIENT_SCALE);
    }
    case "%":
      return (a, b) => (b === 0n ? zero(ansi, remainderByZero) : bounded((a * up1) % (b * up2), scale));
    default:
      return (a, b) => {
        if (b === 0n) return zero(ansi, remainderByZero);
        const rest = (a * up1) % (b * up2);
        return bounded(rest < 0n ? (rest + b * up2) % (b * up2) : rest, scale);
      };
  }
}

function zero(ansi: boolean, error: () => Error): null {
  if (!ansi) return null;
  throw error();
}
