import { atomicNames } from "./atomic.js";
import type { DataType } from "./data-type.js";
import { intervalName } from "./intervals.js";

/** Spark shows at most this many fields of a nested struct (`spark.sql.debug.maxToStringFields`). */
const maxFields = 25;

/** The form in `df.toString` and error messages, such as `array<struct<key:string,value:binary>>`. */
export function simpleString(type: DataType, fieldLimit: number = maxFields): string {
  switch (type.kind) {
    case "decimal":
      return `decimal(${type.precision},${type.scale})`;
    case "time":
      return `time(${type.precision})`;
    case "daytime":
    case "yearmonth":
      return intervalName(type);
    case "array":
      return `array<${simpleString(type.elementType)}>`;
    case "map":
      return `map<${simpleString(type.keyType)},${simpleString(type.valueType)}>`;
    case "struct": {
      const fields = type.fields.map(field => `${field.name}:${simpleString(field.dataType)}`);
      return `struct<${truncated(fields, ",", fieldLimit)}>`;
    }
    default:
      return atomicNames(type.kind).simpleString;
  }
}

/** The form in SQL, such as `ARRAY<STRUCT<key: STRING, value: BINARY>>`. */
export function sqlName(type: DataType): string {
  switch (type.kind) {
    case "decimal":
    case "time":
    case "daytime":
    case "yearmonth":
      return simpleString(type).toUpperCase();
    case "array":
      return `ARRAY<${sqlName(type.elementType)}>`;
    case "map":
      return `MAP<${sqlName(type.keyType)}, ${sqlName(type.valueType)}>`;
    case "struct":
      return `STRUCT<${type.fields
        .map(field => `${field.name}: ${sqlName(field.dataType)}${field.nullable ? "" : " NOT NULL"}`)
        .join(", ")}>`;
    default:
      return atomicNames(type.kind).sql;
  }
}

/** The form in `printSchema` and JSON, such as `long`; nested types by their kind alone. */
export function typeName(type: DataType): string {
  switch (type.kind) {
    case "decimal":
    case "time":
    case "daytime":
    case "yearmonth":
      return simpleString(type);
    case "array":
    case "map":
    case "struct":
      return type.kind;
    default:
      return atomicNames(type.kind).typeName;
  }
}

/** The form of Scala's `toString`, such as `ArrayType(LongType,true)`. */
export function scalaName(type: DataType): string {
  switch (type.kind) {
    case "decimal":
      return `DecimalType(${type.precision},${type.scale})`;
    case "time":
      return `TimeType(${type.precision})`;
    case "daytime":
      return `DayTimeIntervalType(${type.start},${type.end})`;
    case "yearmonth":
      return `YearMonthIntervalType(${type.start},${type.end})`;
    case "array":
      return `ArrayType(${scalaName(type.elementType)},${type.containsNull})`;
    case "map":
      return `MapType(${scalaName(type.keyType)},${scalaName(type.valueType)},${type.valueContainsNull})`;
    case "struct":
      return `StructType(${type.fields.map(String).join(",")})`;
    case "void":
      return "NullType";
    case "interval":
      return "CalendarIntervalType";
    case "timestamp_ntz":
      return "TimestampNTZType";
    default:
      return `${type.kind[0]!.toUpperCase()}${type.kind.slice(1)}Type`;
  }
}

/** The first items, and how many more there are, as Spark's `truncatedString` puts it. */
function truncated(items: readonly string[], separator: string, limit: number): string {
  if (items.length <= limit) return items.join(separator);
  const shown = Math.max(0, limit - 1);
  return [...items.slice(0, shown), `... ${items.length - shown} more fields`].join(separator);
}
