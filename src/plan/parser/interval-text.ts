/** Spark's calendar interval, before it becomes one of the two ANSI types. */
export interface IntervalParts {
  readonly months: number;
  readonly days: number;
  readonly micros: bigint;
}

const month = { months: 1, days: 0, micros: 0n };
const day = { months: 0, days: 1, micros: 0n };
const time = (micros: bigint): IntervalParts => ({ months: 0, days: 0, micros });

/** What one of each unit is. */
const units: Readonly<Record<string, IntervalParts>> = {
  year: { ...month, months: 12 },
  month,
  week: { ...day, days: 7 },
  day,
  hour: time(3_600_000_000n),
  minute: time(60_000_000n),
  second: time(1_000_000n),
  millisecond: time(1000n),
  microsecond: time(1n),
};

/** A unit in its singular and lower case; undefined when it is none. */
export function intervalUnit(word: string): string | undefined {
  const singular = word.toLowerCase().replace(/s$/, "");
  return Object.hasOwn(units, singular) ? singular : undefined;
}

/** The units that a text such as `1 day 2 hours` names. */
export const intervalUnits = (text: string): string[] => {
  const words = text.match(/[a-z]+/gi) ?? [];
  return words.flatMap(word => intervalUnit(word) ?? []);
};

/** `1 day -2 hours 3.5 seconds`, `interval 1 year`; undefined when it is no interval. */
export function parseIntervalText(text: string): IntervalParts | undefined {
  const body = text.trim().replace(/^interval\s+/i, "");
  const item = /\s*([+-])?\s*(\d*)(?:\.(\d{0,9}))?\s+([a-z]+)(?=\s|$)/iy;
  let [months, days, micros] = [0, 0, 0n];
  let offset = 0;
  while (offset < body.length) {
    item.lastIndex = offset;
    const match = item.exec(body);
    const unit = match && intervalUnit(match[4]!);
    if (!match || !unit || (match[2] === "" && !match[3])) return undefined;
    if (match[3] !== undefined && unit !== "second") return undefined;
    const sign = match[1] === "-" ? -1 : 1;
    const count = BigInt(match[2] || "0") * BigInt(sign);
    const one = units[unit]!;
    months += Number(count) * one.months;
    days += Number(count) * one.days;
    micros += count * one.micros + BigInt(sign) * BigInt((match[3] ?? "").padEnd(6, "0").slice(0, 6));
    offset = item.lastIndex;
  }
  const inRange =
    [months, days].every(value => Math.abs(value) <= 2 ** 31) && BigInt.asIntN(64, micros) === micros;
  return offset > 0 && inRange ? { months, days, micros } : undefined;
}
