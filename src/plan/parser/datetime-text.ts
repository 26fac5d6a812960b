import { toInstant, zoneOffsetSeconds } from "../../types/time-zone.js";

const secondsPerDay = 86_400;
const microsPerSecond = 1_000_000n;

/** The words that stand for a day, by their distance from today. */
const days: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 };

/** Days since the epoch of `2020-1-5`, `2020`, `today`; undefined when it is no date. */
export function parseDate(text: string, timeZone: string): number | undefined {
  const trimmed = text.trim();
  const word = trimmed.toLowerCase();
  if (word === "epoch") return 0;
  if (word === "now") return today(timeZone);
  if (Object.hasOwn(days, word)) return today(timeZone) + days[word]!;
  const match = /^([+-]?\d{4,7})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ].*)?)?)?$/s.exec(trimmed);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.getTime() / 1000 / secondsPerDay;
}

/** Nanoseconds since midnight of `12:34`, `12:34:56.789`; undefined when it is no time. */
export function parseTime(text: string): bigint | undefined {
  const match = /^T?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,6}))?)?$/i.exec(text.trim());
  if (!match) return undefined;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return (
    BigInt(hour * 3600 + minute * 60 + second) * 1_000_000_000n + BigInt((match[4] ?? "").padEnd(9, "0"))
  );
}

/** Microseconds since the epoch of `now`, `today`, `epoch` …; undefined for any other text. */
export function specialTimestamp(text: string, timeZone: string): bigint | undefined {
  const word = text.trim().toLowerCase();
  if (word === "epoch") return 0n;
  if (word === "now") return BigInt(Date.now()) * 1000n;
  if (!Object.hasOwn(days, word)) return undefined;
  const local = (today(timeZone) + days[word]!) * secondsPerDay;
  return toInstant(BigInt(local) * microsPerSecond, timeZone);
}

/** A timestamp's text without the zone at its end. */
export const withoutZone = (text: string): string =>
  text.replace(/(?<=:\d{1,2}(?:\.\d+)?)\s*(?:Z|[A-Za-z]+(?:\/[A-Za-z_/]+)?|[+-]\d{1,2}(?::?\d{2})?)$/, "");

function today(timeZone: string): number {
  const now = Math.floor(Date.now() / 1000);
  return Math.floor((now + zoneOffsetSeconds(now, timeZone)) / secondsPerDay);
}
