import * as zlib from "node:zlib";
import { ProtocolError } from "../reader.js";
import { type Codec, checkUnpackedLength, MOST_UNPACKED } from "./codec.js";

type Way = (bytes: Uint8Array, options?: { maxOutputLength?: number }) => Uint8Array;
/** Node's own zstd came with 22.15. */
const native = zlib as unknown as { zstdCompressSync?: Way; zstdDecompressSync?: Way };

/** zstd: Node's own where it has it, else WebAssembly. */
export async function loadZstd(): Promise<Codec> {
  const { zstdCompressSync, zstdDecompressSync } = native;
  if (zstdCompressSync && zstdDecompressSync)
    return {
      compress: bytes => zstdCompressSync(bytes),
      decompress: bytes => zstdDecompressSync(bytes, { maxOutputLength: MOST_UNPACKED }),
    };
  const { default: wasm } = await import("@bokuweb/zstd-wasm");
  await wasm.init();
  return {
    compress: bytes => wasm.compress(bytes),
    decompress: bytes => {
      const size = contentSize(bytes);
      if (size !== undefined) {
        checkUnpackedLength(size);
        return wasm.decompress(bytes, { defaultHeapSize: size });
      }
      for (let room = 4 * bytes.length + 1024 * 1024; ; room *= 4)
        try {
          return wasm.decompress(bytes, { defaultHeapSize: Math.min(room, MOST_UNPACKED) });
        } catch (cause) {
          if (room >= MOST_UNPACKED) throw new ProtocolError("a zstd batch that does not unpack", { cause });
        }
    },
  };
}

/** The unpacked size that a zstd frame's header names, if it does (RFC 8878, 3.1.1.1): the library allocates it unchecked. */
function contentSize(bytes: Uint8Array): number | undefined {
  const frame = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (frame.length < 6) throw new ProtocolError("a zstd frame that is cut off");
  const descriptor = frame[4]!;
  const single = (descriptor & 32) !== 0;
  const at = 5 + (single ? 0 : 1) + [0, 1, 2, 4][descriptor & 3]!;
  const width = [single ? 1 : 0, 2, 4, 8][descriptor >> 6]!;
  if (at + width > frame.length) throw new ProtocolError("a zstd frame that is cut off");
  if (width === 0) return undefined;
  if (width === 8) return Number(frame.readBigUInt64LE(at));
  return frame.readUIntLE(at, width) + (width === 2 ? 256 : 0);
}
