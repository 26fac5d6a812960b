import { parseCalendarInterval } from "../types/parse-interval.js";
import { AnalysisException, IllegalArgumentException, SparkError } from "../util/errors.js";

const unitMs: Readonly<Record<string, number>> = {
  week: 7 * 86_400_000,
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
  microsecond: 0.001,
};

/**
 * Milliseconds of an interval such as `"5 seconds"`, `"1 minute 30 seconds"`, `"interval 1 hour"`.
 * @throws SparkError INVALID_INTERVAL_FORMAT, in Spark's words
 */
export function intervalMs(text: string): number {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words[0] === "interval") words.shift();
  if (words.length === 0) throw invalid(text, "INPUT_IS_EMPTY", "Interval string cannot be empty.");
  let total = 0;
  for (let i = 0; i < words.length; i += 2) {
    const [amount, unit] = [words[i]!, words[i + 1]];
    if (!/^[+-]?\d+(\.\d+)?$/.test(amount))
      throw invalid(text, "UNRECOGNIZED_NUMBER", `Unrecognized number ${amount}.`);
    if (unit === undefined)
      throw invalid(text, "MISSING_UNIT", `Expect a unit name after ${amount} but hit EOL.`);
    if (/^(month|year)s?$/.test(unit))
      throw new IllegalArgumentException(`Doesn't support month or year interval: ${text}`);
    const ms = unitMs[unit.replace(/s$/, "")];
    if (ms === undefined) throw invalid(text, "INVALID_UNIT", `Invalid unit ${unit}.`);
    total += Number(amount) * ms;
  }
  if (total < 0)
    throw new IllegalArgumentException("requirement failed: the interval of trigger should not be negative");
  return Math.floor(total);
}

const DAY_MS = 86_400_000;
/** What Spark takes a month for, where a length of time is asked for. */
const MONTH_DAYS = 31;

/**
 * Milliseconds of a watermark's delay, such as `"10 minutes"`.
 * @throws SparkError CANNOT_PARSE_INTERVAL; IllegalArgumentException when it is negative
 */
export function delayMs(text: string): number {
  const interval = parseCalendarInterval(text);
  if (!interval)
    throw new AnalysisException(
      "CANNOT_PARSE_INTERVAL",
      `Unable to parse '${text}'. Please ensure that the value provided is in a valid format for defining an interval. You can reference the documentation for the correct format. If the issue persists, please double check that the input value is not null or empty and try again.`,
      "22006",
    );
  const [months, days, micros] = interval;
  const ms = (months * MONTH_DAYS + days) * DAY_MS + Number(micros / 1000n);
  if (ms < 0)
    throw new IllegalArgumentException(
      `requirement failed: delay threshold (${text}) should not be negative.`,
    );
  return ms;
}

function invalid(text: string, errorClass: string, why: string): SparkError {
  return new SparkError(
    `INVALID_INTERVAL_FORMAT.${errorClass}`,
    `Error parsing '${text}' to interval. Please ensure that the value provided is in a valid format for defining an interval. You can reference the documentation for the correct format. ${why}`,
    "22006",
  );
}
