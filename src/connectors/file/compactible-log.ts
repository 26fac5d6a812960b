import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../../util/make-folder.js";
import { readVersionedJson, writeVersioned } from "../../util/versioned-file.js";

const DEFAULT_INTERVAL = 10;
/** What a compaction has made superfluous goes when it is this many batches and this long behind. */
const RETAINED_BATCHES = 100;
const CLEANUP_DELAY_MS = 10 * 60_000;
const COMPACT = ".compact";

/**
 * A log with a file of JSON lines a batch, of which each tenth (`9.compact`, `19.compact` …) also holds all entries before:
 * Spark's `CompactibleFileStreamLog`.
 */
export class CompactibleLog<Entry> {
  private readonly interval: number;
  latest: number;

  /** @param keeps which entries a compaction takes over */
  constructor(
    private readonly folder: string,
    private readonly keeps: (entry: Entry) => boolean = () => true,
    defaultInterval = DEFAULT_INTERVAL,
  ) {
    this.latest = Math.max(-1, ...this.ids().map(({ id }) => id));
    this.interval = intervalOf(
      this.ids()
        .filter(({ name }) => name.endsWith(COMPACT))
        .map(({ id }) => id)
        .sort((a, b) => b - a),
      defaultInterval,
    );
  }

  /** Adds a batch, or nothing when it is there. */
  add(batchId: number, entries: readonly Entry[]): void {
    if (batchId <= this.latest) return;
    makeFolder(this.folder);
    const isCompact = this.isCompact(batchId);
    const all = isCompact ? [...this.all(), ...entries].filter(this.keeps) : entries;
    writeVersioned(
      this.fileOf(batchId),
      all.map(entry => JSON.stringify(entry)),
    );
    this.latest = batchId;
    if (isCompact) this.purge(batchId);
  }

  /** The entries of all batches, oldest first. */
  all(): Entry[] {
    if (this.latest < 0) return [];
    const compactions = Math.floor((this.latest + 1) / this.interval);
    const first = Math.max(0, compactions * this.interval - 1);
    return Array.from({ length: this.latest - first + 1 }, (_, i) =>
      readVersionedJson<Entry>(this.fileOf(first + i)),
    ).flat();
  }

  private isCompact(batchId: number): boolean {
    return (batchId + 1) % this.interval === 0;
  }

  private fileOf(batchId: number): string {
    return join(this.folder, `${batchId}${this.isCompact(batchId) ? COMPACT : ""}`);
  }

  private ids(): { id: number; name: string }[] {
    if (!existsSync(this.folder)) return [];
    return readdirSync(this.folder)
      .filter(name => /^\d+(\.compact)?$/.test(name))
      .map(name => ({ id: Number.parseInt(name, 10), name }));
  }

  private purge(batchId: number): void {
    const retained = batchId - RETAINED_BATCHES;
    const lastCompact = Math.floor((retained + 1) / this.interval) * this.interval - 1;
    const before = Date.now() - CLEANUP_DELAY_MS;
    for (const { id, name } of this.ids()) {
      const file = join(this.folder, name);
      if (id < lastCompact && statSync(file).mtimeMs < before) rmSync(file, { force: true });
    }
  }
}

/** The interval that a log was written with, whatever is set now. @param compactions batches, newest first */
function intervalOf([latest, previous]: readonly number[], fallback: number): number {
  if (latest === undefined) return fallback;
  if (previous !== undefined) return latest - previous;
  const count = latest + 1;
  if (count <= fallback || fallback >= count / 2) return count;
  for (let divisor = fallback; divisor <= count / 2; divisor++) if (count % divisor === 0) return divisor;
  return count;
}
