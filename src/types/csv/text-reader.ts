import type { DataType } from "../data-type.js";
import { parseInstantWithPattern } from "../datetime-pattern/parse.js";
import { fitsPrecision, parseDecimal, rescale } from "../decimal-value.js";
import { parseDate, parseTimestamp, parseTimestampNtz } from "../parse-timestamp.js";
import type { Value } from "../value.js";

export interface TextReadOptions {
  /** Of timestamps without a zone. */
  readonly timeZone: string;
  /** Java's patterns, where they are not written as Spark's casts read them. */
  readonly timestampFormat?: string | undefined;
  readonly timestampNtzFormat?: string | undefined;
  readonly dateFormat?: string | undefined;
  readonly nanValue?: string | undefined;
  readonly positiveInf?: string | undefined;
  readonly negativeInf?: string | undefined;
}

/** A reader of a type's values written as plain text, as in a CSV file; undefined where the text is none. */
export function textReader(type: DataType, options: TextReadOptions): (text: string) => Value | undefined {
  switch (type.kind) {
    case "string":
      return text => text;
    case "boolean":
      return text => (/^(true|false)$/i.test(text) ? text.toLowerCase() === "true" : undefined);
    case "byte":
      return whole(8, Number);
    case "short":
      return whole(16, Number);
    case "integer":
      return whole(32, Number);
    case "long":
      return whole(64, value => value);
    case "float":
      return fraction(options, Math.fround);
    case "double":
      return fraction(options, value => value);
    case "decimal":
      return text => {
        const decimal = parseDecimal(text.replaceAll(",", ""));
        const value = decimal && rescale(decimal.unscaled, decimal.scale, type.scale);
        return value !== undefined && fitsPrecision(value, type.precision) ? value : undefined;
      };
    case "date":
      return text => {
        if (!options.dateFormat) return parseDate(text);
        const micros = byPattern(text, options.dateFormat, "UTC");
        return micros === undefined ? undefined : Math.floor(Number(micros / 1000n) / 86_400_000);
      };
    case "timestamp":
      return text =>
        options.timestampFormat
          ? byPattern(text, options.timestampFormat, options.timeZone)
          : parseTimestamp(text, options.timeZone);
    case "timestamp_ntz":
      return text =>
        options.timestampNtzFormat
          ? byPattern(text, options.timestampNtzFormat, "UTC")
          : parseTimestampNtz(text);
    case "binary":
      return text => Buffer.from(text);
    default:
      return () => undefined;
  }
}

function whole(bits: number, narrow: (value: bigint) => Value): (text: string) => Value | undefined {
  return text => {
    if (!/^[-+]?\d+$/.test(text)) return undefined;
    const value = BigInt(text.replace("+", ""));
    return value === BigInt.asIntN(bits, value) ? narrow(value) : undefined;
  };
}

function fraction(
  options: TextReadOptions,
  round: (value: number) => number,
): (text: string) => Value | undefined {
  const { nanValue = "NaN", positiveInf = "Inf", negativeInf = "-Inf" } = options;
  const named = new Map([
    [nanValue, Number.NaN],
    [positiveInf, Infinity],
    [negativeInf, -Infinity],
    ["NaN", Number.NaN],
    ["Infinity", Infinity],
    ["+Infinity", Infinity],
    ["-Infinity", -Infinity],
  ]);
  return text => {
    const word = named.get(text);
    if (word !== undefined) return word;
    // Java takes a type's letter after a number.
    const match = /^([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)[dDfF]?$/.exec(text.trim());
    return match ? round(Number(match[1])) : undefined;
  };
}

function byPattern(text: string, pattern: string, timeZone: string): bigint | undefined {
  const parsed = parseInstantWithPattern(text, pattern, timeZone);
  return typeof parsed === "bigint" ? parsed : undefined;
}
