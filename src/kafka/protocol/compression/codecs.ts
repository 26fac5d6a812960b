import { ProtocolError } from "../reader.js";

/** How the records of a batch are packed. Both ways may be asynchronous. */
export interface Codec {
  compress(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>;
  /** Throws when the result would be longer than `MOST_UNPACKED`. */
  decompress(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** The most that one batch may unpack to: brokers take batches of 1 MiB unless told otherwise. */
export const MOST_UNPACKED = 256 * 1024 * 1024;

/** By the number in a batch's attributes; each is loaded when the first batch needs it. */
const loaders: Readonly<Record<number, () => Promise<Codec>>> = {
  1: async () => (await import("./gzip.js")).gzip,
  2: async () => (await import("./snappy.js")).snappy,
  3: async () => (await import("./lz4.js")).lz4,
  4: async () => (await import("./zstd.js")).loadZstd(),
};

const loaded = new Map<number, Promise<Codec>>();

/** The codec of a batch's compression type (1 gzip, 2 snappy, 3 lz4, 4 zstd). */
export function codecOf(type: number): Promise<Codec> {
  const load = loaders[type];
  if (!load) throw new ProtocolError(`compression type ${type} is unknown`);
  const codec = loaded.get(type) ?? load();
  loaded.set(type, codec);
  return codec;
}

/** Refuses a length that a packed batch says it will have. */
export function checkUnpackedLength(length: number): number {
  if (length > MOST_UNPACKED) throw new ProtocolError(`a batch that unpacks to ${length} bytes`);
  return length;
}
