import { toPrettyText } from "../types/display/text.js";
import type { DataType, StructType, Value } from "../types/index.js";
import { NumberText } from "./spark-json.js";

/** A row as Spark's `Row.json` has it, for the JSON of `JsonForm`. */
export function rowJson(schema: StructType, values: readonly Value[], timeZone: string): object {
  return Object.fromEntries(
    schema.fields.map(({ name, dataType }, i) => [name, valueJson(values[i]!, dataType, timeZone)]),
  );
}

function valueJson(value: Value, type: DataType, timeZone: string): unknown {
  if (value === null) return null;
  switch (type.kind) {
    case "boolean":
    case "string":
      return value;
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "decimal":
      return new NumberText(toPrettyText(value, type, timeZone));
    case "float":
    case "double":
      return Number.isFinite(value) ? new NumberText(toPrettyText(value, type, timeZone)) : String(value);
    case "binary":
      return Buffer.from(value as Uint8Array).toString("base64");
    case "array":
      return (value as readonly Value[]).map(each => valueJson(each, type.elementType, timeZone));
    case "struct":
      return rowJson(type, value as readonly Value[], timeZone);
    case "map": {
      const entries = (value as readonly (readonly [Value, Value])[]).map(
        ([key, each]) =>
          [valueJson(key, type.keyType, timeZone), valueJson(each, type.valueType, timeZone)] as const,
      );
      return type.keyType.kind === "string"
        ? Object.fromEntries(entries)
        : entries.map(([key, each]) => ({ key, value: each }));
    }
    default:
      return toPrettyText(value, type, timeZone);
  }
}
