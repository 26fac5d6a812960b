import type { DataType } from "../data-type.js";
import { toPrettyText, variantJson } from "../display/text.js";
import type { Value } from "../value.js";
import type { VariantValue } from "../variant.js";

export interface JsonWriteOptions {
  readonly timeZone: string;
  /** NULL fields are left out, as Spark does unless told otherwise. */
  readonly ignoreNullFields: boolean;
  readonly timestamp: (micros: bigint, withZone: boolean) => string;
  readonly date: (days: number) => string;
}

/** A value as JSON text, as Spark's `to_json` writes it. */
export function jsonOf(value: Value, type: DataType, options: JsonWriteOptions): string {
  if (value === null) return "null";
  switch (type.kind) {
    case "boolean":
    case "byte":
    case "short":
    case "integer":
    case "long":
      return String(value);
    case "float":
    case "double":
      return Number.isFinite(value)
        ? toPrettyText(value, type, options.timeZone)
        : JSON.stringify(String(value));
    case "decimal":
      return toPrettyText(value, type, options.timeZone);
    case "binary":
      return JSON.stringify(Buffer.from(value as Uint8Array).toString("base64"));
    case "date":
      return JSON.stringify(options.date(value as number));
    case "timestamp":
    case "timestamp_ntz":
      return JSON.stringify(options.timestamp(value as bigint, type.kind === "timestamp"));
    case "variant":
      return variantJson(value as VariantValue);
    case "array":
      return `[${(value as Value[]).map(item => jsonOf(item, type.elementType, options)).join(",")}]`;
    case "map":
      return `{${(value as [Value, Value][])
        .map(
          ([key, item]) =>
            `${JSON.stringify(keyText(key, type.keyType, options))}:${jsonOf(item, type.valueType, options)}`,
        )
        .join(",")}}`;
    case "struct": {
      const members = type.fields.flatMap((field, i) => {
        const item = (value as Value[])[i]!;
        if (item === null && options.ignoreNullFields) return [];
        return [`${JSON.stringify(field.name)}:${jsonOf(item, field.dataType, options)}`];
      });
      return `{${members.join(",")}}`;
    }
    default:
      return JSON.stringify(toPrettyText(value, type, options.timeZone));
  }
}

/** A map's key as Java's `toString` writes it: a struct in brackets. */
function keyText(key: Value, type: DataType, options: JsonWriteOptions): string {
  if (type.kind !== "struct") return toPrettyText(key, type, options.timeZone);
  return `[${(key as Value[]).map((item, i) => keyText(item, type.fields[i]!.dataType, options)).join(",")}]`;
}
