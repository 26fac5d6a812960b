import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../util/errors.js";
import { makeFolder } from "../../util/make-folder.js";
import { fromJson, type PartitionOffsets, toJson } from "./partition-offsets.js";

/** Where a query first started, kept in its checkpoint as `sources/N/0` in Spark's form (a zero byte, `v1`, the offsets). */
export class InitialOffsetLog {
  private readonly file: string;

  constructor(private readonly folder: string) {
    this.file = join(folder, "0");
  }

  read(): PartitionOffsets | null {
    if (!existsSync(this.file)) return null;
    const [version, offsets] = readFileSync(this.file, "utf8").replace(/^\0/, "").split("\n");
    if (version !== "v1" || !offsets)
      throw new UserError(`${this.file} is damaged: it should hold "v1" and the offsets.`);
    return fromJson(offsets);
  }

  write(offsets: PartitionOffsets): void {
    makeFolder(this.folder);
    const temporary = join(this.folder, ".0.tmp");
    writeFileSync(temporary, `\0v1\n${toJson(offsets)}`);
    renameSync(temporary, this.file);
  }
}
