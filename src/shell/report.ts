import { inspect } from "node:util";
import { cellWidth, cutToCells, graphemes, printable } from "../pane/cells.js";
import type { Mistake } from "./evaluate/messages.js";

/** Where a text came from, for its errors. */
export interface Origin {
  readonly file: string;
  /** Of its first line within the file, from 0. */
  readonly line: number;
}

/** An error in one line: the class where it says something, and the first line of the message. */
export function errorLine(thrown: unknown): string {
  if (!(thrown instanceof Error) && !isErrorLike(thrown))
    return `error: uncaught ${inspect(thrown, { breakLength: Infinity })}`;
  const { name, message } = thrown;
  const [first = ""] = message.split("\n");
  return `${["Error", "UserError", "SparkError", "Interrupted"].includes(name) ? "error" : name}: ${first}`;
}

const isErrorLike = (thrown: unknown): thrown is Error =>
  typeof thrown === "object" &&
  thrown !== null &&
  "message" in thrown &&
  "name" in thrown &&
  typeof thrown.message === "string";

/**
 * The line and a mark under what is wrong in it; undefined when the place is not known. Of a line that is wider than the
 * terminal the part around the mistake: a mark under wrapped lines would stand under something else.
 */
export function underlined(
  text: string,
  { line, column, length }: Mistake,
  columns: number,
): string | undefined {
  const source = text.split("\n")[line];
  if (!source?.trim() || column < 0) return undefined;
  const room = Math.max(columns, 20) - 2;
  const [before, marked, rest] = [
    source.slice(0, column),
    source.slice(column, column + length),
    source.slice(column),
  ].map(printable) as [string, string, string];
  const lead = lastCells(before, Math.max(Math.floor(room / 2), room - cellWidth(rest)));
  const indent = cellWidth(lead);
  const mark = "^".repeat(Math.max(1, Math.min(cellWidth(marked), room - indent)));
  return `  ${lead}${cutToCells(rest, room - indent)}\n  ${" ".repeat(indent)}${mark}`;
}

/** The end of a text within `width` cells; what is cut off leaves `…`. */
function lastCells(text: string, width: number): string {
  const kept = [...graphemes(text)];
  let left = cellWidth(text);
  if (left <= width) return text;
  while (left >= width) left -= cellWidth(kept.shift()!);
  return `…${kept.join("")}`;
}

/** `file:line: ` before an error of a file, nothing at the prompt. */
export const placeLabel = (origin: Origin | undefined, line: number): string =>
  origin ? `${origin.file}:${origin.line + line + 1}: ` : "";

/** How long something took. */
export const took = (ms: number): string =>
  `took ${ms < 1000 ? `${Math.round(ms)} ms` : ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`}`;

/** A stack, and those of its causes, without the shell's own part: what lies below the line that was entered. */
export function userStack(stack: string): string {
  let isOwn = false;
  const lines = stack.split("\n").filter(line => {
    isOwn = /^\s+at /.test(line) && (isOwn || line.includes("#runCell"));
    return !isOwn;
  });
  return lines.join("\n");
}
