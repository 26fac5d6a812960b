import { existsSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../../util/make-folder.js";
import { readVersioned, writeVersioned } from "../../util/versioned-file.js";
import { fromJson, type PartitionOffsets, toJson } from "./partition-offsets.js";

/** Where a query first started, kept in its checkpoint as `sources/N/0` in Spark's form (a zero byte, `v1`, the offsets). */
export class InitialOffsetLog {
  private readonly file: string;

  constructor(private readonly folder: string) {
    this.file = join(folder, "0");
  }

  read(): PartitionOffsets | null {
    if (!existsSync(this.file)) return null;
    return fromJson(readVersioned(this.file)[0]!);
  }

  write(offsets: PartitionOffsets): void {
    makeFolder(this.folder);
    writeVersioned(this.file, [toJson(offsets)], "\0");
  }
}
