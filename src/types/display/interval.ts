import {
  type DayTimeIntervalType,
  dayTimeFields,
  type YearMonthIntervalType,
  yearMonthFields,
} from "../intervals.js";
import type { Value } from "../value.js";
import { formatFraction } from "./datetime.js";

const MICROS_PER_SECOND = 1_000_000n;
const secondsPerField = [86_400n, 3600n, 60n, 1n];
const separators = [" ", ":", ":"];

/** Such as `INTERVAL '1 02:03:04.5' DAY TO SECOND`, `INTERVAL '1-2' YEAR TO MONTH`: both a literal and what casts to text give. */
export function formatInterval(value: Value, type: DayTimeIntervalType | YearMonthIntervalType): string {
  const fields: readonly string[] = type.kind === "daytime" ? dayTimeFields : yearMonthFields;
  const text =
    type.kind === "daytime" ? dayTimeText(value as bigint, type) : yearMonthText(value as number, type);
  const range = type.start === type.end ? fields[type.start] : `${fields[type.start]} TO ${fields[type.end]}`;
  return `INTERVAL '${text}' ${range}`;
}

/** The first field as it is (days alone without a leading zero), the others with two digits, seconds with their fraction. */
function dayTimeText(micros: bigint, { start, end }: DayTimeIntervalType): string {
  const absolute = micros < 0n ? -micros : micros;
  let rest = absolute / MICROS_PER_SECOND;
  let text = micros < 0n ? "-" : "";
  for (let field = start; field <= end; field++) {
    const amount = String(rest / secondsPerField[field]!);
    rest %= secondsPerField[field]!;
    text += (field > start ? separators[field - 1] : "") + (field > 0 ? amount.padStart(2, "0") : amount);
  }
  return text + (end === 3 ? formatFraction(absolute % MICROS_PER_SECOND, 6) : "");
}

function yearMonthText(months: number, { start, end }: YearMonthIntervalType): string {
  const absolute = Math.abs(months);
  const [years, rest] = [Math.floor(absolute / 12), absolute % 12];
  const sign = months < 0 ? "-" : "";
  return sign + (start === 1 ? absolute : end === 0 ? years : `${years}-${rest}`);
}

/** A calendar interval's fields that are not 0: `1 years 2 months -3 days 4 hours 0.5 seconds`; `0 seconds` when all are. */
export function formatCalendarInterval([months, days, micros]: readonly [number, number, bigint]): string {
  const seconds = micros % (60n * MICROS_PER_SECOND);
  const parts: [number | bigint, string][] = [
    [Math.trunc(months / 12), "years"],
    [months % 12, "months"],
    [days, "days"],
    [micros / (3600n * MICROS_PER_SECOND), "hours"],
    [(micros / (60n * MICROS_PER_SECOND)) % 60n, "minutes"],
  ];
  const shown = parts.filter(([amount]) => Number(amount) !== 0).map(([amount, unit]) => `${amount} ${unit}`);
  if (seconds !== 0n) {
    const absolute = seconds < 0n ? -seconds : seconds;
    const whole = `${absolute / MICROS_PER_SECOND}${formatFraction(absolute % MICROS_PER_SECOND, 6)}`;
    shown.push(`${seconds < 0n ? "-" : ""}${whole} seconds`);
  }
  return shown.join(" ") || "0 seconds";
}
