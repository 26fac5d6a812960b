import { javaDecimal } from "../../types/display/decimal.js";
import { javaDouble, javaFloat } from "../../types/display/java-number.js";
import type { DataType, Value } from "../../types/index.js";
import { type FormatArgument, javaFormat } from "../text/java-format.js";
import { type Kernel, loose } from "./kernel.js";

const bits: { readonly [K in DataType["kind"]]?: number } = {
  byte: 8,
  short: 16,
  integer: 32,
  date: 32,
  yearmonth: 32,
  long: 64,
  timestamp: 64,
  timestamp_ntz: 64,
  daytime: 64,
  time: 64,
};

const javaClasses: { readonly [K in DataType["kind"]]?: string } = {
  boolean: "java.lang.Boolean",
  byte: "java.lang.Byte",
  short: "java.lang.Short",
  integer: "java.lang.Integer",
  date: "java.lang.Integer",
  long: "java.lang.Long",
  timestamp: "java.lang.Long",
  float: "java.lang.Float",
  double: "java.lang.Double",
  decimal: "org.apache.spark.sql.types.Decimal",
  string: "org.apache.spark.unsafe.types.UTF8String",
  binary: "[B",
};

/** A value as the formatter sees it: dates and timestamps are the numbers they are kept as. */
function argumentOf(type: DataType): (value: Value) => FormatArgument | null {
  const width = bits[type.kind];
  const kind = width
    ? "integral"
    : type.kind === "float" || type.kind === "double"
      ? "fraction"
      : type.kind === "boolean"
        ? "boolean"
        : "other";
  const javaClass =
    javaClasses[type.kind] ??
    (width === 64 ? "java.lang.Long" : width ? "java.lang.Integer" : "java.lang.Object");
  return value =>
    value === null ? null : { value, kind, bits: width ?? 64, javaClass, text: javaText(value, type) };
}

/** Java's `toString` of Spark's internal values. */
function javaText(value: Value, type: DataType): string {
  if (value === null) return "null";
  switch (type.kind) {
    case "double":
      return javaDouble(value as number);
    case "float":
      return javaFloat(value as number);
    case "decimal":
      return javaDecimal(value as bigint, type.scale);
    case "array":
      return `[${(value as Value[]).map(each => javaText(each, type.elementType)).join(",")}]`;
    case "struct":
      return `[${(value as Value[]).map((each, i) => javaText(each, type.fields[i]!.dataType)).join(",")}]`;
    case "map": {
      const entries = value as [Value, Value][];
      return `keys: [${entries.map(([key]) => javaText(key, type.keyType)).join(",")}], values: [${entries.map(([, item]) => javaText(item, type.valueType)).join(",")}]`;
    }
    default:
      return String(value);
  }
}

export const formatString: Readonly<Record<string, Kernel>> = {
  format_string: loose(([, ...types]) => {
    const conversions = types.map(argumentOf);
    return (format: string | null, ...values: Value[]) =>
      format === null
        ? null
        : javaFormat(
            format,
            values.map((value, i) => conversions[i]!(value)),
          );
  }),
};
