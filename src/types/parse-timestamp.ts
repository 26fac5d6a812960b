import { zoneOffsetSeconds } from "./time-zone.js";

const form =
  /^([+-]?\d{4,6})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,9}))?)?\s*(Z|UTC|[+-]\d{1,2}(?::?\d{2})?|[A-Za-z_]+\/[A-Za-z_/]+)?)?)?)?$/;

/** Microseconds since the epoch of a date or timestamp as Spark's cast reads it; undefined when it is none. A zone in the text wins. */
export function parseTimestamp(text: string, timeZone: string): bigint | undefined {
  const match = form.exec(text);
  if (!match) return undefined;
  const [year, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map(part => part && Number(part));
  const date = new Date(0);
  date.setUTCFullYear(year as number, (month as number) - 1, day as number);
  date.setUTCHours(hour as number, minute as number, second as number);
  const valid =
    date.getUTCMonth() === (month as number) - 1 &&
    date.getUTCDate() === day &&
    (hour as number) < 24 &&
    (minute as number) < 60 &&
    (second as number) < 60;
  if (!valid) return undefined;
  const seconds = date.getTime() / 1000;
  const micros = BigInt((match[7] ?? "").padEnd(6, "0").slice(0, 6));
  return BigInt(seconds - offsetOf(match[8], seconds, timeZone)) * 1_000_000n + micros;
}

function offsetOf(zone: string | undefined, seconds: number, timeZone: string): number {
  if (zone === "Z" || zone === "UTC") return 0;
  const fixed = zone && /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (fixed) return (fixed[1] === "-" ? -1 : 1) * (Number(fixed[2]) * 3600 + Number(fixed[3] ?? 0) * 60);
  const name = zone ?? timeZone;
  return zoneOffsetSeconds(seconds - zoneOffsetSeconds(seconds, name), name);
}
