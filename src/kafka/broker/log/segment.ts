import { closeSync, fdatasync, fstatSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { BatchHeader } from "../../protocol/records/batch-header.js";
import { type PlacedBatch, readFully, scanBatches } from "./scan.js";
import { SparseIndex } from "./sparse-index.js";

const datasync = promisify(fdatasync);

/** One file of a partition's log, named for its first offset, with its index beside it. */
export class Segment {
  readonly #index: SparseIndex;
  readonly #file: number;
  #size: number;
  #maxTimestamp = -1;
  #unsynced = false;
  #closed = false;

  constructor(
    dir: string,
    readonly baseOffset: number,
  ) {
    const name = String(baseOffset).padStart(20, "0");
    this.#index = new SparseIndex(join(dir, `${name}.index`));
    this.#file = openSync(join(dir, `${name}.log`), "a+");
    this.#size = fstatSync(this.#file).size;
    if (!this.#index.load(this.#size)) this.recover(false);
  }

  get size(): number {
    return this.#size;
  }

  /**
   * Goes through all batches, makes the index anew and cuts off what is behind the last whole one: the remains of a write
   * that a kill broke off. With `verify`, checksums decide what is whole. `each` sees every batch that stays.
   */
  recover(verify: boolean, each: (batch: BatchHeader) => void = () => {}): void {
    this.#index.clear();
    this.#maxTimestamp = -1;
    let end = 0;
    for (const { header, position } of scanBatches(this.#file, 0, this.#size, verify)) {
      this.#noted(header, position);
      each(header);
      end = position + header.size;
    }
    if (end < this.#size) ftruncateSync(this.#file, end);
    this.#size = end;
  }

  /** Writes a batch to the operating system; when this returns, a kill of the process does not lose it. */
  append(batch: Buffer, header: BatchHeader): void {
    let written = 0;
    try {
      while (written < batch.length) written += writeSync(this.#file, batch, written);
    } catch (error) {
      if (written > 0) ftruncateSync(this.#file, this.#size);
      throw error;
    }
    this.#noted(header, this.#size);
    this.#size += batch.length;
    this.#unsynced = true;
  }

  /** The first batch that ends at `offset` or behind it. */
  find(offset: number): PlacedBatch | undefined {
    for (const batch of scanBatches(this.#file, this.#index.before(offset), this.#size))
      if (batch.header.lastOffset >= offset) return batch;
    return undefined;
  }

  /** The first batch with a record of `timestamp` or later. */
  findTime(timestamp: number): PlacedBatch | undefined {
    for (const batch of scanBatches(this.#file, this.#index.beforeTime(timestamp), this.#size))
      if (batch.header.maxTimestamp >= timestamp) return batch;
    return undefined;
  }

  /** At most `length` bytes, as they are on disk. */
  read(position: number, length: number): Buffer {
    return readFully(this.#file, position, Math.min(length, this.#size - position));
  }

  /** Has the disk itself take what was written: against a power failure, where a kill needs nothing. */
  async sync(): Promise<void> {
    if (!this.#unsynced || this.#closed) return;
    this.#unsynced = false;
    try {
      await datasync(this.#file);
    } catch (error) {
      if (!this.#closed) throw error;
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#index.close();
    closeSync(this.#file);
  }

  #noted(header: BatchHeader, position: number): void {
    this.#index.note(header.baseOffset, position, this.#maxTimestamp);
    this.#maxTimestamp = Math.max(this.#maxTimestamp, header.maxTimestamp);
  }
}
