import { pathToFileURL } from "node:url";
import { messageOf, SparkError } from "../../util/errors.js";
import type { OptionMap } from "../../util/options.js";

/** What becomes of a record that is malformed: NULLs, nothing, an error. */
export type ParseMode = "PERMISSIVE" | "DROPMALFORMED" | "FAILFAST";

/** Unknown modes are PERMISSIVE, as in Spark. */
export function parseMode(options: OptionMap): ParseMode {
  const mode = options.get("mode")?.toUpperCase();
  return mode === "DROPMALFORMED" || mode === "FAILFAST" ? mode : "PERMISSIVE";
}

export function corruptColumn(options: OptionMap): string {
  return options.get("columnNameOfCorruptRecord") ?? "_corrupt_record";
}

export function malformedRecord(record: string): SparkError {
  return new SparkError(
    "MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION",
    `Malformed records are detected in record parsing: ${record}.\nParse Mode: FAILFAST. To process malformed records as null result, try setting the option 'mode' as 'PERMISSIVE'. `,
    "22023",
  );
}

/** What went wrong, with the file that it went wrong in. */
export function failedRead(path: string, cause: unknown): SparkError {
  if (cause instanceof SparkError && cause.errorClass?.startsWith("FAILED_READ_FILE")) return cause;
  if (cause instanceof Error && "code" in cause && cause.code === "ENOENT")
    return new SparkError(
      "FAILED_READ_FILE.FILE_NOT_EXIST",
      `Encountered error while reading file ${pathToFileURL(path).href}. File does not exist. It is possible the underlying files have been updated; to pass over files that are gone, set the option ignoreMissingFiles to true.`,
      "KD001",
      { cause },
    );
  return new SparkError(
    "FAILED_READ_FILE.NO_HINT",
    `Encountered error while reading file ${pathToFileURL(path).href}. Caused by: ${messageOf(cause)}`,
    "KD001",
    { cause },
  );
}
