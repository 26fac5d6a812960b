import { SparkError } from "../../util/errors.js";

/** A part of a DateTimeFormatter pattern (https://spark.apache.org/docs/latest/sql-ref-datetime-pattern.html). */
export type PatternItem =
  | { readonly kind: "field"; readonly letter: string; readonly count: number }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "optional"; readonly items: readonly PatternItem[] };

/** How many times a letter may stand in a row. */
const lengths: Readonly<Record<string, readonly [least: number, most: number]>> = {
  G: [1, 4],
  y: [1, 6],
  M: [1, 4],
  L: [1, 4],
  d: [1, 2],
  D: [1, 3],
  Q: [1, 4],
  q: [1, 4],
  E: [1, 4],
  F: [1, 1],
  a: [1, 1],
  h: [1, 2],
  H: [1, 2],
  k: [1, 2],
  K: [1, 2],
  m: [1, 2],
  s: [1, 2],
  S: [1, 9],
  V: [2, 2],
  z: [1, 4],
  O: [1, 4],
  X: [1, 5],
  x: [1, 5],
  Z: [1, 5],
};
const weekBased = "YWwuec";
const illegal = "ABnNp";
/** Letters of the formatter before Spark 3: a pattern of these alone is one that changed its meaning. */
const legacy = "GyYMLdhHmsSEDFwWakKzZXu";
/** What is formatted but not read. */
const notParsed = "EFqQ";
const narrowTexts = "GMLEQq";

const compiled = new Map<string, readonly PatternItem[]>();

/**
 * The parts of a pattern, checked as Spark checks it.
 * @throws SparkError INVALID_DATETIME_PATTERN, INCONSISTENT_BEHAVIOR_CROSS_VERSION
 */
export function compilePattern(pattern: string, parsing: boolean): readonly PatternItem[] {
  const key = `${parsing ? "<" : ">"}${pattern}`;
  let items = compiled.get(key);
  if (!items) {
    items = new PatternReader(pattern, parsing).read();
    compiled.set(key, items);
  }
  return items;
}

class PatternReader {
  private at = 0;

  constructor(
    private readonly pattern: string,
    private readonly parsing: boolean,
  ) {}

  read(): readonly PatternItem[] {
    const items = this.items(false);
    if (this.at < this.pattern.length) throw this.unrecognized();
    return items;
  }

  private items(optional: boolean): PatternItem[] {
    const items: PatternItem[] = [];
    while (this.at < this.pattern.length) {
      const char = this.pattern[this.at]!;
      if (char === "]") {
        if (!optional) throw this.unrecognized();
        return items;
      }
      this.at++;
      if (char === "[") {
        items.push({ kind: "optional", items: this.items(true) });
        this.at++;
      } else if (char === "'") items.push({ kind: "text", text: this.quoted() });
      else if (/[A-Za-z]/.test(char)) items.push(this.field(char));
      else if (/[{}#]/.test(char)) throw this.unrecognized();
      else items.push({ kind: "text", text: char });
    }
    return items;
  }

  /** The text up to the closing quote; two quotes are one, within quotes and without. */
  private quoted(): string {
    const rest = /^((?:[^']|'')*)'/.exec(this.pattern.slice(this.at));
    if (!rest) throw this.invalid();
    this.at += rest[0].length;
    return rest[1] === "" ? "'" : rest[1]!.replaceAll("''", "'");
  }

  private field(letter: string): PatternItem {
    const start = this.at - 1;
    while (this.pattern[this.at] === letter) this.at++;
    const count = this.at - start;
    if (weekBased.includes(letter)) throw this.changed(() => this.weekBased(letter));
    if (illegal.includes(letter))
      throw this.changed(() =>
        this.error(
          "INVALID_DATETIME_PATTERN.ILLEGAL_CHARACTER",
          `Unrecognized datetime pattern: ${this.pattern}. Illegal pattern character found in datetime pattern: ${letter}. Please provide legal character.`,
        ),
      );
    if (this.parsing && notParsed.includes(letter)) throw this.changed(() => this.invalid());
    const allowed = lengths[letter];
    if (!allowed) throw this.changed(() => this.invalid());
    if (narrowTexts.includes(letter) && count === 5)
      throw this.changed(() =>
        this.error(
          "INVALID_DATETIME_PATTERN.LENGTH",
          `Unrecognized datetime pattern: ${this.pattern}. Too many letters in datetime pattern: ${letter.repeat(5)}. Please reduce pattern length.`,
        ),
      );
    if (count < allowed[0] || count > allowed[1] || (letter === "O" && count !== 1 && count !== 4))
      throw this.changed(() => this.invalid());
    return { kind: "field", letter, count };
  }

  /** The error for a pattern that Spark 2 took, else another. */
  private changed(otherwise: () => SparkError): SparkError {
    const letters = this.pattern.replace(/'[^']*'/g, "").match(/[A-Za-z]/g) ?? [];
    return letters.every(letter => legacy.includes(letter)) && !/X{4}/.test(this.pattern)
      ? this.unrecognized()
      : otherwise();
  }

  private unrecognized(): SparkError {
    return new SparkError(
      "INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_PATTERN_RECOGNITION",
      `You may get a different result due to the upgrading to Spark >= 3.0:\nFail to recognize ${this.shown} pattern in the DateTimeFormatter.\n1) You can set "spark.sql.legacy.timeParserPolicy" to "LEGACY" to restore the behavior before Spark 3.0.\n2) You can form a valid datetime pattern with the guide from 'https://spark.apache.org/docs/latest/sql-ref-datetime-pattern.html'.`,
      "42K0B",
    );
  }

  private weekBased(letter: string): SparkError {
    return new SparkError(
      "INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_WEEK_BASED_PATTERN",
      `You may get a different result due to the upgrading to Spark >= 3.0:\nAll week-based patterns are unsupported since Spark 3.0, detected week-based character: ${letter}.\nPlease use the SQL function EXTRACT instead.`,
      "42K0B",
    );
  }

  private invalid(): SparkError {
    return this.error(
      "INVALID_DATETIME_PATTERN.WITH_SUGGESTION",
      `Unrecognized datetime pattern: ${this.shown}. You can form a valid datetime pattern with the guide from 'https://spark.apache.org/docs/latest/sql-ref-datetime-pattern.html'.`,
    );
  }

  private error(errorClass: string, text: string): SparkError {
    return new SparkError(errorClass, text, "22007");
  }

  private get shown(): string {
    return `'${this.pattern.replaceAll("'", "\\'")}'`;
  }
}
