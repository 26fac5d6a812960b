import type { DataType } from "../data-type.js";
import type { Value } from "../value.js";
import { toPrettyText } from "./text.js";

/** The narrowest a column is drawn. */
const MIN_COLUMN_WIDTH = 3;

export interface ShowOptions {
  /** Longest cell in UTF-16 units; longer ones end in `...`; 0 cuts nothing and aligns to the left. */
  readonly truncate: number;
  /** Whether rows stand below each other as `-RECORD n-` blocks. */
  readonly vertical?: boolean;
  readonly timeZone: string;
}

export interface Column {
  readonly name: string;
  readonly type: DataType;
}

/**
 * A table as Spark's `showString` draws it.
 * @param rows the rows to show, by column
 * @param hasMore whether rows were left out, which the last line says
 * @returns text to be printed with a line break behind it, which after a table makes an empty line
 */
export function showString(
  columns: readonly Column[],
  rows: readonly (readonly Value[])[],
  hasMore: boolean,
  options: ShowOptions,
): string {
  const cut = (text: string) => wellFormed(truncate(escapeMetaCharacters(text), options.truncate));
  const header = columns.map(column => escapeMetaCharacters(column.name));
  const cells = rows.map(row =>
    row.map((value, i) => cut(toPrettyText(value, columns[i]!.type, options.timeZone))),
  );
  const more = hasMore ? `only showing top ${rows.length} row${rows.length === 1 ? "" : "s"}` : "";
  return (options.vertical ? records(header, cells) : table(header, cells, options.truncate > 0)) + more;
}

function table(header: string[], cells: string[][], alignRight: boolean): string {
  const widths = header.map((name, i) =>
    cells.reduce(
      (widest, row) => Math.max(widest, displayWidth(row[i]!)),
      Math.max(MIN_COLUMN_WIDTH, displayWidth(name)),
    ),
  );
  const border = `+${widths.map(width => "-".repeat(width)).join("+")}+\n`;
  const line = (row: string[]) => `|${row.map((cell, i) => pad(cell, widths[i]!, alignRight)).join("|")}|\n`;
  return border + line(header) + border + cells.map(line).join("") + border;
}

function records(header: string[], cells: string[][]): string {
  if (cells.length === 0) return "(0 rows)\n";
  const nameWidth = Math.max(MIN_COLUMN_WIDTH, ...header.map(displayWidth));
  const valueWidth = Math.max(MIN_COLUMN_WIDTH, ...cells.flat().map(displayWidth));
  return cells
    .map((row, n) => {
      const title = `-RECORD ${n}`;
      const rule = title.padEnd(nameWidth + valueWidth + 5, "-");
      return `${rule}\n${row.map((cell, i) => ` ${pad(header[i]!, nameWidth, false)} | ${pad(cell, valueWidth, false)} \n`).join("")}`;
    })
    .join("");
}

function pad(text: string, width: number, alignRight: boolean): string {
  const fill = " ".repeat(Math.max(0, width - displayWidth(text)));
  return alignRight ? fill + text : text + fill;
}

function truncate(text: string, length: number): string {
  if (length <= 0 || text.length <= length) return text;
  return length < 4 ? text.slice(0, length) : `${text.slice(0, length - 3)}...`;
}

/** Cutting counts UTF-16 units and may halve an emoji; Java writes such a half as `?`. */
function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "?");
}

const escapes: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\f": "\\f",
  "\b": "\\b",
  "\u000B": "\\v",
  "\u0007": "\\a",
};

/** Line breaks and other control characters that would break the table, as Spark escapes them. */
function escapeMetaCharacters(text: string): string {
  return text.replace(/[\n\r\t\f\b\v\u0007]/g, character => escapes[character]!);
}

/** Spark's `stringHalfWidth`: UTF-16 units, those of East Asian full-width blocks twice. */
export function displayWidth(text: string): number {
  let width = text.length;
  for (let i = 0; i < text.length; i++) if (isFullWidth(text.charCodeAt(i))) width++;
  return width;
}

function isFullWidth(unit: number): boolean {
  return (
    unit >= 0x1100 &&
    (unit <= 0x115f ||
      (unit >= 0x2e80 && unit <= 0xa4cf) ||
      (unit >= 0xac00 && unit <= 0xd7a3) ||
      (unit >= 0xf900 && unit <= 0xfaff) ||
      (unit >= 0xfe30 && unit <= 0xfe6f) ||
      (unit >= 0xff00 && unit <= 0xff60) ||
      (unit >= 0xffe0 && unit <= 0xffe6))
  );
}
