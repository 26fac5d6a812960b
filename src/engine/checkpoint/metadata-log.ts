import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { messageOf, UserError } from "../../util/errors.js";
import { makeFolder } from "../../util/make-folder.js";

const VERSION = "v1";

/**
 * A folder with a small text file a batch, named by its number: Spark's `HDFSMetadataLog`. A file appears whole or not
 * at all. Written synchronously: a commit that is awaited would cost more than the write.
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
    const temporary = join(this.folder, `.${batchId}.tmp`);
    writeFileSync(temporary, [VERSION, ...lines].join("\n"));
    renameSync(temporary, join(this.folder, String(batchId)));
  }

  /** The lines of a batch, without the version. @throws UserError naming the file when it is damaged */
  get(batchId: number): string[] {
    const file = join(this.folder, String(batchId));
    const [version, ...lines] = readFileSync(file, "utf8").split("\n");
    // Kafka's initial offsets begin with a zero byte, which old Sparks wanted.
    if (version!.replace("\0", "") !== VERSION || lines.length === 0)
      throw new UserError(
        `${file} is damaged: it should begin with "${VERSION}" and hold at least one line more.`,
      );
    return lines;
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
