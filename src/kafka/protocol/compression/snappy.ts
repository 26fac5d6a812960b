import snappyjs from "snappyjs";
import { ProtocolError } from "../reader.js";
import { type Codec, checkUnpackedLength, MOST_UNPACKED } from "./codec.js";

/** The Java library's framing: this magic, two versions, then blocks, each behind its length. librdkafka sends bare blocks. */
const MAGIC = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
const HEADER = 16;
/** Java's own block size. */
const BLOCK = 32 * 1024;

export const snappy: Codec = {
  compress: bytes => {
    const header = Buffer.alloc(HEADER);
    MAGIC.copy(header);
    header.writeInt32BE(1, 8);
    header.writeInt32BE(1, 12);
    const parts: Uint8Array[] = [header];
    for (let at = 0; at < bytes.length; at += BLOCK) {
      const block = snappyjs.compress(Uint8Array.from(bytes.subarray(at, at + BLOCK)));
      const length = Buffer.alloc(4);
      length.writeInt32BE(block.length);
      parts.push(length, block);
    }
    return Buffer.concat(parts);
  },
  decompress: bytes => {
    const framed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    if (!framed.subarray(0, MAGIC.length).equals(MAGIC)) return unpack(framed);
    const blocks: Uint8Array[] = [];
    let total = 0;
    for (let at = HEADER; at < framed.length; ) {
      if (framed.length - at < 4) throw new ProtocolError("a snappy block that is cut off");
      const length = framed.readInt32BE(at);
      at += 4;
      if (length < 0 || length > framed.length - at)
        throw new ProtocolError("a snappy block that is cut off");
      const block = unpack(framed.subarray(at, at + length));
      total = checkUnpackedLength(total + block.length);
      blocks.push(block);
      at += length;
    }
    return Buffer.concat(blocks);
  },
};

/** snappyjs answers a Buffer with a Buffer, and reads a plain Uint8Array from its array's beginning. */
function unpack(block: Buffer): Uint8Array {
  return snappyjs.uncompress(new Uint8Array(block), MOST_UNPACKED);
}
