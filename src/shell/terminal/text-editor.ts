import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../util/errors.js";

/**
 * The text as the user's editor (`VISUAL`, else `EDITOR`, else vi) leaves it. Standard input and output must be the editor's to take.
 * @throws UserError when there is no such editor, or it ends with an error, which is how editors say that nothing is to come of it
 */
export async function editText(text: string): Promise<string> {
  const command = process.env.VISUAL?.trim() || process.env.EDITOR?.trim() || "vi";
  const folder = mkdtempSync(join(tmpdir(), "tweet-shell-"));
  const file = join(folder, "entry.ts");
  try {
    writeFileSync(file, text === "" ? "" : `${text}\n`, { mode: 0o600 });
    const status = await run(command, file);
    if (status === 126 || status === 127)
      throw new UserError(`${command} cannot be run: name an editor in VISUAL or EDITOR`);
    if (status !== 0) throw new UserError(`${command} ended with status ${status}: the text stays as it was`);
    return readFileSync(file, "utf8").replace(/\r\n?/g, "\n").trimEnd();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** By the shell: the variables hold commands, such as `code --wait`. */
function run(command: string, file: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const editor = spawn(`${command} "$TWEET_SHELL_ENTRY"`, {
      shell: true,
      stdio: "inherit",
      env: { ...process.env, TWEET_SHELL_ENTRY: file },
    });
    editor.on("error", reject);
    editor.on("exit", resolve);
  });
}
