import * as zlib from "node:zlib";
import type { CompressionCodec, Compressors } from "hyparquet";

type Way = (bytes: Uint8Array) => Uint8Array;
/** Node's own zstd came with 22.15. */
const native = zlib as unknown as { zstdCompressSync?: Way; zstdDecompressSync?: Way };

interface Zstd {
  readonly compress: Way;
  readonly decompress: (bytes: Uint8Array, length: number) => Uint8Array;
}

let loaded: Promise<Zstd> | null = null;

/** Once: the library does not stand being started again. */
function zstd(): Promise<Zstd> {
  loaded ??= loadZstd();
  return loaded;
}

async function loadZstd(): Promise<Zstd> {
  const { zstdCompressSync, zstdDecompressSync } = native;
  if (zstdCompressSync && zstdDecompressSync)
    return { compress: zstdCompressSync, decompress: zstdDecompressSync };
  const { default: wasm } = await import("@bokuweb/zstd-wasm");
  await wasm.init();
  return {
    compress: bytes => wasm.compress(bytes),
    decompress: (bytes, length) => wasm.decompress(bytes, { defaultHeapSize: length }),
  };
}

/** What unpacks the pages of a file; snappy is the library's own. */
export async function decompressors(codecs: ReadonlySet<CompressionCodec>): Promise<Compressors> {
  return {
    GZIP: (bytes, length) => zlib.gunzipSync(bytes, { maxOutputLength: Math.max(1, length) }),
    BROTLI: (bytes, length) => zlib.brotliDecompressSync(bytes, { maxOutputLength: Math.max(1, length) }),
    ...(codecs.has("ZSTD") ? { ZSTD: (await zstd()).decompress } : {}),
  };
}

/** A way to pack pages: its codec, and what stands in the file's name for it. */
interface Packing {
  readonly codec: CompressionCodec;
  readonly extension: string;
}

/** By the names that the option `compression` takes. */
export const packings: Readonly<Record<string, Packing>> = {
  snappy: { codec: "SNAPPY", extension: "snappy.parquet" },
  gzip: { codec: "GZIP", extension: "gz.parquet" },
  zstd: { codec: "ZSTD", extension: "zstd.parquet" },
  none: { codec: "UNCOMPRESSED", extension: "parquet" },
  uncompressed: { codec: "UNCOMPRESSED", extension: "parquet" },
};

/** What packs pages. */
export async function compressor(
  codec: CompressionCodec,
): Promise<{ readonly [K in CompressionCodec]?: Way }> {
  if (codec === "GZIP") return { GZIP: bytes => zlib.gzipSync(bytes) };
  return codec === "ZSTD" ? { ZSTD: (await zstd()).compress } : {};
}
