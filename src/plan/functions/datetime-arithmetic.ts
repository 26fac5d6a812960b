import {
  type DataType,
  DateType,
  DayTimeIntervalType,
  DoubleType,
  sqlName,
  TimestampNTZType,
  TimestampType,
  YearMonthIntervalType,
} from "../../types/index.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { castTo, isInterval, isNumeric, mismatch } from "./coercion.js";
import type { ResolvedCall } from "./function-row.js";

/** `+`, `-`, `*`, `/` where a date, a timestamp or an interval takes part; undefined where it is for numbers, or for alike intervals. */
export function datetimeArithmetic(
  name: string,
  left: Expression,
  right: Expression,
  ansi: boolean,
): ResolvedCall | undefined {
  const [a, b] = [typeOf(left), typeOf(right)];
  if (isRefused(name, a, b, ansi))
    throw mismatch(
      "UNEXPECTED_INPUT_TYPE",
      name,
      [left, right],
      `The operator \`${name}\` takes no "${sqlName(a)}" and "${sqlName(b)}" together.`,
    );
  switch (name) {
    case "+":
      if (isInterval(a) && isPoint(b)) return shift("+", right, left);
      return plus(left, right, ansi);
    case "-":
      return isPoint(a) && isInterval(b) ? shift("-", left, right) : difference(left, right, a, b, ansi);
    case "*":
      if (isInterval(b) && !isInterval(a)) return scaled("*", right, left);
      return isInterval(a) ? scaled("*", left, right) : undefined;
    case "/":
      return isInterval(a) ? scaled("/", left, right) : undefined;
    default:
      return undefined;
  }
}

/** What takes part with a time in no operation of this name. */
function isRefused(name: string, a: DataType, b: DataType, ansi: boolean): boolean {
  const isFactor = (type: DataType) => isNumeric(type) || type.kind === "string" || type.kind === "void";
  // A span of days is read as what is added to a timestamp.
  const addsDays = (span: DataType, to: DataType) =>
    (span.kind === "daytime" || span.kind === "interval") &&
    !isPoint(to) &&
    to.kind !== span.kind &&
    to.kind !== "void";
  const isMoment = (type: DataType) => type.kind === "date" || isTimestamp(type);
  const canDiffer = (type: DataType) =>
    isMoment(type) || type.kind === "void" || (ansi && type.kind === "string");
  switch (name) {
    case "*":
      return (isInterval(a) && !isFactor(b)) || (isInterval(b) && !isFactor(a));
    case "/":
      return isInterval(a) && !isFactor(b);
    case "+":
      return addsDays(a, b) || addsDays(b, a);
    case "-":
      if (isInterval(b)) return addsDays(b, a) && !(a.kind === "interval" && isInterval(b));
      if (isTimestamp(a) || isTimestamp(b)) return !canDiffer(a) || !canDiffer(b);
      if (b.kind === "date") return !canDiffer(a) && a.kind !== "string";
      return !ansi && a.kind === "date" && b.kind === "string";
    default:
      return false;
  }
}

/** What an interval can be added to; a string is read as a timestamp. */
function isPoint(type: DataType): boolean {
  return isTimestamp(type) || type.kind === "date" || type.kind === "string";
}

function isTimestamp({ kind }: DataType): boolean {
  return kind === "timestamp" || kind === "timestamp_ntz";
}

function plus(left: Expression, right: Expression, ansi: boolean): ResolvedCall | undefined {
  const [a, b] = [typeOf(left), typeOf(right)];
  if (isPoint(a) && isInterval(b)) return shift("+", left, right);
  if ((a.kind === "date" || isTimestamp(a)) && b.kind === "void")
    return shift("+", left, castTo(right, DayTimeIntervalType()));
  if (a.kind === "date") return days("date_add", left, right, ansi);
  if (b.kind === "date") return days("date_add", right, left, ansi);
  return undefined;
}

function difference(
  left: Expression,
  right: Expression,
  a: DataType,
  b: DataType,
  ansi: boolean,
): ResolvedCall | undefined {
  const sql = `(${sqlText(left)} - ${sqlText(right)})`;
  if (isTimestamp(a) || isTimestamp(b)) {
    if (!isPoint(a) || !isPoint(b)) return undefined;
    const isLocal =
      [a, b].some(each => each.kind === "timestamp_ntz") && a.kind !== "string" && b.kind !== "string";
    const type = isLocal ? TimestampNTZType : TimestampType;
    return {
      args: [castTo(left, type), castTo(right, type)],
      type: DayTimeIntervalType(),
      kernel: "subtract_timestamps",
      sql,
    };
  }
  if (
    (a.kind === "date" && (b.kind === "date" || b.kind === "string")) ||
    (a.kind === "string" && b.kind === "date")
  )
    return {
      args: [castTo(left, DateType), castTo(right, DateType)],
      type: DayTimeIntervalType(0, 0),
      kernel: "subtract_dates",
      sql,
    };
  return a.kind === "date" ? days("date_sub", left, right, ansi) : undefined;
}

function days(
  name: "date_add" | "date_sub",
  date: Expression,
  count: Expression,
  ansi: boolean,
): ResolvedCall {
  const type = typeOf(count);
  if (!["byte", "short", "integer", "void"].includes(type.kind))
    throw mismatch(
      "UNEXPECTED_INPUT_TYPE",
      name,
      [date, count],
      `The second parameter requires the ("INT" or "SMALLINT" or "TINYINT") type, however "${sqlText(count)}" has the type "${sqlName(!ansi && type.kind === "string" ? DoubleType : type.kind === "string" ? DateType : type)}".`,
    );
  return {
    args: [date, castTo(count, { kind: "integer" })],
    type: DateType,
    kernel: name,
    sql: `${name}(${sqlText(date)}, ${sqlText(count)})`,
  };
}

/** A point in time moved by an interval. */
function shift(sign: "+" | "-", point: Expression, interval: Expression): ResolvedCall {
  const [given, by] = [typeOf(point), typeOf(interval)];
  const sql = `${sqlText(point)} ${sign} ${sqlText(interval)}`;
  const kernel = sign === "+" ? "add_interval" : "subtract_interval";
  if (given.kind !== "date") {
    const timestamp = given.kind === "string" ? castTo(point, TimestampType) : point;
    if (given.kind === "string" && by.kind === "yearmonth")
      throw mismatch(
        "BINARY_OP_DIFF_TYPES",
        sign,
        [point, interval],
        `the left and right operands of the binary operator have incompatible types ("STRING" and "${sqlName(by)}").`,
      );
    const type = typeOf(timestamp);
    return given.kind === "string"
      ? { args: [timestamp, interval], type: given, kernel: `${kernel}_to_text`, sql }
      : { args: [timestamp, interval], type, kernel, sql };
  }
  if (by.kind === "daytime" && by.end > 0)
    return { args: [castTo(point, TimestampType), interval], type: TimestampType, kernel, sql };
  if (by.kind !== "daytime") return { args: [point, interval], type: DateType, kernel, sql };
  const count = `extractansiintervaldays(${sqlText(interval)})`;
  return {
    args: [point, interval],
    type: DateType,
    kernel,
    sql: `date_add(${sqlText(point)}, ${sign === "+" ? count : `(- ${count})`})`,
  };
}

/** An interval times or over a number. */
function scaled(sign: "*" | "/", interval: Expression, number: Expression): ResolvedCall | undefined {
  const by = typeOf(number);
  if (!isNumeric(by) && by.kind !== "string" && by.kind !== "void") return undefined;
  const type = typeOf(interval);
  const factor = type.kind === "interval" || !isNumeric(by) ? castTo(number, DoubleType) : number;
  const kernel = sign === "*" ? "multiply_interval" : "divide_interval";
  const texts = [sqlText(interval), sqlText(number)];
  return {
    args: [interval, factor],
    type:
      type.kind === "daytime"
        ? DayTimeIntervalType()
        : type.kind === "yearmonth"
          ? YearMonthIntervalType()
          : type,
    kernel,
    sql: type.kind === "interval" ? `${kernel}(${texts.join(", ")})` : `(${texts.join(` ${sign} `)})`,
    ...(type.kind === "interval" ? { nullable: true } : {}),
  };
}
