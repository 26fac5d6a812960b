import { spawn } from "node:child_process";
import { UserError } from "../util/errors.js";

/** What a line that begins with `!` hands to the system's shell; undefined when it is an expression: `!done`. */
export function shellCommand(text: string, isName: (name: string) => boolean): string | undefined {
  const found = /^\s*!\s*([\p{L}./~][\s\S]*)$/u.exec(text);
  const [, command] = found ?? [];
  const [first] = /^[\p{L}_$][\p{L}\p{N}_$]*/u.exec(command ?? "") ?? [];
  return command && !(first && isName(first)) ? command.trim() : undefined;
}

/**
 * Runs a command of the system's shell, without input; what it writes is printed as it comes.
 * @throws UserError when it ends with another status than 0
 */
export function runShellCommand(
  command: string,
  print: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    // A process group of its own, so that Ctrl-C ends what it started too.
    const child = spawn(command, {
      shell: true,
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe"],
    });
    const stop = () => {
      try {
        if (child.pid !== undefined)
          process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGINT");
      } catch {
        // It has ended in the meantime.
      }
    };
    signal.addEventListener("abort", stop, { once: true });
    child.stdout.setEncoding("utf8").on("data", print);
    child.stderr.setEncoding("utf8").on("data", print);
    child.on("error", error => reject(new UserError(error.message)));
    child.on("close", (status, killed) => {
      signal.removeEventListener("abort", stop);
      if (status === 0 || signal.aborted) resolve();
      else reject(new UserError(`${command.split(/\s/)[0]} ended with ${killed ?? `status ${status}`}`));
    });
  });
}
