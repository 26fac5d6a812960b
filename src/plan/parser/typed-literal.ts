import {
  BinaryType,
  type DataType,
  DateType,
  TimestampNTZType,
  TimestampType,
  TimeType,
  type Value,
} from "../../types/index.js";
import { parseCalendarInterval } from "../../types/parse-interval.js";
import {
  parseDate,
  parseTime,
  parseTimestamp,
  parseTimestampNtz,
  specialDate,
  specialTimestamp,
} from "../../types/parse-timestamp.js";
import { toLocal } from "../../types/time-zone.js";
import { literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import type { Cursor } from "./cursor.js";
import { unitsLiteral } from "./interval-literal.js";
import { intervalUnits } from "./interval-text.js";
import { stringValue } from "./string-literal.js";

interface Reader {
  readonly type: DataType;
  readonly read: (text: string, timeZone: string) => Value | undefined;
}

const now = (): bigint => BigInt(Date.now()) * 1000n;

const timestamp: Reader = {
  type: TimestampType,
  read: (text, timeZone) => specialTimestamp(text, timeZone, now()) ?? parseTimestamp(text, timeZone, now()),
};

const readers: Readonly<Record<string, Reader>> = {
  DATE: { type: DateType, read: (text, timeZone) => specialDate(text, timeZone, now()) ?? parseDate(text) },
  TIMESTAMP: timestamp,
  TIMESTAMP_LTZ: timestamp,
  TIMESTAMP_NTZ: {
    type: TimestampNTZType,
    read: (text, timeZone) =>
      specialTimestamp(text, "UTC", toLocal(now(), timeZone)) ?? parseTimestampNtz(text),
  },
  TIME: { type: TimeType(), read: parseTime },
  X: { type: BinaryType, read: parseHex },
};

/**
 * `DATE '2020-01-01'`, `TIMESTAMP '…'`, `X'1F'`, `INTERVAL '1 day 2 hours'`.
 * @throws ParseException `INVALID_TYPED_LITERAL`, `UNSUPPORTED_TYPED_LITERAL`
 */
export function typedLiteral(cursor: Cursor): Expression {
  const first = cursor.take();
  const text = stringValue(cursor.take().text, cursor.options.escapedStringLiterals);
  const reader = Object.hasOwn(readers, first.symbol) ? readers[first.symbol] : undefined;
  const invalid = () =>
    cursor.error(
      first,
      "INVALID_TYPED_LITERAL",
      `The value of the typed literal "${first.symbol}" is invalid: '${text}'.`,
      "42604",
    );
  if (reader) {
    const value = reader.read(text, cursor.options.timeZone ?? "UTC");
    if (value === undefined) throw invalid();
    return literal(value, reader.type);
  }
  if (first.symbol === "INTERVAL") {
    const parts = parseCalendarInterval(text);
    if (!parts) throw invalid();
    return unitsLiteral(cursor, first, parts, intervalUnits(text));
  }
  throw cursor.error(
    first,
    "UNSUPPORTED_TYPED_LITERAL",
    `Literals of the type "${first.symbol}" are not supported. Supported types are "DATE", "TIMESTAMP_NTZ", ` +
      '"TIMESTAMP_LTZ", "TIMESTAMP", "INTERVAL", "X", "TIME".',
    "0A000",
  );
}

function parseHex(text: string): Uint8Array | undefined {
  if (!/^[\da-f]*$/i.test(text)) return undefined;
  return Uint8Array.from(Buffer.from(text.length % 2 ? `0${text}` : text, "hex"));
}
