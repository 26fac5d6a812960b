import { randomUUID } from "node:crypto";
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AnalysisException, messageOf, UserError } from "../../util/errors.js";
import { lockCheckpoint } from "./checkpoint-lock.js";
import { MetadataLog } from "./metadata-log.js";

/** What a batch is to read: one offset a source. */
export interface OffsetEntry {
  readonly batchTimestampMs: number;
  /** The watermark the batch runs with. */
  readonly batchWatermarkMs: number;
  readonly offsets: readonly (string | null)[];
}

/** Where a query goes on. */
export interface Recovered {
  /** The batch to run next. */
  readonly batchId: number;
  /** Its offsets, when it had been begun. */
  readonly begun: OffsetEntry | null;
  /** The batch before. */
  readonly committed: OffsetEntry | null;
  readonly watermarkMs: number;
}

/**
 * A query's checkpoint in Spark's layout: `metadata` (its id), `offsets/N` (what batch N reads, written before it runs),
 * `commits/N` (written when it has run), `sources/N` (each source's own), `state/O` (what its operator O keeps; in a form
 * of our own).
 */
export class Checkpoint {
  readonly queryId: string;
  private readonly offsetLog: MetadataLog;
  private readonly commitLog: MetadataLog;
  private unlock = () => {};

  /** @param location the folder the user named, or null for a temporary one @throws UserError when it cannot be written */
  constructor(
    location: string | null,
    private readonly folder = location === null
      ? mkdtempSync(join(tmpdir(), "temporary-"))
      : localPath(location),
    private readonly isTemporary = location === null,
  ) {
    this.offsetLog = new MetadataLog(join(folder, "offsets"));
    this.commitLog = new MetadataLog(join(folder, "commits"));
    try {
      accessSync(folder, constants.W_OK);
    } catch (error) {
      throw new UserError(`The checkpoint folder ${folder} cannot be written: ${messageOf(error)}.`, {
        cause: error,
      });
    }
    this.queryId = this.readOrCreateId();
  }

  /** Keeps it for this query. @throws SparkError CONCURRENT_STREAM_LOG_UPDATE when another process has it */
  lock(): void {
    this.unlock = lockCheckpoint(this.folder, this.commitLog.latest() + 1);
  }

  sourcePath(index: number): string {
    return join(this.folder, "sources", String(index));
  }

  /** Where to go on: the batch to run next, and its offsets if it had been begun. */
  recover(): Recovered {
    const latest = this.offsetLog.latest();
    if (latest < 0) return { batchId: 0, begun: null, committed: null, watermarkMs: 0 };
    const newest = this.readOffsets(latest);
    if (this.commitLog.latest() >= latest)
      return { batchId: latest + 1, begun: null, committed: newest, watermarkMs: this.nextWatermark(latest) };
    return {
      batchId: latest,
      begun: newest,
      committed: latest === 0 ? null : this.readOffsets(latest - 1),
      watermarkMs: newest.batchWatermarkMs,
    };
  }

  /** @throws AnalysisException when there is something to go on from */
  refuseRecovery(): void {
    if (this.offsetLog.latest() >= 0)
      throw new AnalysisException(
        null,
        `This query does not support recovering from checkpoint location. Delete ${join(this.folder, "offsets")} to start over.`,
      );
  }

  writeOffsets(batchId: number, entry: OffsetEntry, conf: Readonly<Record<string, string>>): void {
    const { batchWatermarkMs, batchTimestampMs } = entry;
    const header = { batchWatermarkMs, batchTimestampMs, conf };
    this.offsetLog.add(batchId, [JSON.stringify(header), ...entry.offsets.map(offset => offset ?? "-")]);
  }

  /** @param nextBatchWatermarkMs what the batch's event times have made of the watermark */
  commit(batchId: number, nextBatchWatermarkMs: number): void {
    this.commitLog.add(batchId, [JSON.stringify({ nextBatchWatermarkMs })]);
  }

  get statePath(): string {
    return join(this.folder, "state");
  }

  /** Forgets all but the last `count` batches. */
  retain(count: number): void {
    const oldest = this.commitLog.latest() - count + 1;
    this.offsetLog.purge(oldest);
    this.commitLog.purge(oldest);
  }

  /** Others may have it now. A temporary checkpoint vanishes with its query, unless that failed. */
  release(hasFailed: boolean): void {
    this.unlock();
    if (hasFailed) return;
    if (this.isTemporary) rmSync(this.folder, { recursive: true, force: true });
  }

  private readOffsets(batchId: number): OffsetEntry {
    const [header, ...offsets] = this.offsetLog.get(batchId);
    const { batchTimestampMs, batchWatermarkMs } = this.parse("offsets", batchId, header!) as OffsetEntry;
    return {
      batchTimestampMs,
      batchWatermarkMs,
      offsets: offsets.map(offset => (offset === "-" ? null : offset)),
    };
  }

  private nextWatermark(batchId: number): number {
    const [line] = this.commitLog.get(batchId);
    const { nextBatchWatermarkMs } = this.parse("commits", batchId, line!) as {
      nextBatchWatermarkMs?: number;
    };
    return nextBatchWatermarkMs ?? 0;
  }

  private parse(log: string, batchId: number, line: string): unknown {
    try {
      return JSON.parse(line);
    } catch (error) {
      throw new UserError(`${join(this.folder, log, String(batchId))} is damaged: ${messageOf(error)}.`, {
        cause: error,
      });
    }
  }

  private readOrCreateId(): string {
    const file = join(this.folder, "metadata");
    if (!existsSync(file)) {
      writeFileSync(file, JSON.stringify({ id: randomUUID() }));
    }
    try {
      return JSON.parse(readFileSync(file, "utf8")).id;
    } catch (error) {
      throw new UserError(`${file} is damaged: it should hold {"id":"…"}. ${messageOf(error)}`, {
        cause: error,
      });
    }
  }
}

function localPath(location: string): string {
  const path = location.replace(/^file:(\/\/)?(?=\/)/, "");
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path))
    throw new UserError(
      `The checkpoint location ${location} is on another file system; the embedded engine writes local folders.`,
    );
  return path;
}
