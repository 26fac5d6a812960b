import { floorDivide } from "../../types/calendar.js";
import { civilDay, outOfRange } from "../../types/datetime-pattern/parse.js";
import type { Value } from "../../types/index.js";
import { toInstant } from "../../types/time-zone.js";
import { SparkError } from "../../util/errors.js";
import { arithmeticOverflow, intervalOverflow } from "./arithmetic-errors.js";
import { type Kernel, type KernelContext, type StrictKernel, strict } from "./kernel.js";

const MICROS = 1_000_000n;
const DAY_MICROS = 86_400n * MICROS;

/** Values that do not fit: an error under ANSI, else NULL. */
function refused(ansi: boolean, why: string): null {
  if (!ansi) return null;
  throw new SparkError(
    "DATETIME_FIELD_OUT_OF_BOUNDS.WITH_SUGGESTION",
    `${why}. If necessary set "spark.sql.ansi.enabled" to "false" to bypass this error.`,
    "22023",
  );
}

function invalidSeconds(shown: string): SparkError {
  return new SparkError(
    "INVALID_FRACTION_OF_SECOND",
    `Valid range for seconds is [0, 60] (inclusive), but the provided value is ${shown}. To avoid this error, use \`try_make_timestamp\`, which returns NULL on error.\nIf you do not want to use the session default timestamp version of this function, use \`try_make_timestamp_ntz\` or \`try_make_timestamp_ltz\`.`,
    "22023",
  );
}

/** A local time of its parts; 60 seconds are the next minute. */
function localTime(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  micros: bigint,
): bigint | string {
  const days = civilDay(year, month, day);
  if (typeof days === "string") return days;
  if (hour < 0 || hour > 23) return outOfRange("HourOfDay", "0 - 23", hour);
  if (minute < 0 || minute > 59) return outOfRange("MinuteOfHour", "0 - 59", minute);
  const seconds = Number(floorDivide(micros, MICROS));
  if (seconds === 60 && micros % MICROS !== 0n)
    throw invalidSeconds(
      `60.${String(micros % MICROS)
        .padStart(6, "0")
        .replace(/0+$/, "")}`,
    );
  if (seconds < 0 || seconds > 60) return outOfRange("SecondOfMinute", "0 - 59", seconds);
  return BigInt(days) * DAY_MICROS + BigInt(hour * 3600 + minute * 60) * MICROS + micros;
}

function tolerantOf(kernel: StrictKernel): StrictKernel {
  return strict((argTypes, result, context) => {
    const compute = kernel.make(argTypes, result, { ...context, ansi: false });
    return (...args) => {
      try {
        return compute(...args);
      } catch (error) {
        // A zone that does not exist is refused even here.
        if (error instanceof SparkError && error.errorClass !== "INVALID_TIMEZONE") return null;
        throw error;
      }
    };
  });
}

const makeTimestamp = strict((_, result, { ansi, timeZone }) => {
  const zone = result.kind === "timestamp_ntz" ? "UTC" : timeZone;
  return (
    year: number,
    month: number,
    day: number,
    hour: number,
    minute: number,
    micros: bigint,
    named = zone,
  ) => {
    const local = localTime(year, month, day, hour, minute, micros);
    return typeof local === "string" ? refused(ansi, local) : toInstant(local, named);
  };
});

const makeTimestampOfDate = strict((_, result, { timeZone }) => {
  const zone = result.kind === "timestamp_ntz" ? "UTC" : timeZone;
  return (days: number, nanos = 0n, named = zone) =>
    toInstant(BigInt(days) * DAY_MICROS + nanos / 1000n, named);
});

const makeInterval = strict(
  (_, __, { ansi }) =>
    (
      years: number,
      months: number,
      weeks: number,
      days: number,
      hours: number,
      minutes: number,
      micros: bigint,
    ): Value => {
      const interval = [
        years * 12 + months,
        weeks * 7 + days,
        (BigInt(hours) * 3600n + BigInt(minutes) * 60n) * MICROS + micros,
      ] as const;
      const fits =
        interval[0] === (interval[0] | 0) &&
        interval[1] === (interval[1] | 0) &&
        BigInt.asIntN(64, interval[2]) === interval[2];
      if (fits) return interval;
      if (!ansi) return null;
      throw arithmeticOverflow("integer overflow");
    },
);

/** Dates, timestamps and intervals of their parts. */
export const datetimeMake: Readonly<Record<string, Kernel>> = {
  make_date: strict((_, __, { ansi }: KernelContext) => (year: number, month: number, day: number) => {
    const days = civilDay(year, month, day);
    return typeof days === "string" ? refused(ansi, days) : days;
  }),
  make_timestamp: makeTimestamp,
  try_make_timestamp: tolerantOf(makeTimestamp),
  make_timestamp_of_date: makeTimestampOfDate,
  try_make_timestamp_of_date: tolerantOf(makeTimestampOfDate),
  make_interval: makeInterval,
  try_make_interval: tolerantOf(makeInterval),
  make_dt_interval: strict(() => (days: number, hours: number, minutes: number, micros: bigint) => {
    const total =
      BigInt(days) * DAY_MICROS + (BigInt(hours) * 3600n + BigInt(minutes) * 60n) * MICROS + micros;
    if (BigInt.asIntN(64, total) !== total) throw intervalOverflow();
    return total;
  }),
  make_ym_interval: strict(() => (years: number, months: number) => {
    const total = years * 12 + months;
    if (total !== (total | 0)) throw intervalOverflow();
    return total;
  }),
};
