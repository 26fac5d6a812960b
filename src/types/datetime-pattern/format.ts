import { civilFromDays, dayOfYear, floorDivide, isoDayOfWeek } from "../calendar.js";
import { toLocal, zoneOffsetSeconds } from "../time-zone.js";
import { dayNames, monthNames, quarterNames, short } from "./names.js";
import { compilePattern, type PatternItem } from "./pattern.js";
import { gmtOffset, isoOffset, zoneName } from "./zone-text.js";

const DAY_MICROS = 86_400_000_000n;

/** A local time in its parts, and the zone it is of. */
interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly days: number;
  readonly second: number;
  readonly nanos: string;
  readonly timeZone: string;
  readonly epochSeconds: number;
}

type Write = (moment: Moment, count: number) => string;

const padded = (value: number, count: number): string => String(value).padStart(count, "0");
const hourOf = ({ second }: Moment): number => Math.floor(second / 3600);
const quarterOf = ({ month }: Moment): number => Math.ceil(month / 3);
const offsetOf = ({ epochSeconds, timeZone }: Moment): number => zoneOffsetSeconds(epochSeconds, timeZone);

const monthText: Write = ({ month }, count) => {
  if (count < 3) return padded(month, count);
  return count === 3 ? short(monthNames[month - 1]!) : monthNames[month - 1]!;
};

const quarterText: Write = (moment, count) => {
  const quarter = quarterOf(moment);
  if (count < 3) return padded(quarter, count);
  return count === 3 ? `Q${quarter}` : quarterNames[quarter - 1]!;
};

const writers: Readonly<Record<string, Write>> = {
  G: ({ year }, count) => (count < 4 ? (year > 0 ? "AD" : "BC") : year > 0 ? "Anno Domini" : "Before Christ"),
  y: ({ year }, count) => yearText(year, count),
  M: monthText,
  L: monthText,
  d: ({ day }, count) => padded(day, count),
  D: ({ days }, count) => padded(dayOfYear(days), count),
  Q: quarterText,
  q: quarterText,
  E: ({ days }, count) =>
    count < 4 ? short(dayNames[isoDayOfWeek(days) - 1]!) : dayNames[isoDayOfWeek(days) - 1]!,
  F: ({ day }) => String(((day - 1) % 7) + 1),
  a: moment => (hourOf(moment) < 12 ? "AM" : "PM"),
  h: (moment, count) => padded(hourOf(moment) % 12 || 12, count),
  H: (moment, count) => padded(hourOf(moment), count),
  k: (moment, count) => padded(hourOf(moment) || 24, count),
  K: (moment, count) => padded(hourOf(moment) % 12, count),
  m: ({ second }, count) => padded(Math.floor(second / 60) % 60, count),
  s: ({ second }, count) => padded(second % 60, count),
  S: ({ nanos }, count) => nanos.slice(0, count),
  V: ({ timeZone }) => timeZone,
  z: ({ timeZone, epochSeconds }, count) => zoneName(timeZone, epochSeconds * 1000, count === 4),
  O: (moment, count) => gmtOffset(offsetOf(moment), count === 4),
  X: (moment, count) => isoOffset(offsetOf(moment), count, "Z"),
  x: (moment, count) => isoOffset(offsetOf(moment), count, ""),
  Z: (moment, count) => {
    if (count === 4) return gmtOffset(offsetOf(moment), true);
    return count === 5 ? isoOffset(offsetOf(moment), 5, "Z") : isoOffset(offsetOf(moment), 2, "");
  },
};

/** Two letters: the last two digits; else at least as many digits, with a sign where four letters have more. */
function yearText(year: number, count: number): string {
  if (count === 2) return padded(Math.abs(year) % 100, 2);
  const digits = padded(Math.abs(year), count);
  if (year < 0) return `-${digits}`;
  return count >= 4 && digits.length > count ? `+${digits}` : digits;
}

/**
 * A timestamp, microseconds since the epoch, as a pattern writes it.
 * @throws SparkError for a pattern that Spark refuses
 */
export function formatWithPattern(micros: bigint, pattern: string, timeZone: string): string {
  const items = compilePattern(pattern, false);
  const local = toLocal(micros, timeZone);
  const days = floorDivide(local, DAY_MICROS);
  const rest = local - days * DAY_MICROS;
  const hasEra = pattern.includes("G");
  const { year, month, day } = civilFromDays(Number(days));
  const moment: Moment = {
    // With an era, years are counted within it.
    year: hasEra && year < 1 ? 1 - year : year,
    month,
    day,
    days: Number(days),
    second: Number(rest / 1_000_000n),
    nanos: `${String(rest % 1_000_000n).padStart(6, "0")}000`,
    timeZone,
    epochSeconds: Number(floorDivide(micros, 1_000_000n)),
  };
  return write(items, moment, hasEra && year < 1 ? { ...moment, year } : moment);
}

function write(items: readonly PatternItem[], moment: Moment, era: Moment): string {
  return items
    .map(item => {
      if (item.kind === "text") return item.text;
      if (item.kind === "optional") return write(item.items, moment, era);
      return writers[item.letter]!(item.letter === "G" ? era : moment, item.count);
    })
    .join("");
}
