import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";

/** Log bytes between two entries: what a look-up has to scan at most. */
const EVERY = 64 * 1024;
/** On disk: base offset, position and the greatest timestamp before it, a double each. */
const ENTRY = 24;

/** Where some of a segment's batches begin. An entry is written after its batch, so it never points beyond the log. */
export class SparseIndex {
  #file: number | undefined;
  #offsets: number[] = [];
  #positions: number[] = [];
  #timesBefore: number[] = [];

  constructor(readonly path: string) {}

  /** Takes the entries on disk over, and says whether they can be right for a log of `size` bytes. */
  load(size: number): boolean {
    let bytes: Buffer;
    try {
      bytes = readFileSync(this.path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return size === 0;
      throw error;
    }
    for (let at = 0; at + ENTRY <= bytes.length; at += ENTRY) {
      this.#remember(bytes.readDoubleBE(at), bytes.readDoubleBE(at + 8), bytes.readDoubleBE(at + 16));
      const n = this.#positions.length - 1;
      if (!(this.#positions[n]! < size) || (n > 0 && !(this.#positions[n - 1]! < this.#positions[n]!)))
        return false;
    }
    return size <= EVERY || this.#positions.length > 0;
  }

  /** Forgets all entries, on disk too: the log is scanned anew. */
  clear(): void {
    this.#offsets = [];
    this.#positions = [];
    this.#timesBefore = [];
    ftruncateSync(this.#open(), 0);
  }

  /** Notes the batch at `position` when the last noted one is far enough behind. */
  note(baseOffset: number, position: number, maxTimestampBefore: number): void {
    if (position - (this.#positions.at(-1) ?? 0) < EVERY) return;
    this.#remember(baseOffset, position, maxTimestampBefore);
    const entry = Buffer.alloc(ENTRY);
    entry.writeDoubleBE(baseOffset, 0);
    entry.writeDoubleBE(position, 8);
    entry.writeDoubleBE(maxTimestampBefore, 16);
    writeSync(this.#open(), entry);
  }

  /** A position at or before the batch that holds `offset`. */
  before(offset: number): number {
    return this.#positionBelow(this.#offsets, entry => entry <= offset);
  }

  /** A position before which every record is older than `timestamp`. */
  beforeTime(timestamp: number): number {
    return this.#positionBelow(this.#timesBefore, entry => entry < timestamp);
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #open(): number {
    this.#file ??= openSync(this.path, "a");
    return this.#file;
  }

  #remember(offset: number, position: number, timeBefore: number): void {
    this.#offsets.push(offset);
    this.#positions.push(position);
    this.#timesBefore.push(timeBefore);
  }

  /** The position of the last entry that `holds`; entries are in order, so it holds up to one and not after. */
  #positionBelow(entries: readonly number[], holds: (entry: number) => boolean): number {
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (holds(entries[middle]!)) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : this.#positions[low - 1]!;
  }
}
