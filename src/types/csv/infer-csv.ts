import {
  BooleanType,
  DateType,
  DoubleType,
  IntegerType,
  LongType,
  StringType,
  TimestampType,
  VoidType,
} from "../atomic.js";
import type { DataType } from "../data-type.js";
import { DecimalType } from "../decimal.js";
import type { CsvOptions } from "./csv-options.js";
import { textReader } from "./text-reader.js";

/** The types that all values of each column fit, as Spark's `inferSchema` finds them; STRING where there is no value. */
export function csvTypes(
  width: number,
  records: Iterable<readonly (string | null)[]>,
  options: CsvOptions,
): DataType[] {
  const typeOf = inferrer(options);
  const types = Array.from({ length: width }, (): DataType => VoidType);
  for (const tokens of records)
    for (let i = 0; i < width && i < tokens.length; i++)
      if (types[i]!.kind !== "string" && tokens[i] !== null) types[i] = meet(types[i]!, typeOf(tokens[i]!));
  return types.map(type => (type.kind === "void" ? StringType : type));
}

function inferrer(options: CsvOptions): (text: string) => DataType {
  const candidates = [IntegerType, LongType, DoubleType, DateType, TimestampType, BooleanType] as const;
  const readers = candidates.map(type => ({ type, read: textReader(type, options) }));
  return text => {
    if (/^[-+]?\d{19,38}$/.test(text) && readers[1]!.read(text) === undefined)
      return DecimalType(text.replace(/^[-+]?0*/, "").length, 0);
    const isDay = options.dateFormat !== undefined || /^\d{4}-\d{1,2}-\d{1,2}$/.test(text);
    const found = readers.find(
      ({ type, read }) => (type.kind !== "date" || isDay) && read(text) !== undefined,
    );
    return found?.type ?? StringType;
  };
}

const numbers = ["integer", "long", "decimal", "double"];

function meet(a: DataType, b: DataType): DataType {
  if (a.kind === "void") return b;
  if (a.kind === "decimal" && b.kind === "decimal") return a.precision > b.precision ? a : b;
  if (a.kind === b.kind) return a;
  const [x, y] = [numbers.indexOf(a.kind), numbers.indexOf(b.kind)];
  if (x >= 0 && y >= 0) {
    const wider = x > y ? a : b;
    return wider.kind === "decimal" ? DecimalType(Math.max(wider.precision, 20), 0) : wider;
  }
  const kinds = [a.kind, b.kind];
  return kinds.includes("date") && kinds.includes("timestamp") ? TimestampType : StringType;
}
