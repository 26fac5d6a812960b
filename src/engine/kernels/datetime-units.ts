import { civilFromDays, daysFromCivil, floorDivide, isoDayOfWeek } from "../../types/calendar.js";
import { toInstant, toLocal } from "../../types/time-zone.js";
import { addToTimestamp } from "./interval-arithmetic.js";
import { type Kernel, strict } from "./kernel.js";

const DAY_MICROS = 86_400_000_000n;

const microsPerUnit: Readonly<Record<string, bigint>> = {
  HOUR: 3_600_000_000n,
  MINUTE: 60_000_000n,
  SECOND: 1_000_000n,
  MILLISECOND: 1000n,
  MICROSECOND: 1n,
};

/** The first day of a date's year, quarter, month or week; undefined for other units. */
function truncateDays(days: number, unit: string): number | undefined {
  const { year, month } = civilFromDays(days);
  switch (unit.toUpperCase()) {
    case "YEAR":
    case "YYYY":
    case "YY":
      return daysFromCivil(year, 1, 1);
    case "QUARTER":
      return daysFromCivil(year, Math.floor((month - 1) / 3) * 3 + 1, 1);
    case "MONTH":
    case "MON":
    case "MM":
      return daysFromCivil(year, month, 1);
    case "WEEK":
      return days - isoDayOfWeek(days) + 1;
    default:
      return undefined;
  }
}

function truncate(micros: bigint, unit: string, timeZone: string): bigint | null {
  const name = unit.toUpperCase();
  const local = toLocal(micros, timeZone);
  const days = floorDivide(local, DAY_MICROS);
  const small = Object.hasOwn(microsPerUnit, name) ? microsPerUnit[name]! : undefined;
  // What is smaller than an hour is the same in every zone of today, and clocks may show it twice.
  if (small !== undefined) {
    const rest = local - floorDivide(local, small) * small;
    return micros - rest;
  }
  const day = name === "DAY" || name === "DD" ? Number(days) : truncateDays(Number(days), name);
  return day === undefined ? null : toInstant(BigInt(day) * DAY_MICROS, timeZone);
}

const monthsPerUnit: Readonly<Record<string, number>> = { YEAR: 12, QUARTER: 3, MONTH: 1 };
const daysPerUnit: Readonly<Record<string, number>> = { WEEK: 7, DAY: 1, DAYOFYEAR: 1 };

function add(micros: bigint, unit: string, amount: number, timeZone: string): bigint {
  const name = unit.toUpperCase();
  const months = monthsPerUnit[name];
  if (months !== undefined) return addToTimestamp(micros, [months * amount, 0, 0n], timeZone);
  const days = daysPerUnit[name];
  if (days !== undefined) return addToTimestamp(micros, [0, days * amount, 0n], timeZone);
  return addToTimestamp(micros, [0, 0, (microsPerUnit[name] ?? 1n) * BigInt(amount)], timeZone);
}

/** Whole units from one local time to another. */
function difference(unit: string, start: bigint, end: bigint): bigint {
  const name = unit.toUpperCase();
  const months = monthsPerUnit[name];
  if (months === undefined)
    return (end - start) / (microsPerUnit[name] ?? BigInt(daysPerUnit[name] ?? 1) * DAY_MICROS);
  const [startDay, endDay] = [Number(floorDivide(start, DAY_MICROS)), Number(floorDivide(end, DAY_MICROS))];
  const [a, b] = [civilFromDays(startDay), civilFromDays(endDay)];
  let whole = (b.year - a.year) * 12 + b.month - a.month;
  const timeOf = (local: bigint, day: number) => local - BigInt(day) * DAY_MICROS;
  // One less where the end's day and time of the month come before the start's.
  const [from, to] = [
    BigInt(a.day) * DAY_MICROS + timeOf(start, startDay),
    BigInt(b.day) * DAY_MICROS + timeOf(end, endDay),
  ];
  if (whole > 0 && to < from) whole--;
  else if (whole < 0 && to > from) whole++;
  return BigInt(Math.trunc(whole / months));
}

/** Functions that take a unit by name. */
export const datetimeUnits: Readonly<Record<string, Kernel>> = {
  trunc: strict(() => (days: number, unit: string) => truncateDays(days, unit) ?? null),
  date_trunc: strict(
    (_, __, { timeZone }) =>
      (unit: string, micros: bigint) =>
        truncate(micros, unit, timeZone),
  ),
  timestampadd: strict((argTypes, _, { timeZone }) => {
    const zone = argTypes[2]!.kind === "timestamp_ntz" ? "UTC" : timeZone;
    return (unit: string, amount: number | bigint, micros: bigint) => add(micros, unit, Number(amount), zone);
  }),
  timestampdiff: strict(
    (_, __, { timeZone }) =>
      (unit: string, start: bigint, end: bigint) =>
        difference(unit, toLocal(start, timeZone), toLocal(end, timeZone)),
  ),
};
