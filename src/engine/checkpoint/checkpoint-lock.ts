import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SparkError } from "../../util/errors.js";

const NAME = ".lock";

/** Those of this process. */
const held = new Set<string>();

/**
 * Keeps a checkpoint for one query, also against other processes. The lock is a file that names its process; one whose
 * process has died counts for nothing.
 * @param batchId the batch that the query would run next
 * @returns gives it up
 * @throws SparkError CONCURRENT_STREAM_LOG_UPDATE when another query has it
 */
export function lockCheckpoint(folder: string, batchId: number): () => void {
  const file = join(folder, NAME);
  const mine = identity(process.pid);
  if (!take(file, mine)) {
    const holder = holderOf(file, mine);
    if (holder !== undefined)
      throw new SparkError(
        "CONCURRENT_STREAM_LOG_UPDATE",
        `Concurrent update to the log. Multiple streaming jobs detected for ${batchId}. Please make sure only one streaming job runs on a specific checkpoint location at a time: process ${holder} has ${folder}.`,
        "40000",
      );
    rmSync(file, { force: true });
    take(file, mine);
  }
  held.add(file);
  return () => {
    held.delete(file);
    try {
      rmSync(file, { force: true });
    } catch {
      // A disk that cannot be written any more: the file stays, and counts for nothing.
    }
  };
}

/** A process, told from a later one of the same number by when it was started, where the system says so. */
function identity(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, which may hold anything, ends at the last parenthesis; the start time is the 20th field behind it.
    return `${pid} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}`;
  } catch {
    return String(pid); // no /proc: the number alone
  }
}

/** A link, unlike a new file, is there with its content or not at all. */
function take(file: string, mine: string): boolean {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, mine);
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** The living process that has the lock. */
function holderOf(file: string, mine: string): number | undefined {
  const holder = readFileSync(file, "utf8");
  const pid = Number.parseInt(holder, 10);
  if (holder === mine) return held.has(file) ? pid : undefined;
  if (!(pid > 0) || identity(pid) !== holder) return undefined;
  try {
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM" ? pid : undefined;
  }
}
