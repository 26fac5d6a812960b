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
    this.#current.writeInt8(value, this.#reserve(1));
  }

  int16(value: number): void {
    this.#current.writeInt16BE(value, this.#reserve(2));
  }

  int32(value: number): void {
    this.#current.writeInt32BE(value, this.#reserve(4));
  }

  int64(value: bigint): void {
    this.#current.writeBigInt64BE(value, this.#reserve(8));
  }

  unsignedVarint(value: number): void {
    let rest = value >>> 0;
    while (rest >= 0x80) {
      this.#current[this.#reserve(1)] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#current[this.#reserve(1)] = rest;
  }

  bytes(value: Uint8Array): void {
    if (value.length < KEEP_FROM) {
      this.#current.set(value, this.#reserve(value.length));
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
