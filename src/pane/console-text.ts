import type { ConsoleBatch } from "../contracts/console-batch.js";

const rule = "-".repeat(43);

/** A batch as Spark's console sink prints it: the batch's number between rules, then the table. */
export function consoleText(batch: ConsoleBatch): string[] {
  return [rule, `Batch: ${batch.batchId}`, rule, ...trimmedEnd(batch.table)];
}

function trimmedEnd(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex(line => line.trim() !== "");
  return lines.slice(0, last + 1);
}
