import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { messageOf, SparkError, UserError } from "./errors.js";

const VERSION = "v1";

/**
 * Writes a file of Spark's metadata logs: `v1`, then the lines. It appears whole or not at all. Synchronous: a commit that
 * is awaited would cost more than the write.
 * @param lead what stands before the version
 * @throws UserError naming the file when it cannot be written
 */
export function writeVersioned(file: string, lines: readonly string[], lead = ""): void {
  const temporary = join(dirname(file), `.${basename(file)}.tmp`);
  try {
    writeFileSync(temporary, lead + [VERSION, ...lines].join("\n"));
    renameSync(temporary, file);
  } catch (error) {
    throw new UserError(`${file} cannot be written: ${messageOf(error)}.`, { cause: error });
  }
}

/** The lines below the version. @throws SparkError naming the file when it is damaged or cannot be read, in Spark's words */
export function readVersioned(file: string): string[] {
  const fail = (errorClass: string, text: string) =>
    new SparkError(null, `Failed to read log file file:${file}. [${errorClass}] ${text}`, "KD002");
  const text = readText(file);
  if (text === "") throw new SparkError(null, `Failed to read log file file:${file}. Incomplete log file`);
  const [first, ...lines] = text.split("\n");
  // Kafka's initial offsets begin with a zero byte, which old Sparks wanted.
  const version = first!.replace("\0", "");
  if (!/^v[1-9]\d*$/.test(version))
    throw fail(
      "MALFORMED_LOG_FILE",
      `Log file was malformed: failed to read correct log version from ${version.slice(0, 100)}.`,
    );
  if (version !== VERSION)
    throw fail(
      "INVALID_LOG_VERSION.MAX_SUPPORTED_VERSION",
      `UnsupportedLogVersion. The maximum supported log version is ${VERSION}, but encountered ${version}. The log file was produced by a newer version of Spark and cannot be read by this version. You need to upgrade.`,
    );
  return lines;
}

/** As `readVersioned`, of a file whose lines are JSON. */
export function readVersionedJson<T>(file: string): T[] {
  return readVersioned(file).map(line => {
    try {
      return JSON.parse(line) as T;
    } catch (error) {
      throw new SparkError(null, `Failed to read log file file:${file}. ${messageOf(error)}`, undefined, {
        cause: error,
      });
    }
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`${file} of the checkpoint cannot be read: ${messageOf(error)}.`, { cause: error });
  }
}
