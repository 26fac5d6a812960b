import type { ConsoleBatch } from "../contracts/console-batch.js";

const rule = "-".repeat(43);

/** A batch line by line as Spark's console sink prints it, each line with its end: the batch's number between rules, then the table. */
export function consoleText(batch: ConsoleBatch): string[] {
  return [rule, `Batch: ${batch.batchId}`, rule, ...batch.table];
}
