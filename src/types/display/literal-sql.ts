import type { DataType } from "../data-type.js";
import type { Value } from "../value.js";
import { formatDate, formatTime, formatTimestamp } from "./datetime.js";
import { javaDecimal } from "./decimal.js";
import { formatCalendarInterval, formatInterval } from "./interval.js";
import { toPrettyText } from "./text.js";

/** A literal as Spark shows it in column names: text and numbers bare, others as `DATE '2021-01-01'`, `X'53'`. */
export function literalSql(value: Value, type: DataType, timeZone: string): string {
  if (value === null) return "NULL";
  switch (type.kind) {
    case "decimal":
      return javaDecimal(value as bigint, type.scale);
    case "binary":
      return `X'${Buffer.from(value as Uint8Array)
        .toString("hex")
        .toUpperCase()}'`;
    case "date":
      return `DATE '${formatDate(value as number)}'`;
    case "timestamp":
      return `TIMESTAMP '${formatTimestamp(value as bigint, timeZone)}'`;
    case "timestamp_ntz":
      return `TIMESTAMP_NTZ '${formatTimestamp(value as bigint, "UTC")}'`;
    case "time":
      return `TIME '${formatTime(value as bigint)}'`;
    case "daytime":
    case "yearmonth":
      return formatInterval(value, type);
    case "interval":
      return `INTERVAL '${formatCalendarInterval(value as unknown as [number, number, bigint])}'`;
    case "array":
      return `ARRAY(${(value as Value[]).map(item => literalSql(item, type.elementType, timeZone)).join(", ")})`;
    case "map": {
      const entries = value as [Value, Value][];
      const keys = entries.map(([key]) => literalSql(key, type.keyType, timeZone));
      const values = entries.map(([, item]) => literalSql(item, type.valueType, timeZone));
      return `MAP(${keys.map((key, i) => `${key}, ${values[i]}`).join(", ")})`;
    }
    case "struct":
      return `NAMED_STRUCT(${type.fields
        .map((field, i) => `'${field.name}', ${literalSql((value as Value[])[i]!, field.dataType, timeZone)}`)
        .join(", ")})`;
    default:
      return toPrettyText(value, type, timeZone);
  }
}
