import type { ConsoleBatch } from "../contracts/console-batch.js";

const rule = "-".repeat(43);

/** The lines that Spark's console sink prints above a batch's table. */
export const batchTitle = (batchId: number): string[] => [rule, `Batch: ${batchId}`, rule];

/** A batch line by line as Spark's console sink prints it, each line with its end: the batch's number between rules, then the table. */
export function consoleText(batch: ConsoleBatch): string[] {
  return [...batchTitle(batch.batchId), ...batch.table];
}
