import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPty, type Pty, type PtyOptions } from "./pty.js";

/** The built shell in a pseudo-terminal; its data folder goes when it is killed, which ends the test. */
export interface ShellPty extends Pty {
  readonly home: string;
  /** Enters a line as typed; what the shell said until it had been run, without what it says of its own accord later. */
  enter(line: string, ms?: number): Promise<string[]>;
  /** The table that stands in the pane now, borders included. */
  table(): string[];
}

export interface ShellOptions extends PtyOptions {
  readonly args?: readonly string[];
  /** Its data folder; a new one if not given. */
  readonly home?: string;
}

/** Starts the shell, wide enough that no line wraps unless told otherwise, and waits for its first prompt. */
export async function openShell(options: ShellOptions = {}): Promise<ShellPty> {
  const { args = [], home = newHome(), env, ...terminal } = options;
  const pty = openPty(process.execPath, ["dist/bin.js", ...args], {
    cols: 400,
    rows: 50,
    env: { TWEET_SHELL_HOME: home, ...env },
    ...terminal,
  });
  await pty.waitFor(() => pty.screen().includes("tweet>"));
  let entered = 0;
  return {
    ...pty,
    home,
    kill: () => {
      pty.kill();
      void pty.exited.then(() => rmSync(home, { recursive: true, force: true }));
    },
    enter: async (line, ms = 20_000) => {
      const mark = `"ran ${++entered}"`;
      pty.type(`${line}\r${mark}\r`);
      await pty.waitFor(`= ran ${entered}\n`, ms);
      const lines = pty.scrollback();
      return lines.slice(lines.lastIndexOf(`tweet> ${line}`) + 1, lines.lastIndexOf(`tweet> ${mark}`));
    },
    table: () => pty.screen().filter(line => /^[+|]/.test(line)),
  };
}

export const newHome = (): string => mkdtempSync(join(tmpdir(), "home-"));

/** The processes below one, at any depth. */
export function descendants(pid: number): number[] {
  const all = processes();
  const below = (parent: number): number[] =>
    all.filter(({ ppid }) => ppid === parent).flatMap(({ pid }) => [pid, ...below(pid)]);
  return below(pid);
}

/** Which of these processes run; one that has ended and was not yet asked how does not. */
export function living(pids: readonly number[]): number[] {
  return processes()
    .filter(({ pid, state }) => pids.includes(pid) && !state.startsWith("Z"))
    .map(({ pid }) => pid);
}

function processes(): { pid: number; ppid: number; state: string }[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat="], { encoding: "utf8" }).trim().split("\n");
  return lines.map(line => {
    const [pid, ppid, state] = line.trim().split(/\s+/);
    return { pid: Number(pid), ppid: Number(ppid), state: state! };
  });
}
