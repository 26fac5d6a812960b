/** Bytes that are no Kafka message: too short, too long, or of a length that cannot be. */
export class ProtocolError extends Error {
  override name = "ProtocolError";
}

/**
 * Reads Kafka's primitive types (https://kafka.apache.org/protocol#protocol_types) from bytes somebody else wrote.
 * Every length is checked against what is there before anything is allocated for it; byte fields are views, not copies.
 */
export class Reader {
  #position = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return this.#bytes.length - this.#position;
  }

  int8(): number {
    return this.#bytes.readInt8(this.#take(1));
  }

  int16(): number {
    return this.#bytes.readInt16BE(this.#take(2));
  }

  int32(): number {
    return this.#bytes.readInt32BE(this.#take(4));
  }

  int64(): bigint {
    return this.#bytes.readBigInt64BE(this.#take(8));
  }

  /** At most five bytes, as UNSIGNED_VARINT allows. */
  unsignedVarint(): number {
    let value = 0;
    for (let shift = 0; shift <= 28; shift += 7) {
      const byte = this.#bytes[this.#take(1)]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw new ProtocolError("a varint of more than five bytes");
  }

  /** A view of the next `length` bytes. */
  view(length: number): Buffer {
    if (length < 0) throw new ProtocolError(`a length of ${length}`);
    const start = this.#take(length);
    return this.#bytes.subarray(start, start + length);
  }

  text(length: number): string {
    return this.view(length).toString("utf8");
  }

  /** The length of an array whose items take a byte each or more: what cannot fit is refused before it is allocated. */
  itemCount(length: number): number {
    if (length > this.remaining)
      throw new ProtocolError(`an array of ${length} items in ${this.remaining} bytes`);
    return length;
  }

  #take(length: number): number {
    const start = this.#position;
    if (length > this.#bytes.length - start)
      throw new ProtocolError(`${length} bytes wanted, ${this.#bytes.length - start} left`);
    this.#position = start + length;
    return start;
  }
}
