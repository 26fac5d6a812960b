import {
  ByteType,
  type DataType,
  DecimalType,
  DoubleType,
  FloatType,
  IntegerType,
  LongType,
  ShortType,
  simpleString,
} from "../../types/index.js";
import { SparkError } from "../../util/errors.js";
import { literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import type { Cursor } from "./cursor.js";

const integers: Readonly<Record<string, { readonly type: DataType; readonly bits: number }>> = {
  Y: { type: ByteType, bits: 8 },
  S: { type: ShortType, bits: 16 },
  L: { type: LongType, bits: 64 },
};

/** A number, its sign included: `1`, `-1.5`, `1e3`, `1L`, `1.5BD`. */
export function numberLiteral(cursor: Cursor): Expression {
  const first = cursor.token;
  const sign = cursor.accept("-") ? "-" : "";
  if (cursor.token.kind !== "number") throw cursor.unexpected(["number"]);
  const [, digits, suffix] = /^(.*?)(BD|[FDLSY])?$/i.exec(cursor.take().text)!;
  const text = sign + digits;
  const kind = suffix?.toUpperCase();
  const outside = (type: DataType, least: string, most: string) =>
    cursor.error(
      first,
      "INVALID_NUMERIC_LITERAL_RANGE",
      `Numeric literal ${text} is outside the valid range for ${simpleString(type)} with minimum value of ${least} ` +
        `and maximum value of ${most}. Please adjust the value accordingly.`,
      "22003",
    );
  if (kind === "F") {
    const value = Math.fround(Number(text));
    if (!Number.isFinite(value))
      throw outside(FloatType, "-3.4028234663852886E+38", "3.4028234663852886E+38");
    return literal(value, FloatType);
  }
  if (kind === "D" || (!kind && /e/i.test(text))) {
    const value = Number(text);
    if (!Number.isFinite(value))
      throw outside(DoubleType, "-1.7976931348623157E+308", "1.7976931348623157E+308");
    return literal(value, DoubleType);
  }
  if (kind && Object.hasOwn(integers, kind)) {
    const { type, bits } = integers[kind]!;
    const value = BigInt(digits!) * (sign ? -1n : 1n);
    const limit = 1n << BigInt(bits - 1);
    if (value < -limit || value >= limit) throw outside(type, String(-limit), String(limit - 1n));
    return literal(bits === 64 ? value : Number(value), type);
  }
  if (kind === "BD" || text.includes(".")) return decimalLiteral(text);
  const value = BigInt(digits!) * (sign ? -1n : 1n);
  if (BigInt.asIntN(32, value) === value) return literal(Number(value), IntegerType);
  return BigInt.asIntN(64, value) === value ? literal(value, LongType) : decimalLiteral(text);
}

function decimalLiteral(text: string): Expression {
  const [, sign, whole, fraction = "", exponent = "0"] = /^(-?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text)!;
  let unscaled = BigInt(`${whole}${fraction}` || "0");
  let scale = fraction.length - Number(exponent);
  if (scale < 0 && scale > -40) {
    unscaled *= 10n ** BigInt(-scale);
    scale = 0;
  }
  const precision = Math.max(String(unscaled).length, scale);
  if (precision > 38 || scale < 0)
    throw new SparkError(
      "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION",
      `Decimal precision ${scale < 0 ? String(unscaled).length - scale : precision} exceeds max precision 38.`,
      "22003",
    );
  return literal(sign ? -unscaled : unscaled, DecimalType(precision, scale));
}
