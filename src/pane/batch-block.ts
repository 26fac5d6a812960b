import type { ConsoleBatch } from "../contracts/console-batch.js";
import { cellWidth, cutToCells, graphemes, printable } from "./cells.js";
import { batchTitle } from "./console-text.js";
import { type Line, piece } from "./line.js";
import { rowChanges, type TableParts, tableParts } from "./row-changes.js";

/** Lines before the first row: the batch's number between rules, then the column names between borders. */
const linesBeforeRows = 6;

/** The least that is worth showing of a batch: one row, and the line that counts the others. */
export const leastBatchHeight = linesBeforeRows + 2;

/** How far a table is scrolled: rows and columns that are hidden before the first shown. */
export interface Scroll {
  readonly row: number;
  readonly column: number;
}

export const unscrolled: Scroll = { row: 0, column: 0 };

interface BatchOptions {
  readonly scroll?: Scroll;
  /** Marks what differs from this table. */
  readonly before?: ConsoleBatch | undefined;
}

/** Lines that the whole batch takes. */
export function batchHeight({ table }: ConsoleBatch): number {
  const { head, rows, foot } = tableParts(table);
  return batchTitle(0).length + head.length + rows.length + foot.length;
}

/**
 * The batch in its console form within `width` cells and `height` lines; rows that find no room are counted in the last line.
 * @returns also how far it is scrolled in truth: never beyond the end
 */
export function batchBlock(
  batch: ConsoleBatch,
  width: number,
  height: number,
  { scroll = unscrolled, before }: BatchOptions = {},
): { lines: Line[]; scroll: Scroll } {
  const parts = tableParts(batch.table);
  const changes = before ? rowChanges(batch.table, before.table) : undefined;
  const room = Math.max(1, width - (changes ? 2 : 0));
  const column = Math.min(scroll.column, mostColumnsHidden(parts, room));
  const from = columnStarts(parts)[column] ?? 0;
  const plainLine = (text: string): Line => [piece(column > 0 ? cells(printable(text), from, room) : text)];
  const mark = (i: number, line: Line): Line => {
    if (!changes) return line;
    const change = changes[i];
    return [
      piece(change === "added" ? "+ " : change === "changed" ? "~ " : "  ", change),
      ...line.map(part => ({ ...part, ...(change && { style: change }) })),
    ];
  };
  const indented = (line: Line): Line => (changes ? [piece("  "), ...line] : line);
  const head = [
    ...batchTitle(batch.batchId).map(text => [piece(text)]),
    ...parts.head.map(line => indented(plainLine(line))),
  ];
  const foot = parts.foot.map(line => indented(plainLine(line)));
  const isWhole = head.length + parts.rows.length + foot.length <= height;
  const fitting = isWhole ? parts.rows.length : Math.max(0, height - head.length - 1);
  const row = isWhole ? 0 : Math.min(scroll.row, parts.rows.length - fitting);
  const rows = parts.rows.slice(row, row + fitting).map((line, i) => mark(row + i, plainLine(line)));
  const last = isWhole ? foot : [[piece(hiddenRows(batch.rowCount, parts, row, fitting), "quiet")]];
  const lines = [...head, ...rows, ...last].slice(0, height);
  return { lines, scroll: { row, column } };
}

function hiddenRows(rowCount: number, { rows }: TableParts, row: number, shown: number): string {
  if (row > 0)
    return `rows ${row + 1}–${row + shown} of ${rows.length}${rowCount > rows.length ? `, ${rowCount} in the batch` : ""}`;
  const more = rowCount - shown;
  return `… ${more} more ${more === 1 ? "row" : "rows"}`;
}

/** Where each column begins, in cells, its border included. */
function columnStarts({ head: [border = ""] }: TableParts): number[] {
  return [...border.matchAll(/\+(?=.)/g)].map(({ index }) => index);
}

/** As many as are needed to see the last column whole, and never all. */
function mostColumnsHidden(parts: TableParts, width: number): number {
  const all = parts.head[0]?.length ?? 0;
  const starts = columnStarts(parts);
  const fits = starts.findIndex(start => all - start <= width);
  return fits < 0 ? Math.max(0, starts.length - 1) : fits;
}

/** The part of a text that begins at a cell; half of a wide character is a blank. */
function cells(text: string, from: number, width: number): string {
  let at = 0;
  let part = "";
  for (const grapheme of graphemes(text)) {
    const end = at + cellWidth(grapheme);
    if (at >= from) part += grapheme;
    else if (end > from) part += " ".repeat(end - from);
    at = end;
    if (at > from + width) break;
  }
  return cutToCells(part, width);
}
