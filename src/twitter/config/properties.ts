import { readFileSync, statSync } from "node:fs";
import { parse } from "dot-properties";
import { messageOf, UserError } from "../../util/errors.js";

/** A properties file as it was read. */
export interface PropertiesFile {
  readonly path: string;
  readonly values: Readonly<Record<string, string>>;
  /** Whether others than its owner may read it. */
  readonly isOpen: boolean;
}

/**
 * A Java properties file (continuations, `\uXXXX`, `=`, `:` or a space after the key), read as UTF-8: Java reads it as
 * ISO-8859-1, which is how Korean terms came to be garbled.
 * @throws UserError when it is not there, cannot be read, or is not UTF-8
 */
export function readProperties(path: string): PropertiesFile {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
    const values = parse(text) as Record<string, string>;
    return { path, values, isOpen: (statSync(path).mode & 0o044) !== 0 };
  } catch (error) {
    throw new UserError(`Cannot read the properties file ${path}: ${reason(error)}.`, { cause: error });
  }
}

function reason(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "it is not there";
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") return "it is not UTF-8; save it as UTF-8";
  return messageOf(error);
}
