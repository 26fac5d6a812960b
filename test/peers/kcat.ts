import { spawn } from "node:child_process";

export interface KcatResult {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs kcat against a broker, with `input` on its stdin; it is ended after a while at the latest. */
export function kcat(
  bootstrap: string,
  args: readonly string[],
  input?: string | Buffer,
): Promise<KcatResult> {
  const child = spawn("kcat", ["-b", bootstrap, ...args]);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", chunk => stdout.push(chunk));
  child.stderr.on("data", chunk => stderr.push(chunk));
  child.stdin.end(input);
  const impatient = setTimeout(() => child.kill("SIGKILL"), 30_000);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", status => {
      clearTimeout(impatient);
      resolve({ status, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString("utf8") });
    });
  });
}
