import { floorDivide } from "../../types/calendar.js";
import { formatWithPattern } from "../../types/datetime-pattern/format.js";
import { PatternMismatch, parseWithPattern } from "../../types/datetime-pattern/parse.js";
import { toInstant, toLocal } from "../../types/time-zone.js";
import { SparkError } from "../../util/errors.js";
import { type Kernel, type StrictKernel, strict } from "./kernel.js";

const MICROS = 1_000_000n;
const DAY_MICROS = 86_400n * MICROS;

function cannotParse(why: string, instead: string): SparkError {
  return new SparkError(
    "CANNOT_PARSE_TIMESTAMP",
    `${why}. Use \`${instead}\` to tolerate invalid input string and return NULL instead.`,
    "22007",
  );
}

/** Text read by a pattern as an instant, and what is made of that. */
function parse(
  instead: string,
  convert: (micros: bigint, timeZone: string) => bigint | number,
  tolerant = false,
  zoned = true,
): StrictKernel {
  return strict((_, __, { ansi, timeZone }) => (text: string, pattern: string) => {
    const parsed = parseWithPattern(text, pattern);
    if (parsed instanceof PatternMismatch) {
      if (!ansi || tolerant) return null;
      throw cannotParse(parsed.why, instead);
    }
    return convert(zoned ? toInstant(parsed.local, parsed.timeZone ?? timeZone) : parsed.local, timeZone);
  });
}

const asIs = (micros: bigint): bigint => micros;
const asDate = (micros: bigint, timeZone: string): number =>
  Number(floorDivide(toLocal(micros, timeZone), DAY_MICROS));

const unixTimestamp = parse("try_to_timestamp", micros => floorDivide(micros, MICROS));

/** Dates and times written and read by patterns. */
export const datetimeText: Readonly<Record<string, Kernel>> = {
  parse_date: parse("try_to_date", asDate),
  try_parse_date: parse("try_to_date", asDate, true),
  parse_timestamp: parse("try_to_timestamp", asIs),
  try_parse_timestamp: parse("try_to_timestamp", asIs, true),
  parse_timestamp_ntz: parse("try_to_timestamp", asIs, false, false),
  try_parse_timestamp_ntz: parse("try_to_timestamp", asIs, true, false),
  unix_timestamp: strict((argTypes, result, context) => {
    const { timeZone } = context;
    switch (argTypes[0]!.kind) {
      case "string":
        return unixTimestamp.make(argTypes, result, context);
      case "date":
        return (days: number) => floorDivide(toInstant(BigInt(days) * DAY_MICROS, timeZone), MICROS);
      case "timestamp_ntz":
        return (local: bigint) => floorDivide(toInstant(local, timeZone), MICROS);
      default:
        return (micros: bigint) => floorDivide(micros, MICROS);
    }
  }),
  from_unixtime: strict(
    (_, __, { timeZone }) =>
      (seconds: bigint, pattern: string) =>
        formatWithPattern(seconds * MICROS, pattern, timeZone),
  ),
  date_format: strict(
    (_, __, { timeZone }) =>
      (micros: bigint, pattern: string) =>
        formatWithPattern(micros, pattern, timeZone),
  ),
};
