import { divideHalfUp, powerOfTen } from "../../../types/decimal-value.js";
import type { DayTimeIntervalType, YearMonthIntervalType } from "../../../types/index.js";
import { parseCalendarInterval, parseInterval } from "../../../types/parse-interval.js";
import { SparkError } from "../../../util/errors.js";
import { type CastMaker, castOverflow } from "./cast-mode.js";
import { microsPerField } from "./interval-fields.js";
import { shownValue } from "./shown-value.js";

/** Casts to day-time intervals: a number counts the last field. */
export const toDayTime: CastMaker = (from, to, mode) => {
  const type = to as DayTimeIntervalType;
  const unit = microsPerField[type.end]!;
  if (from.kind === "string") return text => parsed(text, type, mode);
  if (from.kind === "daytime") return (micros: bigint) => micros - (type.end === 3 ? 0n : micros % unit);
  const scale = from.kind === "decimal" ? from.scale : 0;
  return (value: number | bigint) => {
    const micros = divideHalfUp(BigInt(value) * unit, powerOfTen(scale));
    if (BigInt.asIntN(64, micros) === micros) return micros;
    return mode.refuse(() => castOverflow(shownValue(value, from, mode.timeZone), from, to));
  };
};

/** Casts to year-month intervals: a number counts the last field. */
export const toYearMonth: CastMaker = (from, to, mode) => {
  const type = to as YearMonthIntervalType;
  const unit = type.end === 0 ? 12n : 1n;
  if (from.kind === "string") return text => parsed(text, type, mode);
  if (from.kind === "yearmonth")
    return (months: number) => (type.end === 0 ? months - (months % 12) : months);
  const scale = from.kind === "decimal" ? from.scale : 0;
  return (value: number | bigint) => {
    const months = divideHalfUp(BigInt(value) * unit, powerOfTen(scale));
    if (BigInt.asIntN(32, months) === months) return Number(months);
    return mode.refuse(() => castOverflow(shownValue(value, from, mode.timeZone), from, to));
  };
};

/** Casts to calendar intervals: text that is none is NULL, with ANSI too. */
export const toCalendarInterval: CastMaker = () => (text: string) => parseCalendarInterval(text) ?? null;

function parsed(
  text: string,
  type: DayTimeIntervalType | YearMonthIntervalType,
  mode: Parameters<CastMaker>[2],
): number | bigint | null {
  try {
    return parseInterval(text, type);
  } catch (error) {
    if (error instanceof SparkError) return mode.refuse(() => error);
    throw error;
  }
}
