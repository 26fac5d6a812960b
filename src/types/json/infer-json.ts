import { ArrayType } from "../array.js";
import { BooleanType, DoubleType, LongType, StringType, VoidType } from "../atomic.js";
import type { DataType } from "../data-type.js";
import { DecimalType } from "../decimal.js";
import { StructField, StructType } from "../struct.js";
import { isNumber, type Json, parseFirstJson } from "./json-tree.js";

export interface InferOptions {
  /** Numbers and booleans as STRING. */
  readonly primitivesAsString?: boolean;
  /** Fractions as DECIMAL where one holds them. */
  readonly prefersDecimal?: boolean;
}

/** The type that Spark infers of JSON: members sorted by name, arrays of the type that all their elements fit. */
export function inferJson(json: Json, options: InferOptions = {}): DataType {
  if (json === null) return VoidType;
  if (typeof json === "string") return StringType;
  if (typeof json === "boolean") return options.primitivesAsString ? StringType : BooleanType;
  if (isNumber(json)) {
    if (options.primitivesAsString) return StringType;
    return (options.prefersDecimal && decimalType(json.digits)) || numberType(json.digits);
  }
  if (Array.isArray(json))
    return ArrayType(json.map(item => inferJson(item, options)).reduce(meet, VoidType));
  const members = [...(json as ReadonlyMap<string, Json>)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return new StructType(members.map(([name, value]) => new StructField(name, inferJson(value, options))));
}

/** The columns of a record's text; undefined when it is neither an object nor an array of objects. */
export function inferRecord(text: string, options: InferOptions): StructType | undefined {
  const json = parseFirstJson(text);
  if (json === undefined) return undefined;
  if (json === null) return new StructType();
  const type = inferJson(json, options);
  const row = type.kind === "array" ? type.elementType : type;
  return row.kind === "struct" ? row : undefined;
}

/** A schema of what was inferred: what was never but null is STRING, an object that was always empty is left out. */
export function schemaOfJson({ fields }: StructType): StructType {
  return new StructType(
    fields.flatMap(({ name, dataType }) => {
      const type = columnType(dataType);
      return type ? [new StructField(name, type)] : [];
    }),
  );
}

function columnType(type: DataType): DataType | undefined {
  if (type.kind === "void") return StringType;
  if (type.kind === "array") {
    const element = columnType(type.elementType);
    return element && ArrayType(element);
  }
  if (type.kind !== "struct") return type;
  const struct = schemaOfJson(type);
  return struct.fields.length > 0 ? struct : undefined;
}

function decimalType(digits: string): DataType | undefined {
  const match = /^-?(\d+)\.(\d+)$/.exec(digits);
  if (!match) return undefined;
  const scale = match[2]!.length;
  const precision = Math.max(scale, (match[1]! + match[2]!).replace(/^0+/, "").length);
  return precision <= 38 ? DecimalType(precision, scale) : undefined;
}

function numberType(digits: string): DataType {
  if (!/^-?\d+$/.test(digits)) return DoubleType;
  const whole = BigInt(digits);
  if (whole === BigInt.asIntN(64, whole)) return LongType;
  const precision = digits.replace("-", "").length;
  return precision <= 38 ? DecimalType(precision, 0) : DoubleType;
}

/** The type that values of both fit: where nothing better does, text. */
export function meet(a: DataType, b: DataType): DataType {
  if (a.kind === "void") return b;
  if (b.kind === "void") return a;
  if (a.kind === "struct" && b.kind === "struct") return meetStructs(a, b);
  if (a.kind === "array" && b.kind === "array") return ArrayType(meet(a.elementType, b.elementType));
  if (a.kind === b.kind && a.kind !== "decimal") return a;
  const numbers = ["long", "double", "decimal"];
  if (numbers.includes(a.kind) && numbers.includes(b.kind)) {
    if (a.kind === "double" || b.kind === "double") return DoubleType;
    const [x, y] = [a, b].map(type => (type.kind === "decimal" ? type : DecimalType(20, 0)));
    const scale = Math.max(x!.scale, y!.scale);
    const precision = Math.max(x!.precision - x!.scale, y!.precision - y!.scale) + scale;
    return precision > 38 ? DoubleType : DecimalType(precision, scale);
  }
  return StringType;
}

function meetStructs(a: StructType, b: StructType): StructType {
  const types = new Map(a.fields.map(field => [field.name, field.dataType]));
  for (const { name, dataType } of b.fields) {
    const known = types.get(name);
    types.set(name, known ? meet(known, dataType) : dataType);
  }
  const names = [...types.keys()].sort((x, y) => (x < y ? -1 : 1));
  return new StructType(names.map(name => new StructField(name, types.get(name)!)));
}
