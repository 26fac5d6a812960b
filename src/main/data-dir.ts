import { accessSync, constants } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { messageOf, UserError } from "../util/errors.js";
import { makeFolder } from "../util/make-folder.js";

/**
 * The folder for history and the embedded broker's log: `--data-dir`, else `TWEET_SHELL_HOME`, else `~/.tweet-shell`. Made if it
 * is not there, for its owner alone.
 * @throws UserError when it cannot be written
 */
export function openDataDir(given: string | undefined): string {
  const dir = resolve(given ?? process.env.TWEET_SHELL_HOME ?? join(homedir(), ".tweet-shell"));
  try {
    makeFolder(dir, 0o700);
    accessSync(dir, constants.W_OK);
  } catch (error) {
    throw new UserError(
      `The data folder ${dir} cannot be written: ${messageOf(error)}. Give another with --data-dir DIR.`,
      {
        cause: error,
      },
    );
  }
  return dir;
}
