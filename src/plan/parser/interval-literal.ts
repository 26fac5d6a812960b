import {
  DayTimeIntervalType,
  dayTimeFields,
  YearMonthIntervalType,
  yearMonthFields,
} from "../../types/index.js";
import { parseCalendarInterval } from "../../types/parse-interval.js";
import { SparkError } from "../../util/errors.js";
import { literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import type { Cursor } from "./cursor.js";
import { formatAdvice, type IntervalValue, intervalFromTo } from "./interval-from-to.js";
import { intervalUnit } from "./interval-text.js";
import { stringValue } from "./string-literal.js";
import type { Token } from "./token.js";

const microsPerDay = 86_400_000_000n;

/** Whether an interval of values and units comes next: `INTERVAL 1 DAY`, `INTERVAL -'1-2' YEAR TO MONTH`. */
export function isIntervalAhead(cursor: Cursor): boolean {
  if (!cursor.is("INTERVAL")) return false;
  const signed = cursor.peek().symbol === "-" || cursor.peek().symbol === "+";
  const value = cursor.peek(signed ? 2 : 1);
  const unit = cursor.peek(signed ? 3 : 2);
  if (value.kind === "number" && !signed) return true;
  return (value.kind === "number" || value.kind === "string") && isUnit(unit.text);
}

/** `INTERVAL '1-2' YEAR TO MONTH`, `INTERVAL 3 DAYS 2 HOURS`. */
export function intervalLiteral(cursor: Cursor): Expression {
  const first = cursor.take();
  const amounts: Amount[] = [];
  const begin = cursor.token;
  do {
    const amount = intervalValue(cursor);
    if (!isUnit(cursor.token.text)) throw cursor.unexpected();
    const from = cursor.take();
    if (cursor.is("TO") && amounts.length === 0 && isUnit(cursor.peek().text))
      return intervalFromTo(cursor, begin, amount, from.symbol);
    if (amount.quoted && /[a-z]/i.test(amount.text))
      throw cursor.error(
        begin,
        null,
        "Can only use numbers in the interval value part for multiple unit value pairs interval form, " +
          `but got invalid value: ${amount.text}.`,
      );
    amounts.push({ ...amount, unit: from.text });
  } while (isValueAhead(cursor));
  const parts = parseCalendarInterval(amounts.map(({ text, unit }) => `${text} ${unit}`).join(" "));
  if (!parts) throw invalidAmounts(amounts);
  return unitsLiteral(
    cursor,
    first,
    parts,
    amounts.map(({ unit }) => intervalUnit(unit)!),
  );
}

type CalendarInterval = NonNullable<ReturnType<typeof parseCalendarInterval>>;

/** The literal of the type that spans the units. */
export function unitsLiteral(
  cursor: Cursor,
  first: Token,
  [months, days, micros]: CalendarInterval,
  units: readonly string[],
): Expression {
  const yearMonth = units.flatMap(unit => position(yearMonthFields, unit));
  const dayTime = units.flatMap(unit => position(dayTimeFields, dayTimeField(unit)));
  if (yearMonth.length > 0 && dayTime.length > 0) {
    const error = cursor.error(first, null, "");
    const typed = cursor.sql.slice(first.start, cursor.previous.stop + 1);
    error.message = `Cannot mix year-month and day-time fields: ${typed}.${error.message}`;
    throw error;
  }
  if (yearMonth.length > 0)
    return literal(months, YearMonthIntervalType(Math.min(...yearMonth), Math.max(...yearMonth)));
  return literal(
    BigInt(days) * microsPerDay + micros,
    DayTimeIntervalType(Math.min(...dayTime), Math.max(...dayTime)),
  );
}

function dayTimeField(unit: string): string {
  if (unit === "week") return "day";
  return unit === "millisecond" || unit === "microsecond" ? "second" : unit;
}

function position(fields: readonly string[], unit: string): number[] {
  const found = fields.indexOf(unit.toUpperCase());
  return found < 0 ? [] : [found];
}

/** Whether it is the name of a unit, that of nanoseconds too, which no interval has. */
const isUnit = (word: string): boolean => intervalUnit(word) !== undefined || /^nanoseconds?$/i.test(word);

const isValueAhead = (cursor: Cursor): boolean => {
  const signed = cursor.is("+") || cursor.is("-");
  const { kind } = cursor.peek(signed ? 1 : 0);
  const unit = cursor.peek(signed ? 2 : 1);
  return (kind === "number" || kind === "string") && isUnit(unit.text);
};

interface Amount extends IntervalValue {
  readonly unit: string;
}

/** Why values and units are no interval, in Spark's words. */
function invalidAmounts(amounts: readonly Amount[]): SparkError {
  const typed = amounts.map(({ text, unit }) => `${text.replace(/^(-?)/, "$1 ")} ${unit}`).join(" ");
  const invalid = (reason: string, text: string) =>
    new SparkError(
      `INVALID_INTERVAL_FORMAT.${reason}`,
      `Error parsing '${typed}' to interval. ${formatAdvice} ${text}`,
      "22006",
    );
  for (const { text, unit } of amounts) {
    const word = unit.toLowerCase();
    if (!/\d/.test(text)) return invalid("UNRECOGNIZED_NUMBER", `Unrecognized number ${text || word}.`);
    const [number = "", other] = text.split(/\s+/);
    if (other !== undefined) return invalid("INVALID_UNIT", `Invalid unit ${other}.`);
    if (!/^[+-]?\d*\.?\d*$/.test(number)) return invalid("INVALID_VALUE", `Invalid value ${number}.`);
    if (!intervalUnit(word)) return invalid("INVALID_UNIT", `Invalid unit ${word}.`);
    if (text.includes(".") && !word.startsWith("second"))
      return invalid("INVALID_FRACTION", `${word} cannot have fractional part.`);
  }
  return invalid("ARITHMETIC_EXCEPTION", `Uncaught arithmetic exception while parsing '${typed}'.`);
}

function intervalValue(cursor: Cursor): IntervalValue {
  const sign = cursor.acceptOneOf(["+", "-"]);
  const quoted = cursor.token.kind === "string";
  if (!quoted && !/^[\d.]+$/.test(cursor.token.text)) throw cursor.unexpected();
  const { text } = cursor.take();
  const value = quoted ? stringValue(text).trim() : text;
  if (sign !== "-") return { text: value, quoted };
  return { text: value.startsWith("-") ? value.slice(1) : `-${value.replace(/^\+/, "")}`, quoted };
}
