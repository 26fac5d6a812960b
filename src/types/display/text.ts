import type { DataType } from "../data-type.js";
import type { Value } from "../value.js";
import type { VariantValue } from "../variant.js";
import { formatDate, formatTime, formatTimestamp } from "./datetime.js";
import { formatDecimal } from "./decimal.js";
import { formatCalendarInterval, formatInterval } from "./interval.js";
import { javaDouble, javaFloat } from "./java-number.js";

/** What `show()` writes into a cell, before escaping and cutting: Spark's cast to a pretty string. */
export function toPrettyText(value: Value, type: DataType, timeZone: string): string {
  if (value === null) return "NULL";
  switch (type.kind) {
    case "float":
      return javaFloat(value as number);
    case "double":
      return javaDouble(value as number);
    case "decimal":
      return formatDecimal(value as bigint, type.scale);
    case "binary":
      return `[${Array.from(value as Uint8Array, byte => byte.toString(16).toUpperCase().padStart(2, "0")).join(" ")}]`;
    case "date":
      return formatDate(value as number);
    case "timestamp":
      return formatTimestamp(value as bigint, timeZone);
    case "timestamp_ntz":
      return formatTimestamp(value as bigint, "UTC");
    case "time":
      return formatTime(value as bigint);
    case "daytime":
    case "yearmonth":
      return formatInterval(value, type);
    case "interval":
      return formatCalendarInterval(value as unknown as [number, number, bigint]);
    case "variant":
      return variantJson(value as VariantValue);
    case "array":
      return `[${(value as Value[]).map(item => toPrettyText(item, type.elementType, timeZone)).join(", ")}]`;
    case "map":
      return `{${(value as [Value, Value][])
        .map(
          ([key, item]) =>
            `${toPrettyText(key, type.keyType, timeZone)} -> ${toPrettyText(item, type.valueType, timeZone)}`,
        )
        .join(", ")}}`;
    case "struct":
      return `{${(value as Value[]).map((item, i) => toPrettyText(item, type.fields[i]!.dataType, timeZone)).join(", ")}}`;
    default:
      return String(value);
  }
}

/** A VARIANT as JSON text, which is how it is shown. */
export function variantJson({ type, value }: VariantValue): string {
  if (type.kind === "array") return `[${(value as VariantValue[]).map(variantJson).join(",")}]`;
  if (type.kind === "struct") {
    const items = value as VariantValue[];
    return `{${type.fields.map((field, i) => `${JSON.stringify(field.name)}:${variantJson(items[i]!)}`).join(",")}}`;
  }
  if (type.kind === "void") return "null";
  const isBare = ["boolean", "long", "float", "double", "decimal"].includes(type.kind);
  return isBare ? toPrettyText(value, type, "UTC") : JSON.stringify(toPrettyText(value, type, "UTC"));
}
