import {
  DayTimeIntervalType,
  dayTimeFields,
  YearMonthIntervalType,
  yearMonthFields,
} from "../../types/index.js";
import { literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import type { Cursor } from "./cursor.js";
import { fieldsOf, parseFromTo } from "./interval-from-to.js";
import { type IntervalParts, intervalUnit, parseIntervalText } from "./interval-text.js";
import { stringValue } from "./string-literal.js";
import type { Token } from "./token.js";

const microsPerDay = 86_400_000_000n;
const formatAdvice =
  "Please ensure that the value provided is in a valid format for defining an interval. " +
  "You can reference the documentation for the correct format.";

/** Whether an interval of values and units comes next: `INTERVAL 1 DAY`, `INTERVAL -'1-2' YEAR TO MONTH`. */
export function isIntervalAhead(cursor: Cursor): boolean {
  if (!cursor.is("INTERVAL")) return false;
  const signed = cursor.peek().symbol === "-" || cursor.peek().symbol === "+";
  const value = cursor.peek(signed ? 2 : 1);
  const unit = cursor.peek(signed ? 3 : 2);
  if (value.kind === "number") return true;
  return value.kind === "string" && intervalUnit(unit.text) !== undefined;
}

/** `INTERVAL '1-2' YEAR TO MONTH`, `INTERVAL 3 DAYS 2 HOURS`. */
export function intervalLiteral(cursor: Cursor): Expression {
  const first = cursor.take();
  const amounts: string[] = [];
  const units: string[] = [];
  const begin = cursor.token;
  do {
    const amount = intervalValue(cursor);
    const unit = intervalUnit(cursor.token.kind === "word" ? cursor.token.text : "");
    if (!unit) throw cursor.unexpected();
    const from = cursor.take();
    if (cursor.is("TO") && units.length === 0) return fromTo(cursor, begin, amount, from.symbol);
    if (amount.quoted && /[a-z]/i.test(amount.text))
      throw cursor.error(
        begin,
        null,
        "Can only use numbers in the interval value part for multiple unit value pairs interval form, " +
          `but got invalid value: ${amount.text}.`,
      );
    amounts.push(`${amount.text} ${unit}`);
    units.push(unit);
  } while (isValueAhead(cursor));
  const parts = parseIntervalText(amounts.join(" "));
  if (!parts)
    throw cursor.error(
      begin,
      "INVALID_INTERVAL_FORMAT.INVALID_VALUE",
      `Error parsing '${amounts.join(" ")}' to interval. ${formatAdvice} The interval value must be a number.`,
      "22006",
    );
  return unitsLiteral(cursor, first, parts, units);
}

/** The literal of the type that spans the units. */
export function unitsLiteral(
  cursor: Cursor,
  first: Token,
  parts: IntervalParts,
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
    return literal(parts.months, YearMonthIntervalType(Math.min(...yearMonth), Math.max(...yearMonth)));
  const micros = BigInt(parts.days) * microsPerDay + parts.micros;
  return literal(micros, DayTimeIntervalType(Math.min(...dayTime), Math.max(...dayTime)));
}

function dayTimeField(unit: string): string {
  if (unit === "week") return "day";
  return unit === "millisecond" || unit === "microsecond" ? "second" : unit;
}

function position(fields: readonly string[], unit: string): number[] {
  const found = fields.indexOf(unit.toUpperCase());
  return found < 0 ? [] : [found];
}

const isValueAhead = (cursor: Cursor): boolean => {
  const signed = cursor.is("+") || cursor.is("-");
  const { kind } = cursor.peek(signed ? 1 : 0);
  const unit = cursor.peek(signed ? 2 : 1);
  return (kind === "number" || kind === "string") && intervalUnit(unit.text) !== undefined;
};

interface IntervalValue {
  readonly text: string;
  readonly quoted: boolean;
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

/** `'1 10:20' DAY TO MINUTE` */
function fromTo(cursor: Cursor, begin: Token, value: IntervalValue, from: string): Expression {
  cursor.expect("TO");
  const to = intervalUnit(cursor.token.text)?.toUpperCase();
  if (!to) throw cursor.unexpected();
  cursor.take();
  if (!value.quoted) throw cursor.error(begin, null, "The value of from-to unit must be a string.");
  const invalid = (reason: string, text: string) =>
    cursor.error(
      begin,
      `INVALID_INTERVAL_FORMAT.${reason}`,
      `Error parsing '${value.text}' to interval. ${formatAdvice} ${text}`,
      "22006",
    );
  const range = `${from.toLowerCase()} to ${to.toLowerCase()}`;
  const fields = fieldsOf(from, to);
  if (!fields)
    throw invalid(
      "UNSUPPORTED_FROM_TO_EXPRESSION",
      `Cannot support (interval '${value.text}' ${range}) expression.`,
    );
  const parsed = parseFromTo(value.text, fields);
  if (parsed.value !== undefined) return literal(parsed.value, fields.type);
  throw invalid(parsed.reason, parsed.text);
}
