/** From here on a byte field is passed on as it is, not copied: record batches go from disk to socket so. */
const KEEP_FROM = 4096;

/** Writes Kafka's primitive types; large byte fields are kept by reference, so that a response costs its envelope only. */
export class Writer {
  readonly #done: Uint8Array[] = [];
  #current = Buffer.allocUnsafe(512);
  #position = 0;
  #doneLength = 0;

  get length(): number {
    return this.#doneLength + this.#position;
  }

  int8(value: number): void {
    const at = this.#reserve(1);
    this.#current.writeInt8(value, at);
  }

  int16(value: number): void {
    const at = this.#reserve(2);
    this.#current.writeInt16BE(value, at);
  }

  int32(value: number): void {
    const at = this.#reserve(4);
    this.#current.writeInt32BE(value, at);
  }

  int64(value: bigint): void {
    const at = this.#reserve(8);
    this.#current.writeBigInt64BE(value, at);
  }

  unsignedVarint(value: number): void {
    let rest = value >>> 0;
    while (rest >= 0x80) {
      this.int8(((rest & 0x7f) | 0x80) - 256);
      rest >>>= 7;
    }
    this.int8(rest);
  }

  bytes(value: Uint8Array): void {
    if (value.length < KEEP_FROM) {
      const at = this.#reserve(value.length);
      this.#current.set(value, at);
      return;
    }
    this.#seal();
    this.#done.push(value);
    this.#doneLength += value.length;
  }

  /** All that was written, in order; the large byte fields are the very arrays that were given. */
  chunks(): Uint8Array[] {
    this.#seal();
    return this.#done;
  }

  #seal(): void {
    if (this.#position === 0) return;
    this.#done.push(this.#current.subarray(0, this.#position));
    this.#doneLength += this.#position;
    this.#current = this.#current.subarray(this.#position);
    this.#position = 0;
  }

  /** Where the next `length` bytes go; `#current` may be another buffer afterwards. */
  #reserve(length: number): number {
    const start = this.#position;
    if (start + length > this.#current.length) {
      const larger = Buffer.allocUnsafe(Math.max(512, 2 * (start + length)));
      this.#current.copy(larger, 0, 0, start);
      this.#current = larger;
    }
    this.#position = start + length;
    return start;
  }
}
