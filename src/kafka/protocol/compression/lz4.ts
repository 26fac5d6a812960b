import lz4js from "lz4js";
import { type Codec, checkUnpackedLength } from "./codec.js";
import { compressBlock } from "./lz4-block.js";

/** Magic number, version 1 with independent blocks, blocks of 64 KiB, and the checksum of the latter two. */
const HEADER = Buffer.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82]);
const BLOCK = 64 * 1024;
/** In a block's length: the block is as it was. */
const NOT_PACKED = 0x8000_0000;

/** The LZ4 frame format, as record batches v2 have it. */
export const lz4: Codec = {
  compress: bytes => {
    const parts: Uint8Array[] = [HEADER];
    for (let at = 0; at < bytes.length; at += BLOCK) {
      const block = bytes.subarray(at, at + BLOCK);
      const packed = compressBlock(block);
      parts.push(uint32(packed ? packed.length : block.length + NOT_PACKED), packed ?? block);
    }
    return Buffer.concat([...parts, uint32(0)]);
  },
  decompress: bytes => {
    const packed = new Uint8Array(bytes);
    return lz4js.decompress(packed, checkUnpackedLength(lz4js.decompressBound(packed)));
  },
};

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
