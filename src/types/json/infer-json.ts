import { ArrayType } from "../array.js";
import { BooleanType, DoubleType, LongType, StringType, VoidType } from "../atomic.js";
import type { DataType } from "../data-type.js";
import { DecimalType } from "../decimal.js";
import { StructField, StructType } from "../struct.js";
import { isNumber, type Json } from "./json-tree.js";

/** The type that Spark infers of JSON: members sorted by name, arrays of the type that all their elements fit. */
export function inferJson(json: Json): DataType {
  if (json === null) return VoidType;
  if (typeof json === "boolean") return BooleanType;
  if (typeof json === "string") return StringType;
  if (isNumber(json)) return numberType(json.digits);
  if (Array.isArray(json)) return ArrayType(json.map(inferJson).reduce(meet, VoidType));
  const members = [...(json as ReadonlyMap<string, Json>)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return new StructType(members.map(([name, value]) => new StructField(name, inferJson(value))));
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
    const [x, y] = [a, b].map(type => (type.kind === "decimal" ? type.precision : 20));
    return DecimalType(Math.max(x!, y!), 0);
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
