import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { CompactibleLog } from "./compactible-log.js";
import { fileUrl, localPath } from "./local-path.js";

/** A file that a stream wrote: Spark's `SinkFileStatus`, in its order of fields. */
interface SinkFile {
  readonly path: string;
  readonly size: number;
  readonly isDir: boolean;
  readonly modificationTime: number;
  readonly blockReplication: number;
  readonly blockSize: number;
  readonly action: "add" | "delete";
}

const FOLDER = "_spark_metadata";
/** What Spark writes of local files. */
const BLOCK_SIZE = 32 * 1024 * 1024;

export type SinkLog = CompactibleLog<SinkFile>;

/** The log of a stream's output folder: what is not in it was never committed. @param retentionMs how long files stay in it */
export function sinkLog(folder: string, retentionMs = Number.POSITIVE_INFINITY): SinkLog {
  return new CompactibleLog<SinkFile>(
    join(folder, FOLDER),
    file => file.modificationTime >= Date.now() - retentionMs,
  );
}

export function sinkFile(path: string): SinkFile {
  const { size, mtimeMs } = statSync(path);
  return {
    path: fileUrl(path),
    size,
    isDir: false,
    modificationTime: Math.floor(mtimeMs),
    blockReplication: 1,
    blockSize: BLOCK_SIZE,
    action: "add",
  };
}

/** The files that are committed to a stream's output folder; undefined when it is none. */
export function committedFiles(
  folder: string,
): { path: string; size: number; modifiedAt: number }[] | undefined {
  if (!existsSync(join(folder, FOLDER))) return undefined;
  const entries = sinkLog(folder).all();
  const deleted = new Set(entries.filter(({ action }) => action === "delete").map(({ path }) => path));
  return entries
    .filter(({ path }) => !deleted.has(path))
    .map(({ path, size, modificationTime }) => ({
      path: localPath(path),
      size,
      modifiedAt: modificationTime,
    }));
}
