import { closeSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";

const FIRST_BYTES = 4096;

/**
 * One file of a state log: bytes that are appended, and read at any place. They stand in memory too until `unload`; then
 * they are read from the file.
 */
export class Segment {
  length: number;
  /** Bytes of records that are still the newest of their key. */
  live = 0;
  private readonly file: number;
  private saved: number;

  constructor(
    readonly id: number,
    readonly path: string,
    private bytes: Buffer | null = Buffer.allocUnsafe(FIRST_BYTES),
    length = 0,
  ) {
    this.file = openSync(path, "a+");
    this.length = length;
    this.saved = length;
  }

  /** Makes room for `count` bytes. @returns the buffer, to write from `length` on; then `length` must be set */
  reserve(count: number): Buffer {
    const bytes = this.loaded();
    if (this.length + count <= bytes.length) return bytes;
    const grown = Buffer.allocUnsafe(Math.max(bytes.length * 2, this.length + count));
    bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
    return grown;
  }

  /** All bytes when they are in memory. */
  get memory(): Buffer | null {
    return this.bytes;
  }

  /** The bytes of a place from the file. */
  read(from: number, count: number): Buffer {
    const buffer = Buffer.allocUnsafe(Math.min(count, this.length - from));
    readSync(this.file, buffer, 0, buffer.length, from);
    return buffer;
  }

  /** Writes what was appended to the file. */
  save(): void {
    while (this.saved < this.length)
      this.saved += writeSync(this.file, this.loaded(), this.saved, this.length - this.saved);
  }

  /** Forgets the bytes behind `length`, in the file too. */
  truncate(length: number): void {
    this.length = length;
    this.saved = length;
    ftruncateSync(this.file, length);
  }

  unload(): void {
    this.bytes = null;
  }

  close(): void {
    closeSync(this.file);
  }

  private loaded(): Buffer {
    this.bytes ??= this.read(0, this.length);
    return this.bytes;
  }
}
