import { randomUUID } from "node:crypto";
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AnalysisException, messageOf, UserError } from "../../util/errors.js";
import { MetadataLog } from "./metadata-log.js";

/** What a batch is to read: one offset a source. */
export interface OffsetEntry {
  readonly batchTimestampMs: number;
  readonly offsets: readonly (string | null)[];
}

/**
 * A query's checkpoint in Spark's layout: `metadata` (its id), `offsets/N` (what batch N reads, written before it runs),
 * `commits/N` (written when it has run), `sources/N` (each source's own).
 */
export class Checkpoint {
  readonly queryId: string;
  private readonly offsetLog: MetadataLog;
  private readonly commitLog: MetadataLog;

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

  sourcePath(index: number): string {
    return join(this.folder, "sources", String(index));
  }

  /** Where to go on: the batch to run next, and its offsets if it had been begun. */
  recover(): { batchId: number; begun: OffsetEntry | null; committed: OffsetEntry | null } {
    const latest = this.offsetLog.latest();
    if (latest < 0) return { batchId: 0, begun: null, committed: null };
    if (this.commitLog.latest() >= latest)
      return { batchId: latest + 1, begun: null, committed: this.readOffsets(latest) };
    return {
      batchId: latest,
      begun: this.readOffsets(latest),
      committed: latest === 0 ? null : this.readOffsets(latest - 1),
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
    const header = { batchWatermarkMs: 0, batchTimestampMs: entry.batchTimestampMs, conf };
    this.offsetLog.add(batchId, [JSON.stringify(header), ...entry.offsets.map(offset => offset ?? "-")]);
  }

  commit(batchId: number): void {
    this.commitLog.add(batchId, ['{"nextBatchWatermarkMs":0}']);
  }

  /** Forgets all but the last `count` batches. */
  retain(count: number): void {
    const oldest = this.commitLog.latest() - count + 1;
    this.offsetLog.purge(oldest);
    this.commitLog.purge(oldest);
  }

  /** A temporary checkpoint vanishes with its query. */
  release(): void {
    if (this.isTemporary) rmSync(this.folder, { recursive: true, force: true });
  }

  private readOffsets(batchId: number): OffsetEntry {
    const [header, ...offsets] = this.offsetLog.get(batchId);
    try {
      const { batchTimestampMs } = JSON.parse(header!);
      return { batchTimestampMs, offsets: offsets.map(offset => (offset === "-" ? null : offset)) };
    } catch (error) {
      throw new UserError(
        `${join(this.folder, "offsets", String(batchId))} is damaged: ${messageOf(error)}.`,
        {
          cause: error,
        },
      );
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
