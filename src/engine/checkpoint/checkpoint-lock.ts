import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { SparkError } from "../../util/errors.js";

const NAME = ".lock";

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
    const holder = holderOf(file);
    if (holder !== undefined)
      throw new SparkError(
        "CONCURRENT_STREAM_LOG_UPDATE",
        `Concurrent update to the log. Multiple streaming jobs detected for ${batchId}. Please make sure only one streaming job runs on a specific checkpoint location at a time: process ${holder} has ${folder}.`,
        "40000",
      );
    rmSync(file, { force: true });
    take(file, mine);
  }
  return () => rmSync(file, { force: true });
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

function take(file: string, mine: string): boolean {
  try {
    const handle = openSync(file, "wx");
    writeSync(handle, mine);
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** The living process that has the lock. */
function holderOf(file: string): number | undefined {
  const held = readFileSync(file, "utf8");
  const pid = Number.parseInt(held, 10);
  if (!(pid > 0) || identity(pid) !== held) return undefined;
  try {
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM" ? pid : undefined;
  }
}
