import type { MicroBatchStream, Offset } from "../../contracts/source.js";
import type { ColumnBatch } from "../../types/vector/index.js";
import { SparkError } from "../../util/errors.js";
import { CompactibleLog } from "./compactible-log.js";
import { type FileStreamOptions, noLimit, type ReadLimit } from "./file-stream-options.js";
import { type InputFile, listFiles } from "./list-files.js";
import { fileUrl, localPath } from "./local-path.js";
import { SeenFiles } from "./seen-files.js";

/** A file of the source's log: Spark's `FileEntry`. */
interface FileEntry {
  readonly path: string;
  readonly timestamp: number;
  readonly batchId: number;
}

/** Listing takes at most this share of the time while nothing new comes. */
const LISTING_SHARE = 0.1;

/**
 * Folders as a stream: each file once, oldest first, some files a micro-batch. Which files make up which batch is kept in the
 * checkpoint (`sources/N`, Spark's form), so a batch that is run again reads the same files.
 */
export class FileStream implements MicroBatchStream {
  readonly description: string;
  readonly notifies = false;
  private readonly log: CompactibleLog<FileEntry>;
  private readonly batches = new Map<number, FileEntry[]>();
  private readonly seen: SeenFiles;
  /** For AvailableNow: the files that were there at the start. */
  private fixed: readonly InputFile[] | null = null;
  private limit: ReadLimit;
  private nextListing = 0;
  /** Where the batch begins that is read. */
  private begun = Number.POSITIVE_INFINITY;

  constructor(
    private readonly roots: readonly string[],
    private readonly options: FileStreamOptions,
    logPath: string,
    private readonly readFile: (path: string, signal: AbortSignal) => AsyncIterable<ColumnBatch>,
    private readonly clean: (path: string) => void,
  ) {
    this.limit = options.limit;
    this.description = `FileStreamSource[file:${roots.join(",")}]`;
    this.log = new CompactibleLog(logPath);
    this.seen = new SeenFiles(options.maxFileAgeMs, options.fileNameOnly);
    for (const entry of this.log.all()) this.take(entry);
    this.seen.purge();
  }

  async initialOffset(): Promise<Offset> {
    return toOffset(-1);
  }

  /** Null until there is a first file. */
  async latestOffset(_start: Offset, fresh: boolean): Promise<Offset | null> {
    const found = this.fixed ?? (fresh || Date.now() >= this.nextListing ? this.list() : []);
    const files = found.filter(file => this.seen.isNew(fileUrl(file.path), Math.floor(file.modifiedAt)));
    if (files.length > 0) {
      this.addBatch(within(this.limit, files));
      this.nextListing = 0;
    }
    return this.log.latest < 0 ? null : toOffset(this.log.latest);
  }

  newestOffset(): null {
    return null;
  }

  async prepareForTriggerAvailableNow(ignoreLimits: boolean): Promise<void> {
    this.limit = ignoreLimits ? noLimit : this.options.limit;
    this.fixed = this.list();
  }

  async *read(start: Offset, end: Offset, signal: AbortSignal): AsyncIterable<ColumnBatch> {
    this.begun = fromOffset(start);
    for (let id = this.begun + 1; id <= fromOffset(end); id++)
      for (const { path } of this.batches.get(id) ?? []) yield* this.readFile(localPath(path), signal);
  }

  commit(end: Offset): void {
    const done = fromOffset(end);
    for (const [id, entries] of this.batches) {
      if (id > done) continue;
      if (id > this.begun) for (const { path } of entries) this.clean(localPath(path));
      this.batches.delete(id);
    }
  }

  metrics(): Readonly<Record<string, string>> {
    return {};
  }

  onData(): void {}

  async stop(): Promise<void> {}

  private list(): InputFile[] {
    const begun = Date.now();
    const way = this.options.latestFirst ? -1 : 1;
    const files = this.roots
      .flatMap(listFiles)
      .sort((a, b) => way * (a.modifiedAt - b.modifiedAt || (a.path < b.path ? -1 : 1)));
    const ended = Date.now();
    this.nextListing = ended + (ended - begun) / LISTING_SHARE;
    return files;
  }

  private addBatch(files: readonly InputFile[]): void {
    const batchId = this.log.latest + 1;
    const entries = files.map(({ path, modifiedAt }) => ({
      path: fileUrl(path),
      timestamp: Math.floor(modifiedAt),
      batchId,
    }));
    this.log.add(batchId, entries);
    for (const entry of entries) this.take(entry);
    this.seen.purge();
  }

  private take(entry: FileEntry): void {
    this.seen.add(entry.path, entry.timestamp);
    const batch = this.batches.get(entry.batchId);
    if (batch) batch.push(entry);
    else this.batches.set(entry.batchId, [entry]);
  }
}

/** The first files that a batch may take; one, however large it is. */
function within({ files: most, bytes }: ReadLimit, files: readonly InputFile[]): InputFile[] {
  let size = 0;
  const past = files.findIndex((file, i) => {
    size += file.size;
    return i > 0 && (i >= most || size > bytes);
  });
  return past < 0 ? [...files] : files.slice(0, past);
}

function toOffset(batchId: number): Offset {
  return JSON.stringify({ logOffset: batchId });
}

/** @throws SparkError when it is another source's */
function fromOffset(offset: Offset): number {
  const { logOffset } = JSON.parse(offset) as { logOffset?: unknown };
  if (typeof logOffset !== "number")
    throw new SparkError(
      null,
      `The checkpoint's offset ${offset} is none of a source of files: the query has changed.`,
    );
  return logOffset;
}
