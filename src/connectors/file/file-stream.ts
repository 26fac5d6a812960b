import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { MicroBatchStream, Offset } from "../../contracts/source.js";
import type { ColumnBatch } from "../../types/vector/index.js";
import { messageOf, UserError } from "../../util/errors.js";
import { makeFolder } from "../../util/make-folder.js";
import { readVersioned, writeVersioned } from "../../util/versioned-file.js";
import { type InputFile, listFiles } from "./list-files.js";
import { localPath } from "./local-path.js";

/** A file of the source's log: Spark's `FileEntry`. */
interface FileEntry {
  readonly path: string;
  readonly timestamp: number;
  readonly batchId: number;
}

/**
 * A folder as a stream: each file once, oldest first, some files a micro-batch. Which files make up which batch is kept in the
 * checkpoint (`sources/N/B`, Spark's form), so a batch that is run again reads the same files.
 */
export class FileStream implements MicroBatchStream {
  readonly description: string;
  readonly notifies = false;
  private readonly batches: FileEntry[][];
  private readonly seen: Set<string>;
  /** For AvailableNow: the files that were there at the start. */
  private fixed: readonly InputFile[] | null = null;
  private limit: number;

  constructor(
    private readonly folder: string,
    private readonly maxFiles: number,
    private readonly logPath: string,
    private readonly readFile: (path: string, signal: AbortSignal) => AsyncIterable<ColumnBatch>,
  ) {
    this.limit = maxFiles;
    this.description = `FileStreamSource[${pathToFileURL(folder).href.replace("file:///", "file:/")}]`;
    this.batches = readLog(logPath);
    this.seen = new Set(this.batches.flat().map(entry => entry.path));
  }

  async initialOffset(): Promise<Offset> {
    return toOffset(-1);
  }

  /** Null until there is a first file. */
  async latestOffset(): Promise<Offset | null> {
    const found = (this.fixed ?? this.list()).filter(file => !this.seen.has(urlOf(file)));
    if (found.length > 0) this.addBatch(found.slice(0, this.limit));
    return this.newestOffset();
  }

  newestOffset(): Offset | null {
    return this.batches.length === 0 ? null : toOffset(this.batches.length - 1);
  }

  async prepareForTriggerAvailableNow(ignoreLimits: boolean): Promise<void> {
    this.limit = ignoreLimits ? Number.MAX_SAFE_INTEGER : this.maxFiles;
    this.fixed = this.list();
  }

  async *read(start: Offset, end: Offset, signal: AbortSignal): AsyncIterable<ColumnBatch> {
    for (const entry of this.batches.slice(fromOffset(start) + 1, fromOffset(end) + 1).flat())
      yield* this.readFile(localPath(entry.path), signal);
  }

  commit(): void {}

  metrics(): Readonly<Record<string, string>> {
    return {};
  }

  onData(): void {}

  async stop(): Promise<void> {}

  private list(): InputFile[] {
    return listFiles(this.folder).sort((a, b) => a.modifiedAt - b.modifiedAt || (a.path < b.path ? -1 : 1));
  }

  private addBatch(files: readonly InputFile[]): void {
    const batchId = this.batches.length;
    const entries = files.map(file => ({
      path: urlOf(file),
      timestamp: Math.floor(file.modifiedAt),
      batchId,
    }));
    makeFolder(this.logPath);
    writeVersioned(
      join(this.logPath, String(batchId)),
      entries.map(entry => JSON.stringify(entry)),
    );
    this.batches.push(entries);
    for (const { path } of entries) this.seen.add(path);
  }
}

/** @throws UserError naming the file when one is damaged or missing */
function readLog(folder: string): FileEntry[][] {
  if (!existsSync(folder)) return [];
  const count = readdirSync(folder).filter(name => /^\d+$/.test(name)).length;
  return Array.from({ length: count }, (_, batchId) => {
    const file = join(folder, String(batchId));
    const lines = readVersioned(file);
    try {
      return lines.map(line => JSON.parse(line) as FileEntry);
    } catch (error) {
      throw new UserError(`${file} of the checkpoint is damaged: ${messageOf(error)}.`, { cause: error });
    }
  });
}

function urlOf(file: InputFile): string {
  return pathToFileURL(file.path).href;
}

function toOffset(batchId: number): Offset {
  return JSON.stringify({ logOffset: batchId });
}

function fromOffset(offset: Offset): number {
  return (JSON.parse(offset) as { logOffset: number }).logOffset;
}
