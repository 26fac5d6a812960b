import { rmSync } from "node:fs";
import { crc32c } from "../../util/crc32c.js";
import { makeFolder } from "../../util/make-folder.js";
import { ExpiryIndex } from "./expiry-index.js";
import { hashKey, KeyIndex } from "./key-index.js";
import { putOffsets, RecordView, writeCommit, writePut, writeRemove } from "./record.js";
import { replayLog, segmentPath } from "./replay-log.js";
import { Segment } from "./segment.js";

/** Positions are the segment's number times this, plus the place in it. */
const SEGMENT_SPAN = 2 ** 32;

export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

export interface StateStoreLimits {
  /** Bytes of the log that stay in memory; the rest is read from the files. */
  readonly memoryBytes: number;
  /** A segment of the log is closed at the first commit beyond this. */
  readonly segmentBytes: number;
}

/**
 * The state of one operator: keys and values of bytes in an append-only log with an index in memory. What a micro-batch
 * changes is appended and closed by one commit record, so after a kill the log is cut behind the last commit that the
 * checkpoint knows, and the batch that was open runs again. A batch costs what it touches: the log is never copied as a
 * whole; once half of it is dead, its oldest segments are rewritten bit by bit.
 */
export class StateStore {
  private readonly index = new KeyIndex();
  private readonly expiry = new ExpiryIndex();
  private readonly segments = new Map<number, Segment>();
  private current: Segment;
  private batchStart: number;
  /** Rewritten: their files go once the batch that moved their records is known to be committed. */
  private retired: Segment[] = [];
  private readonly view = new RecordView();

  /**
   * @param committed the last batch that the checkpoint has committed, -1 for none
   * @throws UserError naming the folder or file when it does not hold the state after that batch
   */
  constructor(
    private readonly folder: string,
    committed: number,
    private readonly limits: StateStoreLimits = { memoryBytes: 512 << 20, segmentBytes: 8 << 20 },
  ) {
    makeFolder(folder);
    replayLog(folder, committed, {
      segment: segment => this.segments.set(segment.id, segment),
      put: (segment, offset, record) => {
        const hash = record.keyHash;
        this.enter(segment, offset, record.size, hash, this.slotOfRecord(record, hash), record.expiry);
      },
      remove: record => {
        const slot = this.slotOfRecord(record, record.keyHash);
        if (slot >= 0) this.leave(slot);
      },
    });
    const newest = [...this.segments.values()].at(-1);
    this.current =
      newest && newest.length < limits.segmentBytes ? newest : this.openSegment((newest?.id ?? 0) + 1);
    this.batchStart = this.current.length;
    this.unloadOldest();
  }

  /** Keys held. */
  get size(): number {
    return this.index.size;
  }

  /** Bytes in memory, about. */
  get memoryUsed(): number {
    let bytes = this.index.memoryUsed;
    for (const segment of this.segments.values()) bytes += segment.memory?.length ?? 0;
    return bytes;
  }

  /** The key's value, valid until the next call; undefined when there is none. */
  get(key: Uint8Array): Buffer | undefined {
    return this.slotOf(key, hashKey(key)) < 0 ? undefined : this.view.value;
  }

  /** @param expiry microseconds since 1970 at which `takeExpired` may take it; not given: never */
  put(key: Uint8Array, value: Uint8Array, expiry?: number): void {
    const offset = this.current.length;
    const size = writePut(this.current, key, value, expiry);
    const hash = hashKey(key);
    this.enter(this.current, offset, size, hash, this.slotOf(key, hash), expiry);
  }

  /** @returns whether there was such a key */
  remove(key: Uint8Array): boolean {
    const slot = this.slotOf(key, hashKey(key));
    if (slot < 0) return false;
    this.leave(slot);
    writeRemove(this.current, key);
    return true;
  }

  /** When the first key expires, in microseconds since 1970; undefined when none does. */
  get firstExpiry(): number | undefined {
    return this.expiry.first(hashes => {
      const times = hashes
        .flatMap(hash => this.index.withHash(hash))
        .flatMap(position => {
          this.load(position);
          return this.view.expiry ?? [];
        });
      return times.length === 0 ? undefined : times.reduce((a, b) => Math.min(a, b));
    });
  }

  /** Removes and gives what expires at or before `time` (µs). Meanwhile keys may be put and removed. */
  *takeExpired(time: number): Iterable<Entry> {
    const later: [hash: number, expiry: number][] = [];
    for (let due = this.expiry.take(time); due.length > 0; due = this.expiry.take(time))
      for (const hash of due)
        for (const position of this.index.withHash(hash)) {
          this.load(position);
          const { expiry } = this.view;
          if (expiry === undefined) continue;
          if (expiry > time) {
            later.push([hash, expiry]);
            continue;
          }
          const entry = { key: Buffer.from(this.view.key), value: Buffer.from(this.view.value) };
          this.remove(entry.key);
          yield entry;
        }
    // They share a bucket with what expired.
    for (const [hash, expiry] of later) this.expiry.add(hash, expiry);
  }

  /** Everything, in the order in which it was last put. */
  *entries(): Iterable<Entry> {
    for (const position of this.index.all()) {
      this.load(position);
      yield { key: this.view.key, value: this.view.value };
    }
  }

  /** Writes the changes since the last commit as the state after `batchId`. */
  commit(batchId: number): void {
    for (const segment of this.retired) {
      segment.close();
      rmSync(segment.path, { force: true });
    }
    this.retired = [];
    this.rewriteOldest();
    const changes = this.current.memory!.subarray(this.batchStart, this.current.length);
    writeCommit(this.current, batchId, crc32c(changes));
    this.current.save();
    if (this.current.length >= this.limits.segmentBytes) this.current = this.openSegment(this.current.id + 1);
    this.batchStart = this.current.length;
    this.unloadOldest();
  }

  close(): void {
    for (const segment of [...this.segments.values(), ...this.retired]) segment.close();
    this.segments.clear();
    this.retired = [];
  }

  /** The slot of a key, whose record is then in `view`; -1 when there is none. */
  private slotOf(key: Uint8Array, hash: number): number {
    return this.index.find(hash, position => {
      this.load(position);
      return this.view.hasKey(key);
    });
  }

  private segmentAt(position: number): Segment {
    return this.segments.get(Math.floor(position / SEGMENT_SPAN))!;
  }

  private load(position: number): void {
    this.view.load(this.segmentAt(position), position % SEGMENT_SPAN);
  }

  private slotOfRecord(record: RecordView, hash: number): number {
    return this.index.find(hash, position => {
      this.load(position);
      return this.view.hasKeyOf(record);
    });
  }

  /** A record that has been written becomes the newest of its key. @param slot of the key, whose record is in `view`; or -1 */
  private enter(
    segment: Segment,
    offset: number,
    size: number,
    hash: number,
    slot: number,
    expiry: number | undefined,
  ): void {
    const position = segment.id * SEGMENT_SPAN + offset;
    let before: number | undefined;
    if (slot < 0) this.index.add(hash, position);
    else {
      before = this.view.expiry;
      this.segmentAt(this.index.positionAt(slot)).live -= this.view.size;
      this.index.move(slot, position);
    }
    segment.live += size;
    if (expiry !== undefined && expiry !== before) this.expiry.add(hash, expiry);
  }

  private leave(slot: number): void {
    this.segmentAt(this.index.positionAt(slot)).live -= this.view.size;
    this.index.remove(slot);
  }

  /**
   * Moves what is live of the oldest segments to the end of the log while half of the log is dead, a little more than
   * the batch itself wrote. Always the oldest: what its removals removed can stand nowhere before them.
   */
  private rewriteOldest(): void {
    const budget = 2 * (this.current.length - this.batchStart) + this.limits.segmentBytes;
    const end = this.current.length + budget;
    for (const segment of this.segments.values()) {
      if (segment === this.current || this.current.length > end || !this.isHalfDead()) return;
      this.rewrite(segment);
      this.segments.delete(segment.id);
      this.retired.push(segment);
    }
  }

  private isHalfDead(): boolean {
    let [length, live] = [0, 0];
    for (const segment of this.segments.values()) {
      length += segment.length;
      live += segment.live;
    }
    return live * 2 < length;
  }

  private rewrite(segment: Segment): void {
    const bytes = segment.memory ?? segment.read(0, segment.length);
    const record = new RecordView();
    for (const offset of putOffsets(bytes, segment.length, record)) {
      const position = segment.id * SEGMENT_SPAN + offset;
      const { key, value, expiry } = record;
      const slot = this.index.find(hashKey(key), each => each === position);
      if (slot < 0) continue;
      const moved = this.current.length;
      this.current.live += writePut(this.current, key, value, expiry);
      this.index.move(slot, this.current.id * SEGMENT_SPAN + moved);
    }
  }

  private openSegment(id: number): Segment {
    const segment = new Segment(id, segmentPath(this.folder, id));
    this.segments.set(id, segment);
    return segment;
  }

  /** The oldest segments leave memory, never the one that is written. */
  private unloadOldest(): void {
    let loaded = 0;
    for (const segment of [...this.segments.values()].reverse()) {
      loaded += segment.memory?.length ?? 0;
      if (loaded > this.limits.memoryBytes && segment !== this.current) segment.unload();
    }
  }
}
