import { ArrayType } from "./array.js";
import { type AtomicKind, atomicKinds, atomicNames } from "./atomic.js";
import type { DataType } from "./data-type.js";
import { DecimalType } from "./decimal.js";
import {
  DayTimeIntervalType,
  dayTimeFields,
  intervalName,
  YearMonthIntervalType,
  yearMonthFields,
} from "./intervals.js";
import { MapType } from "./map.js";
import { StructField, StructType } from "./struct.js";
import { TimeType } from "./time.js";
import type { TypeJson } from "./type-json.js";

const plain: ReadonlyMap<string, DataType> = new Map<string, DataType>([
  ...atomicKinds.map((kind: AtomicKind) => [atomicNames(kind).typeName, { kind }] as const),
  ...intervals(dayTimeFields.length, DayTimeIntervalType),
  ...intervals(yearMonthFields.length, YearMonthIntervalType),
]);

function intervals(
  count: number,
  make: (start: number, end: number) => DayTimeIntervalType | YearMonthIntervalType,
): [string, DataType][] {
  const all = Array.from({ length: count * count }, (_, i) => [Math.floor(i / count), i % count] as const);
  return all
    .filter(([start, end]) => start <= end)
    .map(([start, end]) => [intervalName(make(start, end)), make(start, end)]);
}

/** The type that JSON of Spark's form names; undefined for a type that is not known. */
export function typeFromJson(json: unknown): DataType | undefined {
  if (typeof json === "string") {
    const [, name, numbers] = /^(\w+)\((\d+(?:,\s*-?\d+)?)\)$/.exec(json) ?? [];
    const [first, second] = (numbers ?? "").split(",").map(Number);
    if (name === "decimal") return DecimalType(first, second);
    if (name === "time") return TimeType(first);
    return plain.get(json);
  }
  const given = json as Exclude<TypeJson, string>;
  switch (given?.type) {
    case "array": {
      const element = typeFromJson(given.elementType);
      return element && ArrayType(element, given.containsNull);
    }
    case "map": {
      const [key, value] = [typeFromJson(given.keyType), typeFromJson(given.valueType)];
      return key && value && MapType(key, value, given.valueContainsNull);
    }
    case "struct": {
      const fields = given.fields.map(({ name, type, nullable }) => {
        const found = typeFromJson(type);
        return found && new StructField(name, found, nullable);
      });
      return fields.every(field => field !== undefined) ? new StructType(fields) : undefined;
    }
    default:
      return undefined;
  }
}
