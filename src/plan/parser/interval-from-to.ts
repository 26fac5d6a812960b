import {
  type DayTimeIntervalType as DayTime,
  DayTimeIntervalType,
  dayTimeFields,
  type YearMonthIntervalType as YearMonth,
  YearMonthIntervalType,
  yearMonthFields,
} from "../../types/index.js";

/** From which field to which an interval's text goes. */
export interface FromTo {
  readonly type: DayTime | YearMonth;
  readonly names: readonly string[];
}

type Parsed =
  | { readonly value: number | bigint }
  | { readonly value?: undefined; readonly reason: string | undefined; readonly text: string };

/** The type of `DAY TO SECOND` and its like; undefined where Spark has no such type. */
export function fieldsOf(from: string, to: string): FromTo | undefined {
  if (from === "YEAR" && to === "MONTH") return { type: YearMonthIntervalType(), names: yearMonthFields };
  const fields: readonly string[] = dayTimeFields;
  const [start, end] = [fields.indexOf(from), fields.indexOf(to)];
  if (start < 0 || end <= start) return undefined;
  return { type: DayTimeIntervalType(start, end), names: fields.slice(start, end + 1) };
}

const layouts: Readonly<Record<string, string>> = { DAY: "d", HOUR: "h", MINUTE: "m", SECOND: "s.n" };
const patterns: Readonly<Record<string, string>> = {
  DAY: "(\\d+)",
  HOUR: "(\\d{1,2})",
  MINUTE: "(\\d{1,2})",
  SECOND: "(\\d{1,2}(?:\\.\\d{1,9})?)",
};
const micros: Readonly<Record<string, bigint>> = {
  DAY: 86_400_000_000n,
  HOUR: 3_600_000_000n,
  MINUTE: 60_000_000n,
};
const limits: Readonly<Record<string, number>> = { HOUR: 23, MINUTE: 59, SECOND: 59 };

/** The months of `1-2`, the microseconds of `1 10:20:30.5`, by the fields that the text shall have. */
export function parseFromTo(text: string, { type, names }: FromTo): Parsed {
  return type.kind === "yearmonth" ? yearMonth(text) : dayTime(text, names);
}

function yearMonth(text: string): Parsed {
  const match = /^([+-]?)([+-]?)(\d+)-(\d+)$/.exec(text);
  if (!match)
    return unmatched(
      "year-month",
      "`[+|-]y-m`, `INTERVAL [+|-]'[+|-]y-m' YEAR TO MONTH`",
      "year to month",
      text,
    );
  const months = Number(match[4]);
  if (months > 11) return { reason: "INTERVAL_PARSING", text: "Error parsing interval year-month string." };
  const sign = (match[1] === "-") !== (match[2] === "-") ? -1 : 1;
  const total = sign * (Number(match[3]) * 12 + months);
  return Math.abs(total) < 2 ** 31 ? { value: total } : outside("year", "0", "178956970", match[3]!);
}

function dayTime(text: string, names: readonly string[]): Parsed {
  const [head, ...tail] = names;
  const separators = names.map((_, i) => (i === 0 ? "" : names[i - 1] === "DAY" ? " " : ":"));
  const body = names.map((name, i) => separators[i]! + (i === 0 ? first(name) : patterns[name]!)).join("");
  const match = new RegExp(`^([+-]?)${body}$`).exec(text.replace(/\s+/g, " "));
  if (!match) {
    const layout = names.map((name, i) => separators[i]! + layouts[name]!).join("");
    const range = `${head} TO ${tail.at(-1)}`;
    const forms = `\`[+|-]${layout}\`, \`INTERVAL [+|-]'[+|-]${layout}' ${range}\``;
    return unmatched("day-time", forms, range.toLowerCase(), text);
  }
  let total = 0n;
  for (const [i, name] of names.entries()) {
    const found = match[i + 2]!;
    const limit = i === 0 ? Number.POSITIVE_INFINITY : limits[name]!;
    if (Math.floor(Number(found)) > limit) return outside(name.toLowerCase(), "0", String(limit), found);
    const [whole, fraction = ""] = found.split(".");
    total +=
      name === "SECOND"
        ? BigInt(whole! + fraction.padEnd(6, "0").slice(0, 6))
        : BigInt(whole!) * micros[name]!;
  }
  return { value: match[1] === "-" ? -total : total };
}

/** The first field may be of any length. */
const first = (name: string): string => (name === "SECOND" ? "(\\d+(?:\\.\\d{1,9})?)" : "(\\d+)");

const unmatched = (family: string, forms: string, range: string, text: string): Parsed => ({
  reason: "UNMATCHED_FORMAT_STRING",
  text: `Interval string does not match ${family} format of ${forms} when cast to interval ${range}: ${text}.`,
});

const outside = (unit: string, least: string, most: string, found: string): Parsed => ({
  reason: undefined,
  text: `${unit} ${found} outside range [${least}, ${most}].`,
});
