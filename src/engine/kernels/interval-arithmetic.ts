import { addMonths, floorDivide } from "../../types/calendar.js";
import { divideHalfUp, powerOfTen } from "../../types/decimal-value.js";
import { formatTimestamp } from "../../types/display/datetime.js";
import type { DataType, Value } from "../../types/index.js";
import { toInstant, toLocal } from "../../types/time-zone.js";
import { SparkError } from "../../util/errors.js";
import { arithmeticOverflow, intervalDividedByZero } from "./arithmetic-errors.js";
import { type KernelContext, type StrictKernel, strict } from "./kernel.js";

const DAY_MICROS = 86_400_000_000n;

export type CalendarInterval = readonly [months: number, days: number, micros: bigint];

/** Any interval as months, days and microseconds. A day-time interval's whole days are days of the calendar. */
function parts(type: DataType): (value: Value) => CalendarInterval {
  if (type.kind === "yearmonth") return months => [months as number, 0, 0n];
  if (type.kind === "daytime")
    return micros => [0, Number((micros as bigint) / DAY_MICROS), (micros as bigint) % DAY_MICROS];
  return value => value as unknown as CalendarInterval;
}

/** A timestamp moved by months, then days, as clocks show them, then by an exact time. */
export function addToTimestamp(
  micros: bigint,
  [months, days, rest]: CalendarInterval,
  timeZone: string,
): bigint {
  let moved = micros;
  if (months !== 0 || days !== 0) {
    const local = toLocal(micros, timeZone);
    const day = floorDivide(local, DAY_MICROS);
    const toDay = BigInt(addMonths(Number(day), months) + days);
    moved = toInstant(toDay * DAY_MICROS + (local - day * DAY_MICROS), timeZone);
  }
  moved += rest;
  if (BigInt.asIntN(64, moved) !== moved) throw new SparkError(null, "long overflow");
  return moved;
}

function addToDate(day: number, [months, days, micros]: CalendarInterval): number {
  if (micros % DAY_MICROS !== 0n)
    throw new SparkError(
      "INVALID_INTERVAL_WITH_MICROSECONDS_ADDITION",
      "Cannot add an interval to a date because its microseconds part is not 0. To resolve this, cast the input date to a timestamp, which supports the addition of intervals with non-zero microseconds.",
      "22006",
    );
  const moved = addMonths(day, months) + days + Number(micros / DAY_MICROS);
  if (moved !== (moved | 0)) throw arithmeticOverflow("integer overflow");
  return moved;
}

function shift(sign: 1 | -1): StrictKernel {
  return strict((argTypes, result, { timeZone }) => {
    const partsOf = parts(argTypes[1]!);
    const signed = (interval: Value): CalendarInterval => {
      const [months, days, micros] = partsOf(interval);
      return sign === 1 ? [months, days, micros] : [-months, -days, -micros];
    };
    if (result.kind === "date") return (day: number, interval: Value) => addToDate(day, signed(interval));
    const zone = argTypes[0]!.kind === "timestamp_ntz" ? "UTC" : timeZone;
    return (micros: bigint, interval: Value) => addToTimestamp(micros, signed(interval), zone);
  });
}

/** As the kernel, with its timestamp as text. */
function asText(kernel: StrictKernel): StrictKernel {
  return strict((argTypes, result, context: KernelContext) => {
    const compute = kernel.make(argTypes, result, context);
    return (...args) => formatTimestamp(compute(...args) as bigint, context.timeZone);
  });
}

const add = shift(1);
const subtract = shift(-1);

/** An interval times a number, or over it: rounded half up, but for calendar intervals, whose months and days are cut off. */
function scale(divides: boolean): StrictKernel {
  return strict(([interval, by], _, { ansi }) => {
    const isZero = (factor: number | bigint) => Number(factor) === 0;
    if (interval!.kind === "interval")
      return ([months, days, micros]: CalendarInterval, factor: number) => {
        if (divides && factor === 0) {
          if (!ansi) return null;
          throw intervalDividedByZero();
        }
        const times = (amount: number) => (divides ? amount / factor : amount * factor);
        return [int(times(months)), int(times(days)), long(Math.round(times(Number(micros))))];
      };
    const fractional = by!.kind === "float" || by!.kind === "double";
    const unit = by!.kind === "decimal" ? powerOfTen(by!.scale) : 1n;
    return (value: bigint | number, factor: number | bigint) => {
      if (divides && isZero(factor)) throw intervalDividedByZero();
      const exact = fractional
        ? roundHalfUp(divides ? Number(value) / (factor as number) : Number(value) * (factor as number))
        : divides
          ? divideHalfUp(BigInt(value) * unit, BigInt(factor))
          : divideHalfUp(BigInt(value) * BigInt(factor), unit);
      if (interval!.kind === "daytime") return long(exact);
      if (BigInt.asIntN(32, exact) !== exact) throw new SparkError(null, "integer overflow");
      return Number(exact);
    };
  });
}

function roundHalfUp(value: number): bigint {
  if (!Number.isFinite(value)) throw new SparkError(null, "input is infinite or NaN");
  return BigInt(value < 0 ? -Math.round(-value) : Math.round(value));
}

function int(value: number): number {
  const whole = Math.trunc(value);
  if (whole !== (whole | 0)) throw arithmeticOverflow("integer overflow");
  return whole + 0;
}

function long(value: number | bigint): bigint {
  const whole = BigInt(value);
  if (BigInt.asIntN(64, whole) !== whole) throw new SparkError(null, "long overflow");
  return whole;
}

/** Dates, timestamps and intervals in `+`, `-`, `*`, `/`. */
export const intervalArithmetic: Readonly<Record<string, StrictKernel>> = {
  add_interval: add,
  subtract_interval: subtract,
  add_interval_to_text: asText(add),
  subtract_interval_to_text: asText(subtract),
  multiply_interval: scale(false),
  divide_interval: scale(true),
  // Between local times: a day on which the clocks change is no shorter.
  subtract_timestamps: strict(([type], _, { timeZone }) => {
    const zone = type!.kind === "timestamp_ntz" ? "UTC" : timeZone;
    return (end: bigint, start: bigint) => toLocal(end, zone) - toLocal(start, zone);
  }),
  subtract_dates: strict(() => (end: number, start: number) => BigInt(end - start) * DAY_MICROS),
  date_add: strict(() => (day: number, days: number) => (day + days) | 0),
  date_sub: strict(() => (day: number, days: number) => (day - days) | 0),
};
