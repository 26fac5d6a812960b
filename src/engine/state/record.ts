import { readVarint, varintSize, writeVarint } from "./codec.js";
import { hashKey } from "./key-index.js";
import type { Segment } from "./segment.js";

/**
 * The log's records: a byte for the kind, then
 * `put`: length of the key, length of the value, when it expires (a double) if it does, key, value;
 * `remove`: length of the key, 0, key;
 * `commit`: number of the batch (a double), CRC-32C of what stands between the commit before and this byte.
 */
export const RecordKind = { put: 1, putExpiring: 2, remove: 3, commit: 4 } as const;

export const COMMIT_BYTES = 13;
/** Enough for most records that are not in memory; longer ones are read again. */
const FIRST_READ = 512;

/** A put or remove record, looked at where it lies. */
export class RecordView {
  /** The whole record's bytes. */
  size = 0;
  expiry: number | undefined;
  private bytes: Buffer = Buffer.alloc(0);
  private keyStart = 0;
  private valueStart = 0;
  private end = 0;

  get key(): Buffer {
    return this.bytes.subarray(this.keyStart, this.valueStart);
  }

  get value(): Buffer {
    return this.bytes.subarray(this.valueStart, this.end);
  }

  load(segment: Segment, offset: number): void {
    if (segment.memory) this.parse(segment.memory, offset);
    else {
      this.parse(segment.read(offset, FIRST_READ), 0);
      if (this.size > FIRST_READ) this.parse(segment.read(offset, this.size), 0);
    }
  }

  /** Reads the lengths only: a record that is cut off shows in a `size` beyond the buffer. */
  parse(bytes: Buffer, offset: number): void {
    let at = offset + 1;
    const keyLength = readVarint(bytes, at);
    at += varintSize(keyLength);
    const valueLength = readVarint(bytes, at);
    at += varintSize(valueLength);
    const expires = bytes[offset] === RecordKind.putExpiring;
    this.expiry = expires && at + 8 <= bytes.length ? bytes.readDoubleLE(at) : undefined;
    this.bytes = bytes;
    this.keyStart = expires ? at + 8 : at;
    this.valueStart = this.keyStart + keyLength;
    this.end = this.valueStart + valueLength;
    this.size = this.end - offset;
  }

  get keyHash(): number {
    return hashKey(this.bytes, this.keyStart, this.valueStart);
  }

  hasKeyOf(other: RecordView): boolean {
    const length = this.valueStart - this.keyStart;
    if (other.valueStart - other.keyStart !== length) return false;
    for (let i = 0; i < length; i++)
      if (this.bytes[this.keyStart + i] !== other.bytes[other.keyStart + i]) return false;
    return true;
  }

  hasKey(key: Uint8Array): boolean {
    const { bytes, keyStart } = this;
    if (this.valueStart - keyStart !== key.length) return false;
    for (let i = 0; i < key.length; i++) if (bytes[keyStart + i] !== key[i]) return false;
    return true;
  }
}

/** Appends a record. @returns its size */
export function writePut(segment: Segment, key: Uint8Array, value: Uint8Array, expiry?: number): number {
  const start = segment.length;
  const bytes = segment.reserve(key.length + value.length + 19);
  bytes[start] = expiry === undefined ? RecordKind.put : RecordKind.putExpiring;
  let at = writeVarint(bytes, start + 1, key.length);
  at = writeVarint(bytes, at, value.length);
  if (expiry !== undefined) at = bytes.writeDoubleLE(expiry, at);
  bytes.set(key, at);
  bytes.set(value, at + key.length);
  segment.length = at + key.length + value.length;
  return segment.length - start;
}

export function writeRemove(segment: Segment, key: Uint8Array): void {
  const bytes = segment.reserve(key.length + 7);
  bytes[segment.length] = RecordKind.remove;
  const at = writeVarint(bytes, writeVarint(bytes, segment.length + 1, key.length), 0);
  bytes.set(key, at);
  segment.length = at + key.length;
}

export function writeCommit(segment: Segment, batchId: number, checksum: number): void {
  const bytes = segment.reserve(COMMIT_BYTES);
  bytes[segment.length] = RecordKind.commit;
  bytes.writeDoubleLE(batchId, segment.length + 1);
  bytes.writeUInt32LE(checksum >>> 0, segment.length + 9);
  segment.length += COMMIT_BYTES;
}

/** Where the put records of a whole segment are; each stands in `record` while it is given. */
export function* putOffsets(bytes: Buffer, length: number, record: RecordView): Iterable<number> {
  for (let at = 0; at < length; ) {
    if (bytes[at] === RecordKind.commit) {
      at += COMMIT_BYTES;
      continue;
    }
    record.parse(bytes, at);
    const { size } = record;
    if (bytes[at] !== RecordKind.remove) yield at;
    at += size;
  }
}
