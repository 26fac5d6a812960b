import { readFileSync } from "node:fs";
import { parse } from "dot-properties";
import { messageOf, UserError } from "../util/errors.js";

/**
 * A Java properties file (continuations, `\uXXXX`), read as UTF-8.
 * @throws UserError when it is not there or cannot be read
 */
export function readProperties(file: string): Record<string, string> {
  try {
    return Object.fromEntries(
      Object.entries(parse(readFileSync(file, "utf8"))).map(([key, value]) => [key, String(value).trim()]),
    );
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === "ENOENT" ? "it is not there" : messageOf(error);
    throw new UserError(`Cannot read the properties file ${file}: ${why}.`, { cause: error });
  }
}
