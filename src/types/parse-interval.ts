import { IllegalArgumentException, SparkError } from "../util/errors.js";
import { type DayTimeIntervalType, intervalName, type YearMonthIntervalType } from "./intervals.js";
import { trimControls } from "./parse-timestamp.js";

type IntervalType = DayTimeIntervalType | YearMonthIntervalType;

const MICROS_PER_SECOND = 1_000_000n;
const secondsPerField = [86_400n, 3600n, 60n, 1n];
const dayTimeLimits = [Number.POSITIVE_INFINITY, 23, 59, 59];
const dayTimeNames = ["day", "hour", "minute", "second"];
const INT_LIMIT = 2_147_483_648;
const LONG_LIMIT = 2n ** 63n;

/**
 * An ANSI interval as its type's fields are written (`1-2`, `1 02:03:04.5`), or as a literal of that type.
 * @returns months or microseconds
 * @throws SparkError INVALID_INTERVAL_FORMAT; IllegalArgumentException for fields out of range
 */
export function parseInterval(text: string, type: IntervalType): number | bigint {
  const trimmed = trimControls(text);
  const range = intervalName(type).slice("interval ".length).replaceAll(" ", "\\s+");
  const literal = new RegExp(`^interval\\s+([+-]?)'([^']*)'\\s+${range}$`, "i").exec(trimmed);
  const [outer, written] = literal ? [literal[1], literal[2]!] : ["", trimmed];
  const match = formOf(type).exec(written);
  if (!match) throw unmatched(text, type);
  const negative = (outer === "-") !== (match[1] === "-");
  const fields = match.slice(2);
  return type.kind === "daytime" ? dayTime(fields, negative, type) : yearMonth(fields, negative, type, text);
}

function formOf({ kind, start, end }: IntervalType): RegExp {
  if (kind === "yearmonth") return start === end ? /^([+-]?)(\d+)$/ : /^([+-]?)(\d+)-(\d+)$/;
  const rest = Array.from({ length: end - start }, (_, i) => `${start + i === 0 ? " " : ":"}(\\d{1,2})`).join(
    "",
  );
  return new RegExp(`^([+-]?)(\\d+)${rest}${end === 3 ? "(?:\\.(\\d{1,9}))?" : ""}$`);
}

function dayTime(
  fields: readonly (string | undefined)[],
  negative: boolean,
  type: DayTimeIntervalType,
): bigint {
  let micros = 0n;
  for (let field = type.start; field <= type.end; field++) {
    const amount = fields[field - type.start]!;
    const limit = dayTimeLimits[field]!;
    if (field > type.start && Number(amount) > limit)
      throw new IllegalArgumentException(
        `requirement failed: ${dayTimeNames[field]} ${Number(amount)} outside range [0, ${limit}]`,
      );
    micros += BigInt(amount) * secondsPerField[field]! * MICROS_PER_SECOND;
  }
  if (type.end === 3) micros += BigInt((fields[4 - type.start] ?? "").padEnd(6, "0").slice(0, 6));
  const signed = negative ? -micros : micros;
  if (signed >= LONG_LIMIT || signed < -LONG_LIMIT) throw new SparkError(null, "long overflow");
  return signed;
}

function yearMonth(
  fields: readonly (string | undefined)[],
  negative: boolean,
  type: YearMonthIntervalType,
  text: string,
): number {
  const [first, second = "0"] = fields;
  const months = type.start === 1 ? Number(first) : Number(first) * 12 + Number(second);
  const signed = negative ? -months : months;
  if (Number(second) > 11 || signed >= INT_LIMIT || signed < -INT_LIMIT)
    throw invalid("INTERVAL_PARSING", text, "Error parsing interval year-month string.");
  return signed === 0 ? 0 : signed;
}

const letters = { daytime: ["d", "h", "m", "s.n"], yearmonth: ["y", "m"] } as const;

function unmatched(text: string, type: IntervalType): SparkError {
  const name = intervalName(type);
  const written = letters[type.kind]
    .slice(type.start, type.end + 1)
    .map((letter, i) =>
      i === 0 ? letter : `${type.kind === "yearmonth" ? "-" : type.start + i === 1 ? " " : ":"}${letter}`,
    )
    .join("");
  const daytime = type.kind === "daytime";
  const range = name.slice("interval ".length).toUpperCase();
  const why = `Interval string does not match ${daytime ? "day-time" : "year-month"} format of \`[+|-]${written}\`, \`INTERVAL [+|-]'[+|-]${written}' ${range}\` when cast to ${name}: ${text}.`;
  return daytime
    ? invalid(
        "UNMATCHED_FORMAT_STRING_WITH_NOTICE",
        text,
        `${why} Set "spark.sql.legacy.fromDayTimeString.enabled" to "true" to restore the behavior before Spark 3.0.`,
      )
    : invalid("UNMATCHED_FORMAT_STRING", text, why);
}

function invalid(errorClass: string, text: string, why: string): SparkError {
  return new SparkError(
    `INVALID_INTERVAL_FORMAT.${errorClass}`,
    `Error parsing '${text}' to interval. Please ensure that the value provided is in a valid format for defining an interval. You can reference the documentation for the correct format. ${why}`,
    "22006",
  );
}

/** Months, days and microseconds of one of each unit. */
const units: Readonly<Record<string, readonly [number, number, bigint]>> = {
  year: [12, 0, 0n],
  month: [1, 0, 0n],
  week: [0, 7, 0n],
  day: [0, 1, 0n],
  hour: [0, 0, 3600n * MICROS_PER_SECOND],
  minute: [0, 0, 60n * MICROS_PER_SECOND],
  second: [0, 0, MICROS_PER_SECOND],
  millisecond: [0, 0, 1000n],
  microsecond: [0, 0, 1n],
};

/** A calendar interval such as `1 year -2 days 1.5 seconds`, `interval 1 week`; undefined when it is none. */
export function parseCalendarInterval(
  text: string,
): readonly [months: number, days: number, micros: bigint] | undefined {
  const part = /\s*([+-]?)\s*(?:(\d+)(?:\.(\d{0,9}))?|\.(\d{1,9}))\s+([a-z]+)(?=\s|$)/iy;
  const body = trimControls(text).replace(/^interval(?=\s)/i, "");
  if (body === "") return undefined;
  let [months, days, micros] = [0, 0, 0n];
  while (part.lastIndex < body.length) {
    const match = part.exec(body);
    const name = match?.[5]?.toLowerCase().replace(/s$/, "") ?? "";
    const unit = Object.hasOwn(units, name) ? units[name] : undefined;
    if (!match || !unit) return undefined;
    const [, sign, whole = "0", fraction = match[4]] = match;
    if (fraction !== undefined && name !== "second") return undefined;
    const amount = Number(`${sign}${whole}`);
    months += unit[0] * amount;
    days += unit[1] * amount;
    const parts = BigInt(whole) * unit[2] + BigInt((fraction ?? "").padEnd(6, "0").slice(0, 6));
    micros += sign === "-" ? -parts : parts;
  }
  const fits =
    Math.abs(months) < INT_LIMIT &&
    Math.abs(days) < INT_LIMIT &&
    micros < LONG_LIMIT &&
    micros >= -LONG_LIMIT;
  return fits ? [months + 0, days + 0, micros] : undefined;
}
