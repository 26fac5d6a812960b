import { SparkError } from "../util/errors.js";
import { daysFromCivil, floorDivide, floorMod } from "./calendar.js";

const MICROS = 1_000_000n;
const DAY = 86_400;

/** Java's short names that are not what Intl takes them for (`ZoneId.SHORT_IDS`). */
const shortNames: Readonly<Record<string, string>> = {
  ACT: "Australia/Darwin",
  AET: "Australia/Sydney",
  AGT: "America/Argentina/Buenos_Aires",
  ART: "Africa/Cairo",
  AST: "America/Anchorage",
  BET: "America/Sao_Paulo",
  BST: "Asia/Dhaka",
  CAT: "Africa/Harare",
  CNT: "America/St_Johns",
  CST: "America/Chicago",
  CTT: "Asia/Shanghai",
  EAT: "Africa/Addis_Ababa",
  ECT: "Europe/Paris",
  EST: "-05:00",
  HST: "-10:00",
  IET: "America/Indiana/Indianapolis",
  IST: "Asia/Kolkata",
  JST: "Asia/Tokyo",
  MIT: "Pacific/Apia",
  MST: "-07:00",
  NET: "Asia/Yerevan",
  NST: "Pacific/Auckland",
  PLT: "Asia/Karachi",
  PNT: "America/Phoenix",
  PRT: "America/Puerto_Rico",
  PST: "America/Los_Angeles",
  SST: "Pacific/Guadalcanal",
  VST: "Asia/Ho_Chi_Minh",
};

/** A zone's clocks: seconds ahead of UTC at an instant, in seconds since the epoch. */
export type TimeZone = (epochSeconds: number) => number;

const zones = new Map<string, TimeZone | undefined>();

/** The zone of an id as Java's `ZoneId.of` takes it (`Asia/Seoul`, `+09:00`, `UTC-3`, `CET`, `PST`); undefined when there is none. */
export function findTimeZone(id: string): TimeZone | undefined {
  if (!zones.has(id)) zones.set(id, makeTimeZone(id));
  return zones.get(id);
}

/** As {@link findTimeZone}. @throws SparkError INVALID_TIMEZONE */
function timeZoneOf(id: string): TimeZone {
  const zone = findTimeZone(id);
  if (zone) return zone;
  throw new SparkError(
    "INVALID_TIMEZONE",
    `The timezone: ${id} is invalid. The timezone must be either a region-based zone ID or a zone offset. Region IDs must have the form 'area/city', such as 'America/Los_Angeles'. Zone offsets must be in the format '(+|-)HH', '(+|-)HH:mm’ or '(+|-)HH:mm:ss', e.g '-08' , '+01:00' or '-13:33:33', and must be in the range from -18:00 to +18:00. 'Z' and 'UTC' are accepted as synonyms for '+00:00'.`,
    "22009",
  );
}

/** Seconds that a zone's clocks are ahead of UTC at an instant. */
export function zoneOffsetSeconds(epochSeconds: number, timeZone: string): number {
  return timeZone === "UTC" ? 0 : timeZoneOf(timeZone)(epochSeconds);
}

/** What a zone's clocks show at an instant, both in microseconds. */
export function toLocal(micros: bigint, timeZone: string): bigint {
  if (timeZone === "UTC") return micros;
  return micros + BigInt(zoneOffsetSeconds(Number(floorDivide(micros, MICROS)), timeZone)) * MICROS;
}

/**
 * The instant at which a zone's clocks show a local time, as java.time resolves it: the earlier of two, and in a gap
 * the time as if the clocks had not yet been put forward.
 */
export function toInstant(localMicros: bigint, timeZone: string): bigint {
  if (timeZone === "UTC") return localMicros;
  const zone = timeZoneOf(timeZone);
  const local = Number(floorDivide(localMicros, MICROS));
  const [before, after] = [zone(local - DAY), zone(local + DAY)];
  const offset =
    before === after || zone(local - before) === before || zone(local - after) !== after ? before : after;
  return localMicros - BigInt(offset) * MICROS;
}

function makeTimeZone(id: string): TimeZone | undefined {
  if (/^(Z|UTC|GMT|UT)$/.test(id)) return () => 0;
  const fixed = /^(?:UTC|GMT|UT)?([+-].*)$/.exec(id);
  if (fixed) {
    const offset = parseOffset(fixed[1]!);
    return offset === undefined ? undefined : () => offset;
  }
  if (Object.hasOwn(shortNames, id)) return makeTimeZone(shortNames[id]!);
  // Intl takes names in any case and JavaScript's own, Java only those of the database.
  if (!/^[A-Z][A-Za-z0-9~/._+-]*$/.test(id)) return undefined;
  try {
    return regionZone(id);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Seconds of `+9`, `+09`, `+9:30`, `+0930`, `+09:30:15`; undefined when it is none, or over 18 hours. */
export function parseOffset(text: string): number | undefined {
  const match = /^([+-])(?:(\d{1,2})|(\d{1,2}):(\d{1,2})(?::(\d{2}))?|(\d{2})(\d{2})(\d{2})?)$/.exec(text);
  if (!match) return undefined;
  const [hours, minutes, seconds] = [
    match[2] ?? match[3] ?? match[6],
    match[4] ?? match[7],
    match[5] ?? match[8],
  ].map(part => Number(part ?? 0)) as [number, number, number];
  const total = hours * 3600 + minutes * 60 + seconds;
  if (minutes > 59 || seconds > 59 || total > 18 * 3600) return undefined;
  return match[1] === "-" ? -total : total;
}

/** Times before it have a zone's first offset, and rules repeat every 400 years after the other. */
const EARLIEST = daysFromCivil(1800, 1, 1) * DAY;
const LATEST = daysFromCivil(2500, 1, 1) * DAY;
const CYCLE = 146_097 * DAY;

/** Offsets are looked up once for each of such spans, in which a zone changes its clocks at most once. */
const SPAN = 8 * DAY;

interface Span {
  readonly before: number;
  /** When the clocks change; infinite where they do not. */
  readonly change: number;
  readonly after: number;
}

function regionZone(id: string): TimeZone {
  const lookup = offsetThroughIntl(id);
  const spans = new Map<number, Span>();
  return epochSeconds => {
    const seconds =
      epochSeconds > LATEST
        ? LATEST + floorMod(epochSeconds - LATEST, CYCLE)
        : Math.max(epochSeconds, EARLIEST);
    const key = Math.floor(seconds / SPAN);
    let span = spans.get(key);
    if (!span) {
      span = findSpan(key * SPAN, lookup);
      spans.set(key, span);
    }
    return seconds < span.change ? span.before : span.after;
  };
}

function findSpan(start: number, lookup: TimeZone): Span {
  const [before, after] = [lookup(start), lookup(start + SPAN)];
  if (before === after) return { before, change: Number.POSITIVE_INFINITY, after };
  let [low, high] = [start, start + SPAN];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (lookup(middle) === before) low = middle;
    else high = middle;
  }
  return { before, change: high, after };
}

function offsetThroughIntl(timeZone: string): TimeZone {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return epochSeconds => {
    const fields: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const part of format.formatToParts(epochSeconds * 1000)) fields[part.type] = Number(part.value);
    const days = daysFromCivil(fields.year!, fields.month!, fields.day!);
    return days * DAY + fields.hour! * 3600 + fields.minute! * 60 + fields.second! - epochSeconds;
  };
}
