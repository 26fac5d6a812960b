import type { CsvOptions } from "./csv-options.js";

/** A record's values, null where there is none, and where the text goes on after it. */
export interface CsvRecord {
  readonly tokens: readonly (string | null)[];
  readonly end: number;
}

/**
 * Reads the record that begins at a place. As the parser that Spark uses: a quote that closes nothing makes the
 * value plain text with its quotes, one that is never closed ends with the text.
 */
export function readRecord(text: string, start: number, options: CsvOptions): CsvRecord {
  const tokens: (string | null)[] = [];
  let at = start;
  while (true) {
    const { value, end } = readValue(text, at, options);
    tokens.push(value === options.nullValue ? null : value);
    if (!text.startsWith(options.sep, end)) return { tokens, end: pastLineBreak(text, end) };
    at = end + options.sep.length;
  }
}

function readValue(text: string, start: number, options: CsvOptions): { value: string | null; end: number } {
  let at = start;
  if (options.ignoreLeadingWhiteSpace) at = pastBlanks(text, at, options.sep);
  if (options.quote !== "" && text.startsWith(options.quote, at)) {
    const quoted = readQuoted(text, at + 1, options);
    if (quoted) return quoted;
  }
  let end = at;
  while (end < text.length && !isBreak(text, end) && !text.startsWith(options.sep, end)) end++;
  const value = text.slice(at, end);
  const trimmed = options.ignoreTrailingWhiteSpace ? value.trimEnd() : value;
  return { value: trimmed === "" ? null : trimmed, end };
}

/** Undefined where what follows the closing quote is no separator. */
function readQuoted(
  text: string,
  start: number,
  { quote, escape: mark, sep, emptyValue = "" }: CsvOptions,
): { value: string; end: number } | undefined {
  let value = "";
  for (let at = start; at < text.length; at++) {
    const char = text[at]!;
    const next = text[at + 1];
    if (char === mark && next !== undefined && (next === quote || (next === mark && mark !== quote))) {
      value += next;
      at++;
    } else if (char !== quote) value += char;
    else {
      const end = pastBlanks(text, at + 1, sep);
      if (end < text.length && !isBreak(text, end) && !text.startsWith(sep, end)) return undefined;
      return { value: value === "" ? emptyValue : value, end };
    }
  }
  return { value, end: text.length };
}

function pastBlanks(text: string, from: number, sep: string): number {
  let at = from;
  while ((text[at] === " " || text[at] === "\t") && !text.startsWith(sep, at)) at++;
  return at;
}

function isBreak(text: string, at: number): boolean {
  return text[at] === "\n" || text[at] === "\r";
}

function pastLineBreak(text: string, at: number): number {
  if (text[at] === "\r" && text[at + 1] === "\n") return at + 2;
  return at < text.length ? at + 1 : at;
}
