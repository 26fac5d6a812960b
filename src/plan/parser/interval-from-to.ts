import { DayTimeIntervalType, dayTimeFields, YearMonthIntervalType } from "../../types/index.js";
import { parseInterval } from "../../types/parse-interval.js";
import { SparkError } from "../../util/errors.js";
import { literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import type { Cursor } from "./cursor.js";
import type { ParseException } from "./parse-exception.js";
import type { Token } from "./token.js";

/** The value of an interval, its sign applied. */
export interface IntervalValue {
  readonly text: string;
  readonly quoted: boolean;
}

export const formatAdvice =
  "Please ensure that the value provided is in a valid format for defining an interval. " +
  "You can reference the documentation for the correct format.";

/** The rest of `'1 10:20' DAY TO MINUTE`, from TO on. */
export function intervalFromTo(cursor: Cursor, begin: Token, value: IntervalValue, from: string): Expression {
  cursor.expect("TO");
  const to = cursor.take().symbol.replace(/S$/, "");
  if (!value.quoted) throw cursor.error(begin, null, "The value of from-to unit must be a string.");
  const type = typeOf(from.replace(/S$/, ""), to);
  if (!type)
    throw cursor.error(
      begin,
      "INVALID_INTERVAL_FORMAT.UNSUPPORTED_FROM_TO_EXPRESSION",
      `Error parsing '${value.text}' to interval. ${formatAdvice} ` +
        `Cannot support (interval '${value.text}' ${from.toLowerCase()} to ${to.toLowerCase()}) expression.`,
      "22006",
    );
  try {
    return literal(parseInterval(value.text, type), type);
  } catch (thrown) {
    throw thrown instanceof SparkError ? inContext(cursor, begin, thrown) : thrown;
  }
}

/** Undefined where Spark has no such type. */
function typeOf(from: string, to: string): YearMonthIntervalType | DayTimeIntervalType | undefined {
  if (from === "YEAR" && to === "MONTH") return YearMonthIntervalType();
  const fields: readonly string[] = dayTimeFields;
  const [start, end] = [fields.indexOf(from), fields.indexOf(to)];
  return start >= 0 && end > start ? DayTimeIntervalType(start, end) : undefined;
}

/** The same error, with the text that it is about. */
function inContext(cursor: Cursor, begin: Token, error: SparkError): ParseException {
  const text = error.message.replace(/^\[[^\]]*\] /, "").replace(/ SQLSTATE: \w+$/, "");
  return cursor.error(begin, error.errorClass, error.errorClass ? text : `${text}.`, error.sqlState);
}
