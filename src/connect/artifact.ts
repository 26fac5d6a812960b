import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { crc32 } from "node:zlib";
import { messageOf, UserError } from "../util/errors.js";

const CHUNK_BYTES = 32 * 1024;

/** A file of this machine as the session takes it: under `jars/`, or `files/` for what is none. */
export async function artifactOf(path: string) {
  const bytes = await readFile(path).catch(error => {
    throw new UserError(`${path} cannot be read: ${messageOf(error)}.`, { cause: error });
  });
  const chunks = [];
  for (let at = 0; at < bytes.length || at === 0; at += CHUNK_BYTES) {
    const data = bytes.subarray(at, at + CHUNK_BYTES);
    chunks.push({ data, crc: BigInt(crc32(data)) });
  }
  return {
    name: `${path.endsWith(".jar") ? "jars" : "files"}/${basename(path)}`,
    chunks,
    total: BigInt(bytes.length),
  };
}
