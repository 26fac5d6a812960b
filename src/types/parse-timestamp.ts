import { daysFromCivil, floorDivide, isCivilDate } from "./calendar.js";
import { findTimeZone, toInstant, toLocal } from "./time-zone.js";

const MICROS = 1_000_000n;
const DAY_MICROS = 86_400n * MICROS;

/** A date or time as written: local microseconds since the epoch, and the zone where one is named. */
interface Parsed {
  readonly local: bigint;
  readonly zone?: string;
}

const dateForm = /^([+-]?\d{4,7})(?:-(\d{1,2})(?:-(\d{1,2})(?:[ T].*)?)?)?$/s;
const timestampForm =
  /^([+-]?\d{4,6})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ](\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.(\d*))?([^\d.].*)?)?)?)?)?)?$/s;
const timeForm = /^T?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d*))?([^\d.].*)?)?$/s;

/** Without the blanks and control characters that Spark leaves out at a text's ends. */
export function trimControls(text: string): string {
  return text.replace(/^[\0- \x7f]+|[\0- \x7f]+$/g, "");
}

/** Days since the epoch of a date as Spark's cast reads it (`2021`, `2021-5`, `2021-05-06 …`); undefined when it is none. */
export function parseDate(text: string): number | undefined {
  const match = dateForm.exec(trimControls(text));
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)];
  return isCivilDate(year, month, day) ? daysFromCivil(year, month, day) : undefined;
}

/**
 * Microseconds since the epoch of a date or timestamp as Spark's cast reads it; undefined when it is none. A zone in the text wins.
 * @param now when given, a time alone is one of today
 */
export function parseTimestamp(text: string, timeZone: string, now?: bigint): bigint | undefined {
  const parsed = parseLocal(text);
  if (parsed) return toInstant(parsed.local, parsed.zone ?? timeZone);
  const match = now === undefined ? null : timeForm.exec(trimControls(text));
  if (!match || now === undefined) return undefined;
  const time = timeOf(match[1], match[2], match[3], match[4]);
  if (time === undefined) return undefined;
  const zone = match[5]?.trim();
  if (zone !== undefined && !findTimeZone(zone)) return undefined;
  return toInstant(startOfDay(toLocal(now, zone ?? timeZone)) + time, zone ?? timeZone);
}

/** Microseconds of a timestamp without zone; a zone in the text is passed over. */
export function parseTimestampNtz(text: string): bigint | undefined {
  return parseLocal(text)?.local;
}

function startOfDay(local: bigint): bigint {
  return floorDivide(local, DAY_MICROS) * DAY_MICROS;
}

function parseLocal(text: string): Parsed | undefined {
  const match = timestampForm.exec(trimControls(text));
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)];
  const time = timeOf(match[4], match[5], match[6], match[7]);
  if (time === undefined || !isCivilDate(year, month, day)) return undefined;
  const zone = match[8]?.trim();
  if (zone !== undefined && !findTimeZone(zone)) return undefined;
  return {
    local: BigInt(daysFromCivil(year, month, day)) * DAY_MICROS + time,
    ...(zone === undefined ? {} : { zone }),
  };
}

/** Microseconds of a day; digits of a second beyond the sixth are cut off. */
function timeOf(hour = "0", minute = "0", second = "0", fraction = ""): bigint | undefined {
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (h > 23 || m > 59 || s > 59) return undefined;
  return BigInt(h * 3600 + m * 60 + s) * MICROS + BigInt(fraction.padEnd(6, "0").slice(0, 6));
}

/** Nanoseconds since midnight of a TIME such as `12:30`, `1:02:03.5 PM`; undefined when it is none. */
export function parseTime(text: string): bigint | undefined {
  const match = /^T?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d*))?)?\s*(AM|PM)?$/i.exec(trimControls(text));
  if (!match) return undefined;
  const half = match[5]?.toUpperCase();
  const hour = Number(match[1]);
  if (half && (hour < 1 || hour > 12)) return undefined;
  const of24 = half ? (hour % 12) + (half === "PM" ? 12 : 0) : hour;
  const micros = timeOf(String(of24), match[2], match[3], match[4]);
  return micros === undefined ? undefined : micros * 1000n;
}

const specialDays: Readonly<Record<string, bigint>> = { today: 0n, yesterday: -1n, tomorrow: 1n };

/**
 * The timestamps that have a name in literals: `epoch`, `now`, `today`, `yesterday`, `tomorrow`; undefined for other text.
 * @param now microseconds since the epoch; of a timestamp without zone: local ones, and `timeZone` is UTC
 */
export function specialTimestamp(text: string, timeZone: string, now: bigint): bigint | undefined {
  const [word = "", zone = timeZone] = trimControls(text).split(/\s+/);
  const name = word.toLowerCase();
  if (name === "epoch") return 0n;
  if (name === "now") return now;
  const days = Object.hasOwn(specialDays, name) ? specialDays[name] : undefined;
  if (days === undefined || !findTimeZone(zone)) return undefined;
  return toInstant(startOfDay(toLocal(now, zone)) + days * DAY_MICROS, zone);
}

/** The days that have a name in literals: `today` and the like; `now` as in {@link specialTimestamp}. */
export function specialDate(text: string, timeZone: string, now: bigint): number | undefined {
  const local = specialTimestamp(text, "UTC", toLocal(now, timeZone));
  return local === undefined ? undefined : Number(floorDivide(local, DAY_MICROS));
}
