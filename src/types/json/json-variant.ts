import { ArrayType } from "../array.js";
import { BooleanType, DoubleType, LongType, StringType, VariantType, VoidType } from "../atomic.js";
import type { DataType } from "../data-type.js";
import { DecimalType } from "../decimal.js";
import { StructField, StructType } from "../struct.js";
import type { Value } from "../value.js";
import { VariantValue } from "../variant.js";
import { isNumber, type Json } from "./json-tree.js";

/** JSON as a VARIANT: whole numbers as BIGINT, short fractions exactly, members sorted by name. */
export function variantOf(json: Json): VariantValue {
  if (json === null) return new VariantValue(VoidType, null);
  if (typeof json === "boolean") return new VariantValue(BooleanType, json);
  if (typeof json === "string") return new VariantValue(StringType, json);
  if (isNumber(json)) return numberOf(json.digits);
  if (Array.isArray(json)) return new VariantValue(ArrayType(VariantType), json.map(variantOf));
  const members = [...(json as ReadonlyMap<string, Json>)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return new VariantValue(
    new StructType(members.map(([name]) => new StructField(name, VariantType))),
    members.map(([, value]) => variantOf(value)),
  );
}

function numberOf(digits: string): VariantValue {
  if (/^-?\d+$/.test(digits)) {
    const whole = BigInt(digits);
    if (whole === BigInt.asIntN(64, whole)) return new VariantValue(LongType, whole);
  }
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(digits);
  if (match) {
    const [, sign, whole, fraction = ""] = match as unknown as [string, string, string, string?];
    const scale = fraction.length;
    const unscaled = BigInt(`${sign}${whole}${fraction}`);
    const precision = Math.max(String(unscaled).replace("-", "").length, scale);
    if (precision <= 38) return new VariantValue(DecimalType(precision, scale), unscaled);
  }
  return new VariantValue(DoubleType, Number(digits));
}

/** A value of a type as a VARIANT. */
export function toVariant(value: Value, type: DataType): VariantValue {
  if (value === null) return new VariantValue(VoidType, null);
  switch (type.kind) {
    case "variant":
      return value as VariantValue;
    case "array":
      return new VariantValue(
        ArrayType(VariantType),
        (value as Value[]).map(item => toVariant(item, type.elementType)),
      );
    case "map":
    case "struct": {
      const members =
        type.kind === "struct"
          ? type.fields.map(
              (field, i) => [field.name, toVariant((value as Value[])[i]!, field.dataType)] as const,
            )
          : (value as [string, Value][]).map(
              ([key, item]) => [key, toVariant(item, type.valueType)] as const,
            );
      const sorted = [...members].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
      return new VariantValue(
        new StructType(sorted.map(([name]) => new StructField(name, VariantType))),
        sorted.map(([, item]) => item),
      );
    }
    case "byte":
    case "short":
    case "integer":
      return new VariantValue(LongType, BigInt(value as number));
    default:
      return new VariantValue(type, value);
  }
}
