import { ProtocolError } from "../reader.js";

/** A place in bytes full of varints; it never goes beyond `end`. */
export class VarintCursor {
  constructor(
    readonly bytes: Uint8Array,
    public at: number,
    public end: number,
  ) {}

  /** A signed VARINT. */
  int(): number {
    const bytes = this.bytes;
    let at = this.at;
    let byte = bytes[at++]!;
    let value = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      if (shift > 28) throw new ProtocolError("a varint of more than five bytes");
      byte = bytes[at++]!;
      value |= (byte & 0x7f) << shift;
    }
    if (at > this.end) throw new ProtocolError("records that are cut off");
    this.at = at;
    return (value >>> 1) ^ -(value & 1);
  }

  /** A signed VARLONG, exact as a number up to 2^53. */
  long(): number {
    const bytes = this.bytes;
    let at = this.at;
    let byte = bytes[at++]!;
    let low = byte & 0x7f;
    let high = 0;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      if (shift > 63) throw new ProtocolError("a varlong of more than ten bytes");
      byte = bytes[at++]!;
      if (shift < 28) low |= (byte & 0x7f) << shift;
      else high += (byte & 0x7f) * 2 ** (shift - 28);
    }
    if (at > this.end) throw new ProtocolError("records that are cut off");
    this.at = at;
    const unsigned = high * 0x1000_0000 + low;
    return low & 1 ? -(unsigned + 1) / 2 : unsigned / 2;
  }

  /** Steps over `length` bytes and says where they began. */
  skip(length: number): number {
    const start = this.at;
    if (length < 0 || length > this.end - start) throw new ProtocolError("records that are cut off");
    this.at = start + length;
    return start;
  }
}
