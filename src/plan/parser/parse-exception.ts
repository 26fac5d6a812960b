import { AnalysisException } from "../../util/errors.js";
import type { Token } from "./token.js";

/** SQL text that is none. Its message shows where, as Spark's does. */
export class ParseException extends AnalysisException {
  override name = "ParseException";

  constructor(errorClass: string | null, text: string, sqlState: string | undefined, where: string) {
    super(errorClass, text, sqlState);
    this.message += where;
  }
}

/** `(line 1, pos 7)`, and the text with a mark below the line. */
function position(sql: string, offset: number): string {
  const lines = sql.split("\n");
  const before = sql.slice(0, offset).split("\n");
  const [line, column] = [before.length, before.at(-1)!.length];
  lines.splice(line, 0, `${"-".repeat(column)}^^^`);
  return ` (line ${line}, pos ${column})\n\n== SQL ==\n${lines.join("\n")}`;
}

/** How much of a line Spark shows on either side of what it marks. */
const maxExtraLength = 32;

/** The lines of a fragment of the text, with carets below the fragment. */
function fragment(sql: string, start: number, stop: number): string {
  const lineStart = sql.lastIndexOf("\n", start - 1) + 1;
  const nextLine = sql.indexOf("\n", stop);
  const lineStop = nextLine < 0 ? sql.length : nextLine;
  const from = Math.max(lineStart, start - maxExtraLength);
  const to = Math.min(lineStop, stop + 1 + maxExtraLength);
  const head = from > lineStart ? "..." : "";
  const shown = `${head}${sql.slice(from, to)}${to < lineStop ? "..." : ""}`;
  let offset = from - head.length;
  const marked = shown.split("\n").map(line => {
    const carets = [...line].map((_, i) => (offset + i < start ? " " : offset + i <= stop ? "^" : ""));
    offset += line.length + 1;
    return `${line}\n${carets.join("")}`;
  });
  const before = sql.slice(0, start).split("\n");
  return `\n== SQL (line ${before.length}, position ${before.at(-1)!.length + 1}) ==\n${marked.join("\n")}`;
}

/** `detail`: what Spark adds where leaving a token out, or putting one in, would do: `extra input 'x'`. */
export function syntaxError(sql: string, token: Token, detail?: string): ParseException {
  const near = token.kind === "end" ? "end of input" : `'${token.text}'`;
  const text = `Syntax error at or near ${near}${detail ? `: ${detail}` : ""}.`;
  return new ParseException("PARSE_SYNTAX_ERROR", text, "42601", position(sql, token.start));
}

/** An error of its own class, shown at one place. */
export function errorAt(
  sql: string,
  offset: number,
  errorClass: string | null,
  text: string,
  sqlState?: string,
): ParseException {
  return new ParseException(errorClass, text, sqlState, position(sql, offset));
}

/** An error about well-formed text that means nothing, shown with the text from one token to another. */
export function errorOver(
  sql: string,
  range: { readonly first: Token; readonly last: Token },
  errorClass: string | null,
  text: string,
  sqlState?: string,
): ParseException {
  return new ParseException(errorClass, text, sqlState, fragment(sql, range.first.start, range.last.stop));
}
