/** The fields of a day-time interval, from the widest. */
export const dayTimeFields = ["DAY", "HOUR", "MINUTE", "SECOND"] as const;
export const yearMonthFields = ["YEAR", "MONTH"] as const;

/** `INTERVAL DAY TO SECOND` and its narrower forms; `start` and `end` are positions in {@link dayTimeFields}. */
export interface DayTimeIntervalType {
  readonly kind: "daytime";
  readonly start: number;
  readonly end: number;
}

/** `INTERVAL YEAR TO MONTH` and its narrower forms; `start` and `end` are positions in {@link yearMonthFields}. */
export interface YearMonthIntervalType {
  readonly kind: "yearmonth";
  readonly start: number;
  readonly end: number;
}

export function DayTimeIntervalType(start = 0, end = 3): DayTimeIntervalType {
  return Object.freeze({ kind: "daytime", start, end });
}

export function YearMonthIntervalType(start = 0, end = 1): YearMonthIntervalType {
  return Object.freeze({ kind: "yearmonth", start, end });
}

/** Such as `interval day to second`, `interval year`. */
export function intervalName(type: DayTimeIntervalType | YearMonthIntervalType): string {
  const fields: readonly string[] = type.kind === "daytime" ? dayTimeFields : yearMonthFields;
  const [start, end] = [fields[type.start]!.toLowerCase(), fields[type.end]!.toLowerCase()];
  return start === end ? `interval ${start}` : `interval ${start} to ${end}`;
}
