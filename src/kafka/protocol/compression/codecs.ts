import { ProtocolError } from "../reader.js";
import type { Codec } from "./codec.js";

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
