import { parseDecimal, rescale } from "../../types/decimal-value.js";
import * as types from "../../types/index.js";
import { type DataType, StructField, StructType, type Value } from "../../types/index.js";
import type { Expression_Literal as WireLiteral } from "../proto/generated/expressions_pb.js";
import { decodeType } from "./data-type.js";

type Kind = WireLiteral["literalType"];
type Case = NonNullable<Kind["case"]>;
type ValueOf<C extends Case> = Extract<Kind, { case: C }>["value"];

/** A value of its own type, as figures of an observation come. */
export interface TypedValue {
  readonly type: DataType;
  readonly value: Value;
}

const of =
  (type: DataType) =>
  (value: Value): TypedValue => ({ type, value });

const cases: { readonly [C in Case]: (value: ValueOf<C>) => TypedValue } = {
  null: type => ({ type: decodeType(type), value: null }),
  binary: of(types.BinaryType),
  boolean: of(types.BooleanType),
  byte: of(types.ByteType),
  short: of(types.ShortType),
  integer: of(types.IntegerType),
  long: of(types.LongType),
  float: of(types.FloatType),
  double: of(types.DoubleType),
  string: of(types.StringType),
  date: of(types.DateType),
  timestamp: of(types.TimestampType),
  timestampNtz: of(types.TimestampNTZType),
  yearMonthInterval: of(types.YearMonthIntervalType()),
  dayTimeInterval: of(types.DayTimeIntervalType()),
  calendarInterval: ({ months, days, microseconds }) =>
    of(types.CalendarIntervalType)([months, days, microseconds]),
  time: ({ nano, precision }) => of(types.TimeType(precision))(nano),
  decimal: ({ value, precision, scale }) => {
    const parsed = parseDecimal(value) ?? { unscaled: 0n, scale: 0 };
    const own = scale ?? parsed.scale;
    return of(types.DecimalType(precision ?? 38, own))(rescale(parsed.unscaled, parsed.scale, own));
  },
  array: ({ elementType, elements }) => {
    const items = elements.map(decodeValue);
    return of(types.ArrayType(items[0]?.type ?? decodeType(elementType)))(items.map(({ value }) => value));
  },
  map: ({ keyType, valueType, keys, values }) => {
    const pairs = keys.map((key, i) => [decodeValue(key), decodeValue(values[i]!)] as const);
    const type = types.MapType(
      pairs[0]?.[0].type ?? decodeType(keyType),
      pairs[0]?.[1].type ?? decodeType(valueType),
    );
    return of(type)(pairs.map(([key, value]) => [key.value, value.value]));
  },
  struct: ({ structType, elements }) => {
    const items = elements.map(decodeValue);
    const declared = decodeType(structType);
    const type =
      declared.kind === "struct"
        ? declared
        : new StructType(items.map((item, i) => new StructField(`_${i + 1}`, item.type)));
    return of(type)(items.map(({ value }) => value));
  },
};

export function decodeValue({ literalType }: WireLiteral): TypedValue {
  if (!literalType.case) return { type: types.VoidType, value: null };
  return (cases[literalType.case] as (value: unknown) => TypedValue)(literalType.value);
}

/** The columns of such values under their names. */
export function schemaOfValues(names: readonly string[], values: readonly TypedValue[]): StructType {
  return new StructType(names.map((name, i) => new StructField(name, values[i]?.type ?? types.VoidType)));
}
