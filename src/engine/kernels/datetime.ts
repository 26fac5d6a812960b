import {
  addMonths,
  civilFromDays,
  dayOfYear,
  daysFromCivil,
  daysInMonth,
  floorDivide,
  floorMod,
  isoDayOfWeek,
  isoWeek,
} from "../../types/calendar.js";
import { dayNames, monthNames, short } from "../../types/datetime-pattern/names.js";
import { powerOfTen } from "../../types/decimal-value.js";
import type { DataType } from "../../types/index.js";
import { toInstant, toLocal } from "../../types/time-zone.js";
import { SparkError } from "../../util/errors.js";
import { type Kernel, type KernelContext, type StrictKernel, strict } from "./kernel.js";

const MICROS = 1_000_000n;
const DAY_MICROS = 86_400n * MICROS;

const ofDate = (compute: (days: number) => number | string): StrictKernel => strict(() => compute);

/** Of what the session's clocks show: microseconds of the day. */
const ofClock = (compute: (microsOfDay: number) => number | bigint): StrictKernel =>
  strict(([type], _, { timeZone }) => {
    const zone = zoneOf(type!, timeZone);
    return (micros: bigint) => {
      const local = toLocal(micros, zone);
      return compute(Number(local - floorDivide(local, DAY_MICROS) * DAY_MICROS));
    };
  });

function zoneOf(type: DataType, timeZone: string): string {
  return type.kind === "timestamp_ntz" ? "UTC" : timeZone;
}

const day = ofDate(days => civilFromDays(days).day);

const fields: Readonly<Record<string, Kernel>> = {
  year: ofDate(days => civilFromDays(days).year),
  yearofweek: ofDate(days => isoWeek(days).year),
  quarter: ofDate(days => Math.ceil(civilFromDays(days).month / 3)),
  month: ofDate(days => civilFromDays(days).month),
  day,
  dayofweek: ofDate(days => (isoDayOfWeek(days) % 7) + 1),
  dayofweek_iso: ofDate(isoDayOfWeek),
  weekday: ofDate(days => isoDayOfWeek(days) - 1),
  dayofyear: ofDate(dayOfYear),
  weekofyear: ofDate(days => isoWeek(days).week),
  dayname: ofDate(days => short(dayNames[isoDayOfWeek(days) - 1]!)),
  monthname: ofDate(days => short(monthNames[civilFromDays(days).month - 1]!)),
  hour: ofClock(micros => Math.floor(micros / 3.6e9)),
  minute: ofClock(micros => Math.floor(micros / 6e7) % 60),
  second: ofClock(micros => Math.floor(micros / 1e6) % 60),
  second_fraction: ofClock(micros => BigInt(micros % 60_000_000)),
};

function lastDay(days: number): number {
  const { year, month } = civilFromDays(days);
  return daysFromCivil(year, month, daysInMonth(year, month));
}

/** Months between two local times; whole ones between same days of the month and between months' ends. */
function monthsBetween(end: bigint, start: bigint, round: boolean): number {
  const [d1, d2] = [Number(floorDivide(end, DAY_MICROS)), Number(floorDivide(start, DAY_MICROS))];
  const [a, b] = [civilFromDays(d1), civilFromDays(d2)];
  const months = (a.year - b.year) * 12 + a.month - b.month;
  if (a.day === b.day || (d1 === lastDay(d1) && d2 === lastDay(d2))) return months;
  const seconds = (local: bigint, days: number) => Number((local - BigInt(days) * DAY_MICROS) / MICROS);
  const rest = (a.day - b.day) * 86_400 + seconds(end, d1) - seconds(start, d2);
  const exact = months + rest / (31 * 86_400);
  return round ? Math.round(exact * 1e8) / 1e8 : exact;
}

function nextDay(context: KernelContext): (days: number, name: string) => number | null {
  return (days, name) => {
    const wanted = name.trim().toLowerCase();
    const index = dayNames.findIndex(full =>
      [full, short(full), full.slice(0, 2)].some(each => each.toLowerCase() === wanted),
    );
    if (index < 0) {
      if (!context.ansi) return null;
      throw new SparkError("ILLEGAL_DAY_OF_WEEK", `Illegal input for day of week: ${name}.`, "22009");
    }
    return days + floorMod(index + 1 - isoDayOfWeek(days) - 1, 7) + 1;
  };
}

const movements: Readonly<Record<string, Kernel>> = {
  date_diff: strict(() => (end: number, start: number) => end - start),
  add_months: strict(() => addMonths),
  months_between: strict(
    (_, __, { timeZone }) =>
      (end: bigint, start: bigint, round: boolean) =>
        monthsBetween(toLocal(end, timeZone), toLocal(start, timeZone), round),
  ),
  last_day: strict(() => lastDay),
  next_day: strict((_, __, context) => nextDay(context)),
};

const shifted = (from: string, to: string) => (micros: bigint) => toInstant(toLocal(micros, from), to);

const zones: Readonly<Record<string, Kernel>> = {
  from_utc_timestamp: strict(() => (micros: bigint, zone: string) => shifted(zone, "UTC")(micros)),
  to_utc_timestamp: strict(() => (micros: bigint, zone: string) => shifted("UTC", zone)(micros)),
  convert_timezone: strict(
    () => (from: string, to: string, local: bigint) => toLocal(toInstant(local, from), to),
  ),
};

function exactLong(value: bigint): bigint {
  if (BigInt.asIntN(64, value) !== value) throw new SparkError(null, "long overflow");
  return value;
}

const epoch: Readonly<Record<string, Kernel>> = {
  unix_date: strict(() => (days: number) => days),
  unix_seconds: strict(() => (micros: bigint) => floorDivide(micros, MICROS)),
  unix_millis: strict(() => (micros: bigint) => floorDivide(micros, 1000n)),
  unix_micros: strict(() => (micros: bigint) => micros),
  date_from_unix_date: strict(() => (days: number) => days),
  timestamp_millis: strict(() => (millis: number | bigint) => exactLong(BigInt(millis) * 1000n)),
  timestamp_micros: strict(() => (micros: number | bigint) => BigInt(micros)),
  timestamp_seconds: strict(([type]) => {
    if (type!.kind === "decimal") {
      const { scale } = type!;
      const unit = powerOfTen(scale);
      return (unscaled: bigint) => {
        if ((unscaled * MICROS) % unit !== 0n) throw new SparkError(null, "Rounding necessary");
        return exactLong((unscaled * MICROS) / unit);
      };
    }
    if (type!.kind === "float" || type!.kind === "double")
      return (seconds: number) => {
        if (!Number.isFinite(seconds)) return null;
        const micros = BigInt(Math.trunc(seconds * 1e6));
        const limit = 2n ** 63n;
        return micros >= limit ? limit - 1n : micros < -limit ? -limit : micros;
      };
    return (seconds: number | bigint) => exactLong(BigInt(seconds) * MICROS);
  }),
};

const clocks: Readonly<Record<string, Kernel>> = {
  current_timestamp: strict(
    (_, __, { now }) =>
      () =>
        now(),
  ),
  localtimestamp: strict(
    (_, __, { now, timeZone }) =>
      () =>
        toLocal(now(), timeZone),
  ),
  current_date: strict(
    (_, __, { now, timeZone }) =>
      () =>
        Number(floorDivide(toLocal(now(), timeZone), DAY_MICROS)),
  ),
  current_timezone: strict(
    (_, __, { timeZone }) =>
      () =>
        timeZone,
  ),
  current_time: strict((_, result, { now, timeZone }) => {
    const unit = result.kind === "time" ? powerOfTen(9 - result.precision) : 1n;
    return () => {
      const local = toLocal(now(), timeZone);
      const nanos = (local - floorDivide(local, DAY_MICROS) * DAY_MICROS) * 1000n;
      return nanos - (nanos % unit);
    };
  }),
};

type CalendarInterval = readonly [number, number, bigint];

/** Microseconds of an interval; those of its fields above hours are left to `day`. */
const microsOf = (type: DataType): ((value: bigint | CalendarInterval) => bigint) =>
  type.kind === "daytime" ? value => value as bigint : value => (value as CalendarInterval)[2];
const monthsOf = (type: DataType): ((value: number | CalendarInterval) => number) =>
  type.kind === "yearmonth" ? value => value as number : value => (value as CalendarInterval)[0];

const ofMonths = (compute: (months: number) => number): StrictKernel =>
  strict(([type]) => {
    const months = monthsOf(type!);
    return (value: number | CalendarInterval) => compute(months(value)) + 0;
  });
const ofMicros = (compute: (micros: bigint) => number | bigint): StrictKernel =>
  strict(([type]) => {
    const micros = microsOf(type!);
    return (value: bigint | CalendarInterval) => compute(micros(value));
  });

const intervalFields: Readonly<Record<string, Kernel>> = {
  interval_year: ofMonths(months => Math.trunc(months / 12)),
  interval_month: ofMonths(months => months % 12),
  interval_day: strict(([type]) => (value: bigint | CalendarInterval) => {
    const days = Number(microsOf(type!)(value) / DAY_MICROS);
    return type!.kind === "interval" ? (value as CalendarInterval)[1] + days : days;
  }),
  interval_hour: ofMicros(micros => Number((micros % DAY_MICROS) / 3_600_000_000n)),
  interval_minute: ofMicros(micros => Number((micros % 3_600_000_000n) / 60_000_000n)),
  interval_second_fraction: ofMicros(micros => micros % 60_000_000n),
};

/** Dates and times: their fields, their zones, and numbers of them. */
export const datetime: Readonly<Record<string, Kernel>> = {
  ...fields,
  ...movements,
  ...zones,
  ...epoch,
  ...clocks,
  ...intervalFields,
};
