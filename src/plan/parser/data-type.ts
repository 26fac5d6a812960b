import {
  ArrayType,
  CalendarIntervalType,
  type DataType,
  DayTimeIntervalType,
  DecimalType,
  dayTimeFields,
  MapType,
  StringType,
  StructField,
  StructType,
  TimeType,
  YearMonthIntervalType,
  yearMonthFields,
} from "../../types/index.js";
import { typeOfWord } from "../../types/type-words.js";
import { SparkError } from "../../util/errors.js";
import type { Cursor } from "./cursor.js";
import { atName, plainIdentifier } from "./names.js";
import type { Token } from "./token.js";

/** A type as SQL spells it, within `CAST(x AS …)` and column lists. */
export function dataType(cursor: Cursor): DataType {
  if (!atName(cursor)) throw cursor.unexpected();
  return cursor.nested(() => {
    const first = cursor.take();
    const complex = Object.hasOwn(complexTypes, first.symbol) ? complexTypes[first.symbol] : undefined;
    if (complex && cursor.is("<")) return cursor.blaming(cursor.token, () => complex(cursor, first));
    return (complex ?? primitive)(cursor, first);
  });
}

const complexTypes: Readonly<Record<string, (cursor: Cursor, first: Token) => DataType>> = {
  ARRAY(cursor, first) {
    if (!cursor.accept("<"))
      throw incomplete(cursor, first, 'You must provide an element type. For example: "ARRAY<INT>".');
    const element = dataType(cursor);
    cursor.closeAngle();
    return ArrayType(element);
  },
  MAP(cursor, first) {
    if (!cursor.accept("<"))
      throw incomplete(
        cursor,
        first,
        'You must provide a key type and a value type. For example: "MAP<TIMESTAMP, INT>".',
      );
    const key = dataType(cursor);
    cursor.expect(",");
    const value = dataType(cursor);
    cursor.closeAngle();
    return MapType(key, value);
  },
  STRUCT(cursor, first) {
    if (cursor.accept("<>")) return new StructType([]);
    if (!cursor.accept("<"))
      throw incomplete(
        cursor,
        first,
        'You must provide at least one field type. For example: "STRUCT<Field1: INT>".',
      );
    const fields = cursor.is(">") ? [] : cursor.commaSeparated(() => structField(cursor));
    cursor.closeAngle();
    return new StructType(fields);
  },
  INTERVAL(cursor) {
    const start = cursor.symbol;
    const yearMonth = (yearMonthFields as readonly string[]).includes(start);
    const fields: readonly string[] = yearMonth ? yearMonthFields : dayTimeFields;
    if (!fields.includes(start)) return CalendarIntervalType;
    cursor.take();
    const from = fields.indexOf(start);
    const to = cursor.is("TO") ? fields.indexOf(cursor.peek().symbol) : -1;
    if (to > from) cursor.accept("TO", fields[to]!);
    const end = Math.max(from, to);
    return yearMonth ? YearMonthIntervalType(from, end) : DayTimeIntervalType(from, end);
  },
  DECIMAL: decimal,
  DEC: decimal,
  NUMERIC: decimal,
  CHAR: sized,
  CHARACTER: sized,
  VARCHAR: sized,
  TIME(cursor) {
    const [precision = 6] = sizes(cursor);
    if (precision > 6)
      throw new SparkError(
        "UNSUPPORTED_TIME_PRECISION",
        `The seconds precision ${precision} of the TIME data type is out of the supported range [0, 6].`,
        "0A001",
      );
    return TimeType(precision);
  },
  STRING(cursor) {
    if (cursor.accept("COLLATE")) plainIdentifier(cursor);
    return StringType;
  },
};

/** Spark reads CHAR(n) and VARCHAR(n) of a cast as STRING. */
function sized(cursor: Cursor, first: Token): DataType {
  if (sizes(cursor).length === 0)
    throw cursor.error(
      first,
      "DATATYPE_MISSING_SIZE",
      `DataType "${first.symbol}" requires a length parameter, for example "${first.symbol}"(10). Please specify the length.`,
      "42K01",
    );
  return StringType;
}

function decimal(cursor: Cursor): DataType {
  const [precision = 10, scale = 0] = sizes(cursor);
  if (precision > 38)
    throw new SparkError(
      "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION",
      `Decimal precision ${precision} exceeds max precision 38.`,
      "22003",
    );
  if (scale > precision)
    throw new SparkError(null, `Decimal scale (${scale}) cannot be greater than precision (${precision}).`);
  return DecimalType(precision, scale);
}

function primitive(cursor: Cursor, first: Token): DataType {
  const parameters = sizes(cursor);
  const type = parameters.length === 0 ? typeOfWord(first.text) : undefined;
  if (type) return type;
  const shown = `${first.text.toUpperCase()}${parameters.length > 0 ? `(${parameters.join(",")})` : ""}`;
  throw cursor.error(first, "UNSUPPORTED_DATATYPE", `Unsupported data type "${shown}".`, "0A000");
}

/** `(10, 2)`, or nothing. */
function sizes(cursor: Cursor): number[] {
  if (!cursor.is("(")) return [];
  return cursor.parenthesized(() => {
    if (!/^\d+$/.test(cursor.token.text)) throw cursor.unexpected();
    return Number(cursor.take().text);
  });
}

function structField(cursor: Cursor): StructField {
  const name = plainIdentifier(cursor);
  cursor.accept(":");
  return columnType(cursor, name);
}

/** `a INT, b STRING`: a schema without parentheses. */
export function tableSchema(cursor: Cursor): StructType {
  return new StructType(cursor.commaSeparated(() => columnDefinition(cursor)));
}

/** `name TYPE [NOT NULL] [COMMENT '…']` */
export function columnDefinition(cursor: Cursor): StructField {
  return columnType(cursor, plainIdentifier(cursor));
}

function columnType(cursor: Cursor, name: string): StructField {
  const type = dataType(cursor);
  const nullable = !(cursor.accept("NOT", "NULL") || cursor.accept("!", "NULL"));
  if (cursor.accept("COMMENT") && cursor.take().kind !== "string") throw cursor.unexpected();
  return new StructField(name, type, nullable);
}

function incomplete(cursor: Cursor, first: Token, advice: string) {
  return cursor.error(
    first,
    `INCOMPLETE_TYPE_DEFINITION.${first.symbol}`,
    `Incomplete complex type: The definition of "${first.symbol}" type is incomplete. ${advice}`,
    "42K01",
  );
}
