import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { messageOf, UserError } from "./errors.js";

const VERSION = "v1";

/**
 * Writes a file of Spark's metadata logs: `v1`, then the lines. It appears whole or not at all. Synchronous: a commit that
 * is awaited would cost more than the write.
 * @param lead what stands before the version
 */
export function writeVersioned(file: string, lines: readonly string[], lead = ""): void {
  const temporary = join(dirname(file), `.${basename(file)}.tmp`);
  writeFileSync(temporary, lead + [VERSION, ...lines].join("\n"));
  renameSync(temporary, file);
}

/** The lines below the version. @throws UserError naming the file when it is damaged or cannot be read */
export function readVersioned(file: string): string[] {
  const [version, ...lines] = readText(file).split("\n");
  // Kafka's initial offsets begin with a zero byte, which old Sparks wanted.
  if (version!.replace("\0", "") !== VERSION || lines.length === 0)
    throw new UserError(
      `${file} is damaged: it should begin with "${VERSION}" and hold at least one line more.`,
    );
  return lines;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`${file} of the checkpoint cannot be read: ${messageOf(error)}.`, { cause: error });
  }
}
