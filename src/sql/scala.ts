import { javaDouble } from "../types/display/java-number.js";
import { UserError } from "../util/errors.js";

type Ordered = number | bigint | string | boolean | Date;

/** A `case class`: prints, compares and copies as Scala's do. */
export class CaseClass {
  /** The same, but for these. */
  copy(changes: Partial<this>): this {
    return Object.assign(Object.create(Object.getPrototypeOf(this)), this, changes);
  }

  equals(other: unknown): boolean {
    return (
      other instanceof CaseClass && other.constructor === this.constructor && String(this) === String(other)
    );
  }

  toString(): string {
    return `${this.constructor.name}(${Object.values(this).map(textOf).join(",")})`;
  }
}

/** A value as Scala's `println` writes it. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `List(${value.map(textOf).join(", ")})`;
  if (value instanceof Set) return `Set(${[...value].map(textOf).join(", ")})`;
  if (value instanceof Map)
    return `Map(${[...value].map(([key, each]) => `${textOf(key)} -> ${textOf(each)}`).join(", ")})`;
  return String(value);
}

/** Of two values that have an order, which comes first: for `sort`. */
const compare = (a: Ordered, b: Ordered): number => (a < b ? -1 : a > b ? 1 : 0);

function parsed(text: string, pattern: RegExp): string {
  if (!pattern.test(text.trim())) throw new UserError(`NumberFormatException: For input string: "${text}"`);
  return text.trim();
}

/** What Scala's collections and texts can do and JavaScript's cannot in a word; translated lines use it. */
export const scala = Object.freeze({
  /** The whole numbers from `start` up to but not including `end`. */
  range: (
    start: number | bigint,
    end: number | bigint,
    step: number | bigint = 1,
  ): (number & { __int?: true })[] =>
    Array.from(
      { length: Math.max(0, Math.ceil((Number(end) - Number(start)) / Number(step))) },
      (_, i) => Number(start) + i * Number(step),
    ),
  sum: <T extends number | bigint>(values: readonly T[]): T =>
    values.reduce<number | bigint>(
      (a, b) => (typeof a === "bigint" ? a + BigInt(b) : a + Number(b)),
      typeof values[0] === "bigint" ? 0n : 0,
    ) as T,
  product: (values: readonly number[]): number => values.reduce((a, b) => a * b, 1),
  min: <T extends Ordered>(values: readonly T[]): T => values.toSorted(compare)[0]!,
  max: <T extends Ordered>(values: readonly T[]): T => values.toSorted(compare).at(-1)!,
  minBy: <T>(values: readonly T[], by: (value: T) => Ordered): T =>
    values.toSorted((a, b) => compare(by(a), by(b)))[0]!,
  maxBy: <T>(values: readonly T[], by: (value: T) => Ordered): T =>
    values.toSorted((a, b) => compare(by(b), by(a)))[0]!,
  sorted: <T extends Ordered>(values: readonly T[]): T[] => values.toSorted(compare),
  sortBy: <T>(values: readonly T[], by: (value: T) => Ordered): T[] =>
    values.toSorted((a, b) => compare(by(a), by(b))),
  groupBy: <T, K>(values: readonly T[], by: (value: T) => K): Map<K, T[]> => {
    const groups = new Map<K, T[]>();
    for (const value of values) {
      const key = by(value);
      const group = groups.get(key);
      if (group) group.push(value);
      else groups.set(key, [value]);
    }
    return groups;
  },
  partition: <T>(values: readonly T[], test: (value: T) => boolean): [T[], T[]] => [
    values.filter(test),
    values.filter(value => !test(value)),
  ],
  zip: <T, U>(values: readonly T[], others: readonly U[]): [T, U][] =>
    values.slice(0, others.length).map((value, i) => [value, others[i]!]),
  zipWithIndex: <T>(values: readonly T[]): [T, number & { __int?: true }][] =>
    values.map((value, i) => [value, i]),
  grouped: <T>(values: readonly T[], size: number): T[][] =>
    Array.from({ length: Math.ceil(values.length / size) }, (_, i) => values.slice(i * size, (i + 1) * size)),
  takeWhile: <T>(values: readonly T[], test: (value: T) => boolean): T[] => {
    const end = values.findIndex(value => !test(value));
    return end < 0 ? [...values] : values.slice(0, end);
  },
  dropWhile: <T>(values: readonly T[], test: (value: T) => boolean): T[] => {
    const end = values.findIndex(value => !test(value));
    return end < 0 ? [] : values.slice(end);
  },
  mapValues: <K, V, U>(map: ReadonlyMap<K, V>, change: (value: V) => U): Map<K, U> =>
    new Map([...map].map(([key, value]) => [key, change(value)])),
  toInt: (text: string): number & { __int?: true } => Number.parseInt(parsed(text, /^[+-]?\d+$/), 10),
  toLong: (text: string): bigint => BigInt(parsed(text, /^[+-]?\d+$/)),
  toDouble: (text: string): number => Number(parsed(text, /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i)),
  capitalize: (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1),
  stripMargin: (text: string): string => text.replace(/^\s*\|/gm, ""),
  /** `%d %s %5.2f %,d %x %%` of values, as Java writes them. */
  format: (pattern: string, ...values: readonly unknown[]): string => {
    let next = 0;
    return pattern.replace(
      /%([-#+ 0,(]*)(\d*)(?:\.(\d+))?([a-zA-Z%])/g,
      (_, flags: string, width: string, digits: string | undefined, kind: string) => {
        if (kind === "%") return "%";
        if (kind === "n") return "\n";
        const text = formatted(kind, values[next++], flags, digits);
        if (flags.includes("-")) return text.padEnd(Number(width));
        const fill = flags.includes("0") && !"sSbBcC".includes(kind) ? "0" : " ";
        const sign = fill === "0" ? (/^[+-]/.exec(text)?.[0] ?? "") : "";
        return sign + text.slice(sign.length).padStart(Number(width) - sign.length, fill);
      },
    );
  },
  text: textOf,
  /** The parts of an object of a class, in the order of its constructor's parameters; undefined for anything else. */
  unapply: <C extends new (...args: never[]) => unknown>(
    type: C,
    value: unknown,
  ): ConstructorParameters<C> | undefined =>
    value instanceof type
      ? (Object.values(value as object) as unknown as ConstructorParameters<C>)
      : undefined,
  /** Whether an error is one of Java's or Spark's of this name. */
  isError: (value: unknown, name: string): boolean =>
    value instanceof Error &&
    (value.name === name || ["Exception", "RuntimeException"].includes(name) || String(value).includes(name)),
  /** One of Java's exceptions. */
  exception: (name: string, message = ""): Error => Object.assign(new Error(message), { name }),
  matchError: (value: unknown): Error => new UserError(`scala.MatchError: ${textOf(value)}`),
});

function formatted(kind: string, value: unknown, flags: string, digits: string | undefined): string {
  const grouped = (text: string) => (flags.includes(",") ? text.replace(/\B(?=(\d{3})+(?!\d))/g, ",") : text);
  const signed = (text: string) => (flags.includes("+") && !text.startsWith("-") ? `+${text}` : text);
  switch (kind) {
    case "d":
      return signed(flags.includes(",") ? BigInt(value as bigint).toLocaleString("en-US") : String(value));
    case "f": {
      const [whole, fraction] = Number(value)
        .toFixed(Number(digits ?? 6))
        .split(".") as [string, string?];
      return signed(grouped(whole) + (fraction === undefined ? "" : `.${fraction}`));
    }
    case "e":
      return Number(value)
        .toExponential(Number(digits ?? 6))
        .replace(/e([+-])(\d)$/, "e$10$2");
    case "x":
    case "X":
    case "o": {
      const text = BigInt(value as bigint).toString(kind === "o" ? 8 : 16);
      return kind === "X" ? text.toUpperCase() : text;
    }
    case "s":
    case "S": {
      const text = (
        typeof value === "number" && !Number.isInteger(value) ? javaDouble(value) : textOf(value)
      ).slice(0, digits === undefined ? undefined : Number(digits));
      return kind === "S" ? text.toUpperCase() : text;
    }
    default:
      return String(value);
  }
}
