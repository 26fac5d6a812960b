import type { ConsoleBatch } from "../contracts/console-batch.js";
import { cutToCells, printable } from "./cells.js";
import { consoleText } from "./console-text.js";

/** Lines before the first row: the batch's number between rules, then the column names between borders. */
const linesBeforeRows = 6;

/** The least that is worth showing of a batch: one row, and the line that counts the others. */
export const leastBatchHeight = linesBeforeRows + 2;

/** Lines that the whole batch takes. */
export function batchHeight(batch: ConsoleBatch): number {
  return consoleText(batch).length;
}

/** The batch in its console form within `width` cells and `height` lines; rows that find no room are counted in the last line. */
export function batchBlock(batch: ConsoleBatch, width: number, height: number): string[] {
  const all = consoleText(batch);
  const fitting = all.length <= height ? all : all.slice(0, height - 1);
  const lines = fitting.map(line => cutToCells(printable(line), width));
  if (all.length <= height) return lines;
  const shown = Math.max(0, fitting.length - linesBeforeRows);
  const more = batch.rowCount - shown;
  return [...lines, cutToCells(`… ${more} more ${more === 1 ? "row" : "rows"}`, width)];
}
