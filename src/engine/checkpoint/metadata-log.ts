import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { messageOf, UserError } from "../../util/errors.js";
import { makeFolder } from "../../util/make-folder.js";
import { readVersioned, writeVersioned } from "../../util/versioned-file.js";

/**
 * A folder with a small text file a batch, named by its number: Spark's `HDFSMetadataLog`.
 */
export class MetadataLog {
  constructor(private readonly folder: string) {
    try {
      makeFolder(folder);
    } catch (error) {
      throw new UserError(
        `The checkpoint folder ${folder} cannot be made: ${messageOf(error)}. Give another with .option("checkpointLocation", DIR).`,
        { cause: error },
      );
    }
  }

  /** @param lines what stands below the version line */
  add(batchId: number, lines: readonly string[]): void {
    writeVersioned(join(this.folder, String(batchId)), lines);
  }

  /** The lines of a batch, without the version. @throws UserError naming the file when it is damaged */
  get(batchId: number): string[] {
    return readVersioned(join(this.folder, String(batchId)));
  }

  /** The newest batch's number; -1 when there is none. */
  latest(): number {
    return Math.max(-1, ...this.batchIds());
  }

  /** Forgets batches before `batchId`. */
  purge(batchId: number): void {
    for (const id of this.batchIds())
      if (id < batchId) rmSync(join(this.folder, String(id)), { force: true });
  }

  private batchIds(): number[] {
    return readdirSync(this.folder)
      .filter(name => /^\d+$/.test(name))
      .map(Number);
  }
}
