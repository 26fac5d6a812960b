import { gunzipSync, gzipSync } from "node:zlib";
import { type Codec, MOST_UNPACKED } from "./codec.js";

export const gzip: Codec = {
  compress: bytes => gzipSync(bytes),
  decompress: bytes => gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED }),
};
