import { ProtocolError } from "./reader.js";

/**
 * Cuts a socket's bytes into messages, each preceded by its length. Only what has arrived is held, however long a
 * message says it is; one that says it is longer than `limit` ends it all.
 */
export class FrameSplitter {
  #chunks: Buffer[] = [];
  #buffered = 0;
  #needed = 4;

  constructor(readonly limit: number) {}

  /** The messages that `chunk` completes. Throws `ProtocolError` for a length that cannot be. */
  *push(chunk: Buffer): Generator<Buffer> {
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    while (this.#buffered >= this.#needed) {
      const bytes = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
      const length = bytes.readInt32BE(0);
      if (length < 0 || length > this.limit)
        throw new ProtocolError(`a message of ${length} bytes where at most ${this.limit} are allowed`);
      const end = 4 + length;
      const whole = bytes.length >= end;
      const rest = whole ? bytes.subarray(end) : bytes;
      this.#chunks = rest.length > 0 ? [rest] : [];
      this.#buffered = rest.length;
      this.#needed = whole ? 4 : end;
      if (whole) yield bytes.subarray(4, end);
    }
  }
}
