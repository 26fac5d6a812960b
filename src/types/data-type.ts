import type { ArrayType } from "./array.js";
import type { AtomicType } from "./atomic.js";
import type { DecimalType } from "./decimal.js";
import type { DayTimeIntervalType, YearMonthIntervalType } from "./intervals.js";
import type { MapType } from "./map.js";
import type { StructType } from "./struct.js";
import type { TimeType } from "./time.js";

/** Spark SQL's types (https://spark.apache.org/docs/latest/sql-ref-datatypes.html): frozen data, told apart by `kind`. */
export type DataType =
  | AtomicType
  | DecimalType
  | TimeType
  | DayTimeIntervalType
  | YearMonthIntervalType
  | ArrayType
  | MapType
  | StructType;

export type TypeKind = DataType["kind"];

/** Whether two types are the same, nullability aside. */
export function sameType(a: DataType, b: DataType): boolean {
  if (a === b) return true;
  if (a.kind === "decimal" && b.kind === "decimal") return a.precision === b.precision && a.scale === b.scale;
  if ((a.kind === "daytime" && b.kind === "daytime") || (a.kind === "yearmonth" && b.kind === "yearmonth"))
    return a.start === b.start && a.end === b.end;
  if (a.kind === "time" && b.kind === "time") return a.precision === b.precision;
  if (a.kind === "array" && b.kind === "array") return sameType(a.elementType, b.elementType);
  if (a.kind === "map" && b.kind === "map")
    return sameType(a.keyType, b.keyType) && sameType(a.valueType, b.valueType);
  if (a.kind === "struct" && b.kind === "struct")
    return (
      a.fields.length === b.fields.length &&
      a.fields.every((field, i) => {
        const other = b.fields[i]!;
        return field.name === other.name && sameType(field.dataType, other.dataType);
      })
    );
  return a.kind === b.kind;
}
