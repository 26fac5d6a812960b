import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type ColumnBatch, rowAt } from "../../types/vector/index.js";
import { messageOf, SparkError } from "../../util/errors.js";
import type { FileWriter, OpenFile } from "./file-writers.js";
import type { Layout } from "./partition-columns.js";

/**
 * Writes rows into new files below a folder that is there, one in each partition; without partitions there is one in any
 * case.
 * @returns the files, whole
 * @throws SparkError TASK_WRITE_FAILED; then none of them is left
 */
export async function writeRows(
  folder: string,
  { kept, folderOf, isPartitioned }: Layout,
  writer: FileWriter,
  rows: AsyncIterable<ColumnBatch>,
): Promise<string[]> {
  const name = `part-00000-${randomUUID()}${isPartitioned ? "." : "-"}c000.${writer.extension}`;
  const open = new Map<string, OpenFile>();
  const pathOf = (partition: string) => join(folder, partition, name);
  const fileIn = (partition: string): OpenFile => {
    let file = open.get(partition);
    if (!file) {
      mkdirSync(join(folder, partition), { recursive: true });
      file = writer.create(pathOf(partition));
      open.set(partition, file);
    }
    return file;
  };
  try {
    if (!isPartitioned) fileIn("");
    for await (const batch of rows)
      for (let i = 0; i < batch.length; i++) {
        const row = rowAt(batch, i);
        fileIn(folderOf(row)).write(kept.map(at => row[at]!));
      }
    for (const file of open.values()) await file.close();
    return [...open.keys()].map(pathOf);
  } catch (error) {
    for (const partition of open.keys()) rmSync(pathOf(partition), { force: true });
    if (!(error instanceof Error && "syscall" in error)) throw error;
    throw new SparkError(
      "TASK_WRITE_FAILED",
      `Task failed while writing rows to file:${folder}: ${messageOf(error)}.`,
      "58030",
      { cause: error },
    );
  }
}
