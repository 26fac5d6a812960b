import { ProtocolError } from "../reader.js";

/** How the records of a batch are packed. Both ways may be asynchronous. */
export interface Codec {
  compress(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>;
  /** Throws when the result would be longer than `MOST_UNPACKED`. */
  decompress(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** The most that one batch may unpack to: brokers take batches of 1 MiB unless told otherwise. */
export const MOST_UNPACKED = 256 * 1024 * 1024;

/** Refuses a length that a packed batch says it will have. */
export function checkUnpackedLength(length: number): number {
  if (length > MOST_UNPACKED) throw new ProtocolError(`a batch that unpacks to ${length} bytes`);
  return length;
}
