import lz4js from "lz4js";
import { type Codec, checkUnpackedLength } from "./codec.js";

/** The LZ4 frame format, as record batches v2 have it. */
export const lz4: Codec = {
  compress: bytes => lz4js.compress(new Uint8Array(bytes)),
  decompress: bytes => {
    const packed = new Uint8Array(bytes);
    return lz4js.decompress(packed, checkUnpackedLength(lz4js.decompressBound(packed)));
  },
};
