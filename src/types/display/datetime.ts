import { civilFromDays, floorDivide } from "../calendar.js";
import { toLocal } from "../time-zone.js";

const MICROS_PER_DAY = 86_400_000_000n;

/** A DATE, days since the epoch, as `yyyy-MM-dd`. */
export function formatDate(days: number): string {
  const { year, month, day } = civilFromDays(days);
  return `${formatYear(year)}-${two(month)}-${two(day)}`;
}

/** At least four digits, with a sign before the year 0 and after 9999, as Java's ISO formatter writes it. */
function formatYear(year: number): string {
  const digits = String(Math.abs(year)).padStart(4, "0");
  return year < 0 ? `-${digits}` : year > 9999 ? `+${digits}` : digits;
}

/** A TIMESTAMP, microseconds since the epoch, in a time zone: `yyyy-MM-dd HH:mm:ss[.ffffff]` without trailing zeros. */
export function formatTimestamp(micros: bigint, timeZone: string): string {
  const local = toLocal(micros, timeZone);
  const days = floorDivide(local, MICROS_PER_DAY);
  return `${formatDate(Number(days))} ${formatTime((local - days * MICROS_PER_DAY) * 1000n)}`;
}

/** A TIME, nanoseconds since midnight: `HH:mm:ss[.fffffffff]` without trailing zeros. */
export function formatTime(nanos: bigint): string {
  const seconds = Number(nanos / 1_000_000_000n);
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return clock + formatFraction(nanos % 1_000_000_000n, 9);
}

/** `.5`, or nothing for 0. */
export function formatFraction(fraction: bigint, digits: number): string {
  return fraction === 0n ? "" : `.${String(fraction).padStart(digits, "0").replace(/0+$/, "")}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}
