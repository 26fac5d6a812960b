import type { ConsoleBatch } from "../contracts/console-batch.js";
import { cutToCells, printable } from "./cells.js";
import { consoleText } from "./console-text.js";

/** Lines before the first row: the batch's number between rules, then the column names between borders. */
const linesBeforeRows = 6;

/** The least that is worth showing of a batch: one row, and the line that counts the others. */
export const leastBatchHeight = linesBeforeRows + 2;

/** Lines that the whole batch takes. */
export function batchHeight(batch: ConsoleBatch): number {
  return inkedLines(batch).length;
}

/** The batch in its console form within `width` cells and `height` lines; rows that find no room are counted in the last line. */
export function batchBlock(batch: ConsoleBatch, width: number, height: number): string[] {
  const all = inkedLines(batch);
  const fitting = all.length <= height ? all : all.slice(0, height - 1);
  const lines = fitting.map(line => cutToCells(printable(line), width));
  if (all.length <= height) return lines;
  const more = batch.rowCount - Math.max(0, fitting.length - linesBeforeRows);
  return [...lines, cutToCells(`… ${more} more ${more === 1 ? "row" : "rows"}`, width)];
}

/** Without the empty line at the end, which sets batches apart only where they stand below each other. */
function inkedLines(batch: ConsoleBatch): string[] {
  const lines = consoleText(batch);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}
