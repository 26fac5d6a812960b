import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { AnalysisException } from "../../util/errors.js";

export interface InputFile {
  readonly path: string;
  /** Last change, milliseconds since the epoch. */
  readonly modifiedAt: number;
}

/** A path as it is written in options: plain, or a `file:` URL. */
export function localPath(path: string): string {
  return path.startsWith("file:") ? fileURLToPath(path) : resolve(path);
}

/**
 * The files of a folder, or the file itself; names that begin with `_` or `.` are left out, as Spark does.
 * @throws AnalysisException PATH_NOT_FOUND
 */
export function listFiles(path: string): InputFile[] {
  const root = statOrRefuse(path);
  if (!root.isDirectory()) return [{ path, modifiedAt: root.mtimeMs }];
  return readdirSync(path, { withFileTypes: true })
    .filter(entry => !/^[_.]/.test(entry.name))
    .flatMap(entry => {
      const file = join(path, entry.name);
      if (entry.isDirectory()) return listFiles(file);
      const found = statSync(file, { throwIfNoEntry: false });
      return found?.isFile() ? [{ path: file, modifiedAt: found.mtimeMs }] : [];
    });
}

/** @throws AnalysisException PATH_NOT_FOUND */
export function requirePath(path: string): void {
  statOrRefuse(path);
}

function statOrRefuse(path: string) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found) return found;
  throw new AnalysisException("PATH_NOT_FOUND", `Path does not exist: file:${path}.`, "42K03");
}
