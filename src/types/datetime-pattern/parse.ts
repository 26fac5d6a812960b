import { daysFromCivil, isCivilDate, isLeapYear } from "../calendar.js";
import { parseOffset, toInstant } from "../time-zone.js";
import { monthNames, short } from "./names.js";
import { compilePattern, type PatternItem } from "./pattern.js";
import { zoneAhead } from "./zone-text.js";

/** What a text says, by pattern letter (`H` for all hours of 24, `h` for hours of 12), as far as it was read. */
interface Fields {
  readonly [letter: string]: number | string | undefined;
}

interface Progress {
  readonly at: number;
  readonly fields: Fields;
}

/** Where reading stopped. */
class Stopped {
  constructor(readonly at: number) {}
}

/** Why a text does not fit its pattern, in the words of Java's DateTimeParseException. */
export class PatternMismatch {
  constructor(readonly why: string) {}
}

/**
 * A local time read by a pattern: microseconds since the epoch, and the zone that the text names. Parts that the
 * pattern leaves out are those of 1970-01-01T00:00.
 * @throws SparkError for a pattern that Spark refuses
 */
export function parseWithPattern(
  text: string,
  pattern: string,
): { readonly local: bigint; readonly timeZone?: string } | PatternMismatch {
  const end = readAll(compilePattern(pattern, true), 0, text, { at: 0, fields: {} });
  const quoted = `Text '${text}' could not be parsed`;
  if (end instanceof Stopped) return new PatternMismatch(`${quoted} at index ${end.at}`);
  if (end.at < text.length) return new PatternMismatch(`${quoted}, unparsed text found at index ${end.at}`);
  const day = dayOf(end.fields);
  if (typeof day === "string") return new PatternMismatch(`${quoted}: ${day}`);
  const time = timeOf(end.fields);
  if (typeof time === "string") return new PatternMismatch(`${quoted}: ${time}`);
  const { zone } = end.fields;
  return {
    local: BigInt(day) * 86_400_000_000n + time,
    ...(zone === undefined ? {} : { timeZone: String(zone) }),
  };
}

/** As {@link parseWithPattern}, as the instant in a session's zone. */
export function parseInstantWithPattern(
  text: string,
  pattern: string,
  timeZone: string,
): bigint | PatternMismatch {
  const parsed = parseWithPattern(text, pattern);
  return parsed instanceof PatternMismatch ? parsed : toInstant(parsed.local, parsed.timeZone ?? timeZone);
}

function readAll(
  items: readonly PatternItem[],
  from: number,
  text: string,
  start: Progress,
): Progress | Stopped {
  let progress = start;
  for (let i = from; i < items.length; i++) {
    const item = items[i]!;
    if (item.kind === "optional") {
      const inner = readAll(item.items, 0, text, progress);
      if (!(inner instanceof Stopped)) progress = inner;
      continue;
    }
    if (item.kind === "text") {
      const { at, fields } = progress;
      if (text.slice(at, at + item.text.length).toLowerCase() !== item.text.toLowerCase())
        return new Stopped(at);
      progress = { at: at + item.text.length, fields };
      continue;
    }
    const next = readField(item.letter, item.count, text, progress, reserved(items, i));
    if (next instanceof Stopped) return next;
    progress = next;
  }
  return progress;
}

/** Digits that numbers of a fixed width right behind a number need for themselves. */
function reserved(items: readonly PatternItem[], i: number): number {
  let digits = 0;
  for (const item of items.slice(i + 1)) {
    if (item.kind !== "field" || !isNumeric(item.letter, item.count) || item.count < 2 || item.letter === "S")
      break;
    digits += item.count;
  }
  return digits;
}

function isNumeric(letter: string, count: number): boolean {
  return "ydDhHkKmsS".includes(letter) || ("ML".includes(letter) && count < 3);
}

function readField(
  letter: string,
  count: number,
  text: string,
  { at, fields }: Progress,
  reserve: number,
): Progress | Stopped {
  const rest = text.slice(at);
  const matched = (length: number, key: string, value: number | string): Progress | Stopped =>
    fields[key] !== undefined && fields[key] !== value
      ? new Stopped(at)
      : { at: at + length, fields: { ...fields, [key]: value } };
  if (letter === "S") {
    const digits = new RegExp(`^\\d{1,${count}}`).exec(rest)?.[0];
    return digits === undefined
      ? new Stopped(at)
      : matched(digits.length, "S", Number(digits.padEnd(9, "0")));
  }
  if (isNumeric(letter, count)) {
    const form =
      letter === "y"
        ? yearForm(count)
        : count === 1
          ? /^[+-]?\d{1,19}/
          : letter === "D"
            ? new RegExp(`^\\d{${count},3}`)
            : new RegExp(`^\\d{${count}}`);
    let digits = form.exec(rest)?.[0];
    if (digits === undefined) return new Stopped(at);
    const most = /^[+-]?\d+/.exec(rest)![0].length - reserve;
    // A year of more digits than its letters needs a sign before it.
    if (letter === "y" && count >= 4 && /^\d/.test(digits) && most > count) return new Stopped(at);
    if (reserve > 0 && digits.length > most) digits = digits.slice(0, Math.max(most, count));
    const value = Number(digits);
    return matched(
      digits.length,
      letter === "L" ? "M" : letter,
      letter === "y" && count === 2 ? 2000 + value : value,
    );
  }
  switch (letter) {
    case "M":
    case "L": {
      const month = monthNames.findIndex(name => startsWith(rest, count === 3 ? short(name) : name));
      if (month < 0) return new Stopped(at);
      return matched(count === 3 ? 3 : monthNames[month]!.length, "M", month + 1);
    }
    case "a":
      return /^[ap]m/i.test(rest) ? matched(2, "a", rest[0]!.toLowerCase() === "p" ? 1 : 0) : new Stopped(at);
    case "G": {
      const era = /^(?:AD|BC|Anno Domini|Before Christ)/i.exec(rest)?.[0];
      return era === undefined ? new Stopped(at) : matched(era.length, "G", /^a/i.test(era) ? 1 : 0);
    }
    case "V":
    case "z": {
      const zone = zoneAhead(rest);
      return zone === undefined ? new Stopped(at) : matched(zone.length, "zone", zone);
    }
    default:
      return readOffset(letter, count, rest, matched) ?? new Stopped(at);
  }
}

function yearForm(count: number): RegExp {
  if (count === 2) return /^\d{2}/;
  if (count === 1 || count === 3) return new RegExp(`^-?\\d{${count},19}`);
  return new RegExp(`^(?:-\\d{${count},10}|\\+\\d{${count + 1},10}|\\d{${count}})`);
}

function startsWith(text: string, start: string): boolean {
  return text.slice(0, start.length).toLowerCase() === start.toLowerCase();
}

function readOffset(
  letter: string,
  count: number,
  rest: string,
  matched: (length: number, key: string, value: string) => Progress | Stopped,
): Progress | Stopped | undefined {
  const gmt = letter === "O" || (letter === "Z" && count === 4);
  const form = gmt
    ? /^GMT(?:[+-]\d{1,2}(?::\d{2})?(?::\d{2})?)?/i
    : count === 3 || count === 5
      ? letter === "Z" && count === 3
        ? /^[+-]\d{4}/
        : /^(?:Z|[+-]\d{2}:\d{2}(?::\d{2})?)/
      : count === 1 && letter !== "Z"
        ? /^(?:Z|[+-]\d{2}(?:\d{2})?)/
        : /^(?:Z|[+-]\d{4}(?:\d{2})?)/;
  const found = form.exec(rest)?.[0];
  if (found === undefined || (found === "Z" && letter === "x")) return undefined;
  const offset = found.replace(/^GMT/i, "");
  if (offset === "" || offset === "Z") return matched(found.length, "zone", "UTC");
  return parseOffset(offset) === undefined ? undefined : matched(found.length, "zone", offset);
}

/** Days since the epoch, or why there is no such day. */
function dayOf({ y, M, d, D, G }: Fields): number | string {
  let year = Number(y ?? 1970);
  if (G === 0) year = 1 - year;
  if (D !== undefined) {
    const dayOfYear = Number(D);
    if (dayOfYear < 1 || dayOfYear > 366) return outOfRange("DayOfYear", "1 - 365/366", dayOfYear);
    if (dayOfYear === 366 && !isLeapYear(year))
      return `Invalid date 'DayOfYear 366' as '${year}' is not a leap year`;
    return daysFromCivil(year, 1, 1) + dayOfYear - 1;
  }
  return civilDay(year, Number(M ?? 1), Number(d ?? 1));
}

/** Days since the epoch, or why there is no such day, in java.time's words. */
export function civilDay(year: number, month: number, day: number): number | string {
  if (month < 1 || month > 12) return outOfRange("MonthOfYear", "1 - 12", month);
  if (day < 1 || day > 31) return outOfRange("DayOfMonth", "1 - 28/31", day);
  if (isCivilDate(year, month, day)) return daysFromCivil(year, month, day);
  return month === 2 && day === 29
    ? `Invalid date 'February 29' as '${year}' is not a leap year`
    : `Invalid date '${monthNames[month - 1]!.toUpperCase()} ${day}'`;
}

export function outOfRange(field: string, range: string, value: number): string {
  return `Invalid value for ${field} (valid values ${range}): ${value}`;
}

/** Microseconds of the day, or what is out of range. */
function timeOf({ H, k, h, K, a, m, s, S }: Fields): bigint | string {
  const half = K ?? (h === undefined ? undefined : Number(h) % 12);
  if (h !== undefined && (Number(h) < 1 || Number(h) > 12))
    return outOfRange("ClockHourOfAmPm", "1 - 12", Number(h));
  const hour = Number(
    H ?? (k === undefined ? undefined : Number(k) % 24) ?? Number(half ?? 0) + 12 * Number(a ?? 0),
  );
  const [minute, second] = [Number(m ?? 0), Number(s ?? 0)];
  if (hour > 23) return outOfRange("HourOfDay", "0 - 23", hour);
  if (minute > 59) return outOfRange("MinuteOfHour", "0 - 59", minute);
  if (second > 59) return outOfRange("SecondOfMinute", "0 - 59", second);
  return BigInt(hour * 3600 + minute * 60 + second) * 1_000_000n + BigInt(Math.floor(Number(S ?? 0) / 1000));
}
