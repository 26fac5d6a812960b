import * as types from "../../types/index.js";
import { type DataType, StringType, StructField, StructType } from "../../types/index.js";
import type { DataType as WireType } from "../proto/generated/types_pb.js";

type Kind = WireType["kind"];
type Case = NonNullable<Kind["case"]>;
type ValueOf<C extends Case> = Extract<Kind, { case: C }>["value"];

/** A type that only the server knows: its values are shown as text. */
const unknown = () => StringType;

const cases: { readonly [C in Case]: (value: ValueOf<C>) => DataType } = {
  null: () => types.VoidType,
  binary: () => types.BinaryType,
  boolean: () => types.BooleanType,
  byte: () => types.ByteType,
  short: () => types.ShortType,
  integer: () => types.IntegerType,
  long: () => types.LongType,
  float: () => types.FloatType,
  double: () => types.DoubleType,
  decimal: ({ precision, scale }) => types.DecimalType(precision, scale),
  string: () => StringType,
  char: () => StringType,
  varChar: () => StringType,
  date: () => types.DateType,
  timestamp: () => types.TimestampType,
  timestampNtz: () => types.TimestampNTZType,
  calendarInterval: () => types.CalendarIntervalType,
  yearMonthInterval: ({ startField, endField }) => types.YearMonthIntervalType(startField, endField),
  dayTimeInterval: ({ startField, endField }) => types.DayTimeIntervalType(startField, endField),
  array: ({ elementType, containsNull }) => types.ArrayType(decodeType(elementType), containsNull),
  struct: ({ fields }) =>
    new StructType(
      fields.map(({ name, dataType, nullable }) => new StructField(name, decodeType(dataType), nullable)),
    ),
  map: ({ keyType, valueType, valueContainsNull }) =>
    types.MapType(decodeType(keyType), decodeType(valueType), valueContainsNull),
  variant: () => types.VariantType,
  time: ({ precision }) => types.TimeType(precision),
  udt: ({ sqlType }) => (sqlType ? decodeType(sqlType) : StringType),
  geometry: unknown,
  geography: unknown,
  unparsed: unknown,
};

/** A type of the server as ours. */
export function decodeType(type: WireType | undefined): DataType {
  const kind = type?.kind;
  if (!kind?.case) return unknown();
  return (cases[kind.case] as (value: unknown) => DataType)(kind.value);
}

/** A table's columns. */
export function decodeSchema(type: WireType | undefined): StructType {
  const decoded = decodeType(type);
  return decoded.kind === "struct" ? decoded : new StructType([new StructField("value", decoded)]);
}
