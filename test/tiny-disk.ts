import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A disk of its own, small enough to be filled. */
export interface TinyDisk {
  readonly path: string;
  readOnly(isReadOnly: boolean): void;
  unmount(): void;
}

/** @returns undefined where none may be mounted: only root may */
export function tinyDisk(kilobytes = 256): TinyDisk | undefined {
  const path = mkdtempSync(join(tmpdir(), "disk-"));
  const mount = (...args: string[]) => execFileSync("mount", [...args, path], { stdio: "ignore" });
  try {
    mount("-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs");
  } catch {
    return undefined;
  }
  return {
    path,
    readOnly: isReadOnly => mount("-o", `remount,${isReadOnly ? "ro" : "rw"}`),
    unmount: () => execFileSync("umount", [path]),
  };
}
