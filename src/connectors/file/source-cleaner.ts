import { renameSync, rmSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { IllegalArgumentException, messageOf } from "../../util/errors.js";
import { makeFolder } from "../../util/make-folder.js";
import type { FileStreamOptions } from "./file-stream-options.js";

/**
 * What becomes of files that have been read. Failing at it does not fail the query: the file is known as read.
 * @param tell hears what could not be done
 * @throws IllegalArgumentException when what is archived would be read again
 */
export function sourceCleaner(
  how: FileStreamOptions["clean"],
  roots: readonly string[],
  tell: (line: string) => void,
): (path: string) => void {
  if (how.kind === "archive" && roots.some(root => `${how.folder}${sep}`.startsWith(`${root}${sep}`)))
    throw new IllegalArgumentException(
      "requirement failed: Base archive path cannot be set to the path where archived path can possibly match with source pattern. Ensure the base archive path doesn't match with source pattern in depth, where the depth is minimum of depth on both paths.",
    );
  return path => {
    try {
      if (how.kind === "delete") rmSync(path, { force: true });
      if (how.kind !== "archive") return;
      const target = join(how.folder, path);
      makeFolder(dirname(target));
      renameSync(path, target);
    } catch (error) {
      tell(`${path} has been read and could not be ${how.kind}d: ${messageOf(error)}`);
    }
  };
}
