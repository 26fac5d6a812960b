import { noTags, nullableString } from "./codec.js";
import type { Reader } from "./reader.js";
import type { Writer } from "./writer.js";

/** What stands before every request. */
export interface RequestHeader {
  readonly apiKey: number;
  readonly apiVersion: number;
  readonly correlationId: number;
  readonly clientId: string | null;
}

const API_VERSIONS = 18;

/** Header v1, or v2 (with tagged fields) before ApiVersions 3 and later: the only flexible request understood here. */
export function readRequestHeader(from: Reader): RequestHeader {
  const header = {
    apiKey: from.int16(),
    apiVersion: from.int16(),
    correlationId: from.int32(),
    clientId: nullableString.read(from, 0),
  };
  if (header.apiKey === API_VERSIONS && header.apiVersion >= 3) noTags.read(from, 0);
  return header;
}

export function writeRequestHeader(to: Writer, header: RequestHeader): void {
  to.int16(header.apiKey);
  to.int16(header.apiVersion);
  to.int32(header.correlationId);
  nullableString.write(to, header.clientId, 0);
  if (header.apiKey === API_VERSIONS && header.apiVersion >= 3) noTags.write(to, undefined, 0);
}

/** A message with its length before it, as it goes into the socket. */
export function framed(message: Writer): Uint8Array[] {
  const length = Buffer.allocUnsafe(4);
  length.writeInt32BE(message.length);
  return [length, ...message.chunks()];
}
