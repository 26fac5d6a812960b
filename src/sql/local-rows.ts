import { commonType } from "../plan/functions/coercion.js";
import { localRelation } from "../plan/nodes/create.js";
import type { LocalRelation } from "../plan/nodes/logical-plan.js";
import { parseSchema } from "../plan/parser/parse.js";
import { Timestamp } from "../types/external.js";
import {
  ArrayType,
  BinaryType,
  BooleanType,
  type DataType,
  DoubleType,
  LongType,
  MapType,
  StringType,
  StructField,
  StructType,
  sqlName,
  TimestampType,
  type Value,
  VoidType,
} from "../types/index.js";
import { parseTimestamp } from "../types/parse-timestamp.js";
import { UserError } from "../util/errors.js";
import { Option } from "./option.js";

/** A row as it is typed: an object by column name, or an array by position. */
export type RowLike = Readonly<Record<string, unknown>> | readonly unknown[];

/** What was given for a row: an object or an array as it is, a plain value as the row of one column. */
export function toRowLike(value: unknown): RowLike {
  const isPlain =
    typeof value !== "object" || value === null || value instanceof Date || value instanceof Uint8Array;
  return isPlain ? [value] : (value as RowLike);
}

/** Rows at hand as a table. @throws UserError for a value that does not fit its column, which names both */
export function localRows(
  rows: readonly RowLike[],
  schema: StructType | string | readonly string[] | undefined,
  timeZone: string,
): LocalRelation {
  const names = Array.isArray(schema) ? (schema as readonly string[]) : undefined;
  const given =
    schema instanceof StructType ? schema : typeof schema === "string" ? parseSchema(schema) : undefined;
  const type = given ?? inferred(rows, names);
  const fit = (row: RowLike, i: number) =>
    type.fields.map((field, c) => {
      const value = Array.isArray(row) ? row[c] : (row as Record<string, unknown>)[field.name];
      try {
        return toValue(value, field.dataType, timeZone);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        throw new UserError(`Row ${i}, column ${field.name}: ${error.message}`);
      }
    });
  return localRelation(type, rows.map(fit));
}

/** The schema of rows: every name that occurs, in order, each of the type that all its values meet at. */
function inferred(rows: readonly RowLike[], names: readonly string[] | undefined): StructType {
  if (rows.length === 0) throw new UserError("Without rows there is no schema to read off: give one.");
  const types = new Map<string, DataType>();
  for (const row of rows)
    for (const [name, value] of Array.isArray(row)
      ? row.map((each, i): [string, unknown] => [names?.[i] ?? `_${i + 1}`, each])
      : Object.entries(row)) {
      const [before, now] = [types.get(name), typeOfValue(value)];
      const type = before ? commonType(before, now) : now;
      if (!type)
        throw new UserError(
          `Column ${name} has values of different types: ${sqlName(before!)} and ${sqlName(now)}.`,
        );
      types.set(name, type);
    }
  const ordered = names && !Array.isArray(rows[0]) ? names : [...types.keys()];
  return new StructType(ordered.map(name => new StructField(name, types.get(name) ?? VoidType)));
}

function typeOfValue(value: unknown): DataType {
  if (value === null || value === undefined) return VoidType;
  switch (typeof value) {
    case "string":
      return StringType;
    case "boolean":
      return BooleanType;
    case "bigint":
      return LongType;
    case "number":
      return Number.isInteger(value) ? LongType : DoubleType;
    default:
      if (value instanceof Uint8Array) return BinaryType;
      if (value instanceof Date) return TimestampType;
      if (Array.isArray(value))
        return ArrayType(value.map(typeOfValue).reduce<DataType>((a, b) => commonType(a, b) ?? a, VoidType));
      if (value instanceof Map) {
        const [first] = value.entries();
        return MapType(typeOfValue(first?.[0]), typeOfValue(first?.[1]));
      }
      return new StructType(
        Object.entries(value as object).map(([name, each]) => new StructField(name, typeOfValue(each))),
      );
  }
}

const ranges: Readonly<Record<string, bigint>> = {
  byte: 1n << 7n,
  short: 1n << 15n,
  integer: 1n << 31n,
  long: 1n << 63n,
};

/** A plain value as one of a type. @throws UserError when it is none */
export function toValue(given: unknown, type: DataType, timeZone: string): Value {
  const value = given instanceof Option ? given.orNull : given;
  if (value === null || value === undefined) return null;
  const wrong = () => new UserError(`${shown(value)} is no ${sqlName(type)}.`);
  switch (type.kind) {
    case "string":
      if (typeof value === "object" || typeof value === "function") throw wrong();
      return String(value);
    case "boolean":
      if (typeof value !== "boolean") throw wrong();
      return value;
    case "byte":
    case "short":
    case "integer":
    case "long": {
      if (typeof value !== "bigint" && !(typeof value === "number" && Number.isInteger(value))) throw wrong();
      const whole = BigInt(value);
      if (whole >= ranges[type.kind]! || whole < -ranges[type.kind]!) throw wrong();
      return type.kind === "long" ? whole : Number(whole);
    }
    case "float":
    case "double":
      if (typeof value !== "number" && typeof value !== "bigint") throw wrong();
      return type.kind === "float" ? Math.fround(Number(value)) : Number(value);
    case "decimal": {
      const match = /^([+-]?)(\d*)\.?(\d*)$/.exec(String(value));
      if (!match) throw wrong();
      const digits = BigInt(
        `${match[1]}${match[2]}${match[3]!.padEnd(type.scale, "0").slice(0, type.scale)}` || "0",
      );
      return digits;
    }
    case "binary":
      if (!(value instanceof Uint8Array)) throw wrong();
      return value;
    case "date":
    case "timestamp":
    case "timestamp_ntz": {
      const micros =
        value instanceof Timestamp
          ? value.micros
          : value instanceof Date
            ? BigInt(value.getTime()) * 1000n
            : typeof value === "bigint"
              ? value
              : typeof value === "string"
                ? parseTimestamp(value, type.kind === "timestamp" ? timeZone : "UTC")
                : undefined;
      if (micros === undefined) throw wrong();
      return type.kind === "date" ? Math.floor(Number(micros / 1000n) / 86_400_000) : micros;
    }
    case "array":
      if (!Array.isArray(value)) throw wrong();
      return value.map(each => toValue(each, type.elementType, timeZone));
    case "map": {
      const entries = value instanceof Map ? [...value] : Object.entries(value as object);
      return entries.map(([k, v]) => [
        toValue(k, type.keyType, timeZone),
        toValue(v, type.valueType, timeZone),
      ]);
    }
    case "struct":
      return type.fields.map((field, i) =>
        toValue(
          Array.isArray(value) ? value[i] : (value as Record<string, unknown>)[field.name],
          field.dataType,
          timeZone,
        ),
      );
    default:
      throw new UserError(`Values of ${sqlName(type)} cannot be given as rows; make them with a function.`);
  }
}

function shown(value: unknown): string {
  if (typeof value === "string") return `"${value}"`;
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : String(value);
}
