import { mkdirSync, readdirSync } from "node:fs";
import type { BatchHeader } from "../../protocol/records/batch-header.js";
import { decodeRecords } from "../../protocol/records/decode.js";
import { ProducerStates, type SequenceCheck } from "./producer-states.js";
import { Segment } from "./segment.js";

export interface LogOptions {
  /** A segment that would grow beyond this is followed by a new one. */
  readonly segmentBytes: number;
  /** The last process did not stop in order: verify the newest segment's checksums. */
  readonly verify: boolean;
}

/** The offset that a repeated batch already has, or a reason why a batch cannot be taken. */
export type AppendResult =
  | { readonly kind: "appended"; readonly baseOffset: number }
  | Exclude<SequenceCheck, { readonly kind: "next" }>;

/** A partition: segments that are only ever appended to. Nothing is deleted before the topic is. */
export class PartitionLog {
  readonly #segments: Segment[];
  readonly #producers = new ProducerStates();
  readonly #watchers = new Set<() => void>();
  #endOffset: number;

  constructor(
    private readonly dir: string,
    private readonly options: LogOptions,
  ) {
    mkdirSync(dir, { recursive: true });
    const bases = readdirSync(dir)
      .filter(name => name.endsWith(".log"))
      .map(name => Number.parseInt(name, 10))
      .sort((a, b) => a - b);
    this.#segments = (bases.length > 0 ? bases : [0]).map(base => new Segment(dir, base));
    this.#endOffset = this.#active.baseOffset;
    this.#active.recover(options.verify, batch => {
      this.#endOffset = batch.lastOffset + 1;
      this.#producers.wrote(batch);
    });
  }

  get startOffset(): number {
    return this.#segments[0]!.baseOffset;
  }

  /** The offset that the next record gets: the high watermark too, there being one replica. */
  get endOffset(): number {
    return this.#endOffset;
  }

  /** Gives the batch its offset (in its own bytes) and writes it. Throws what the file system throws. */
  append(batch: Buffer, header: BatchHeader): AppendResult {
    const check = this.#producers.check(header);
    if (check.kind !== "next") return check;
    const baseOffset = this.#endOffset;
    batch.writeBigInt64BE(BigInt(baseOffset), 0);
    batch.writeInt32BE(0, 12); // the leader epoch: there is one leader, ever
    const placed = { ...header, baseOffset, lastOffset: baseOffset + header.recordCount - 1 };
    if (this.#active.size > 0 && this.#active.size + batch.length > this.options.segmentBytes) this.#roll();
    this.#active.append(batch, placed);
    this.#endOffset = placed.lastOffset + 1;
    this.#producers.wrote(placed);
    for (const watcher of this.#watchers) watcher();
    return { kind: "appended", baseOffset };
  }

  /**
   * Up to `maxBytes` from the batch on that holds `offset`, as they are on disk, so perhaps beginning before it and cut off
   * at the end; with `atLeastOne`, the first batch is whole however long it is. Empty at the log's end.
   */
  read(offset: number, maxBytes: number, atLeastOne: boolean): Buffer {
    for (let i = this.#segmentOf(offset); i < this.#segments.length; i++) {
      const segment = this.#segments[i]!;
      const first = segment.find(offset);
      if (!first) continue;
      if (first.header.size > maxBytes && !atLeastOne) break;
      return segment.read(first.position, Math.max(maxBytes, first.header.size));
    }
    return Buffer.alloc(0);
  }

  /** The first record of `timestamp` or later. */
  async offsetForTime(timestamp: number): Promise<{ offset: bigint; timestamp: bigint } | undefined> {
    for (const segment of this.#segments) {
      const batch = segment.findTime(timestamp);
      if (!batch) continue;
      const bytes = segment.read(batch.position, batch.header.size);
      for (const columns of (await decodeRecords(bytes, { from: 0 })).columns)
        for (let row = 0; row < columns.count; row++)
          if (columns.timestamps[row]! >= timestamp)
            return { offset: columns.offsets[row]!, timestamp: columns.timestamps[row]! };
    }
    return undefined;
  }

  /** Calls `watcher` after each append, until the returned function is called. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  async sync(): Promise<void> {
    await Promise.all(this.#segments.slice(-2).map(segment => segment.sync()));
  }

  close(): void {
    for (const segment of this.#segments) segment.close();
    for (const watcher of this.#watchers) watcher();
  }

  get #active(): Segment {
    return this.#segments.at(-1)!;
  }

  #roll(): void {
    this.#segments.push(new Segment(this.dir, this.#endOffset));
  }

  #segmentOf(offset: number): number {
    let i = this.#segments.length - 1;
    while (i > 0 && this.#segments[i]!.baseOffset > offset) i--;
    return i;
  }
}
