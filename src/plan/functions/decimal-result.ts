import { DecimalType } from "../../types/index.js";
import { boundedDecimal } from "./coercion.js";

const MAX_PRECISION = 38;
/** So many digits behind the point are kept when there is no room for all. */
const MINIMUM_SCALE = 6;

/** Room for the whole digits first, then for digits behind the point (`spark.sql.decimalOperations.allowPrecisionLoss`). */
function adjusted(precision: number, scale: number): DecimalType {
  if (precision <= MAX_PRECISION) return DecimalType(precision, scale);
  const whole = precision - scale;
  return DecimalType(MAX_PRECISION, Math.max(MAX_PRECISION - whole, Math.min(scale, MINIMUM_SCALE)));
}

function sum(a: DecimalType, b: DecimalType): DecimalType {
  const scale = Math.max(a.scale, b.scale);
  return adjusted(Math.max(a.precision - a.scale, b.precision - b.scale) + scale + 1, scale);
}

function remainder(a: DecimalType, b: DecimalType): DecimalType {
  const scale = Math.max(a.scale, b.scale);
  return adjusted(Math.min(a.precision - a.scale, b.precision - b.scale) + scale, scale);
}

/** The type that an operator makes of two decimals. */
export const decimalResult: Readonly<Record<string, (a: DecimalType, b: DecimalType) => DecimalType>> = {
  "+": sum,
  "-": sum,
  "*": (a, b) => adjusted(a.precision + b.precision + 1, a.scale + b.scale),
  "/": (a, b) => {
    const scale = Math.max(MINIMUM_SCALE, a.scale + b.precision + 1);
    return adjusted(a.precision - a.scale + b.scale + scale, scale);
  },
  "%": remainder,
  pmod: remainder,
};

/** Rounded to `digits` behind the point, which may carry one more digit before it. */
export function roundedDecimal({ precision, scale }: DecimalType, digits: number): DecimalType {
  const whole = precision - scale + 1;
  if (digits < 0) return boundedDecimal(Math.max(whole, 1 - digits), 0);
  const kept = Math.min(scale, digits);
  return boundedDecimal(whole + kept, kept);
}
