import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { spawn } from "@lydell/node-pty";
import { Unicode11Addon } from "@xterm/addon-unicode11";
import type { Terminal as HeadlessTerminal } from "@xterm/headless";

// Its package.json names a module file that is not there, so that only require() finds it everywhere.
const { Terminal } = createRequire(import.meta.url)("@xterm/headless") as {
  Terminal: typeof HeadlessTerminal;
};

/** A program in a pseudo-terminal of its own, and the screen that a person would see. */
export interface Pty {
  readonly pid: number;
  /** Sends keys: `\r` is Enter, `\x03` Ctrl-C. */
  type(text: string): void;
  /** Sends a block as terminals do for a paste. */
  paste(text: string): void;
  /** The visible lines, without trailing blanks. */
  screen(): string[];
  /** Every line from the first one on, the visible ones last. */
  scrollback(): string[];
  /** Everything the program wrote, escape sequences included. */
  raw(): string;
  /** How the text looks where it stands last on the screen: `fg` is a palette colour, undefined the default one. */
  lookOf(text: string): Look;
  /** The cursor's cell in the screen, from 0. */
  cursor(): { x: number; y: number };
  /** Waits until the text stands in the scrollback, or the predicate holds; fails with the screen. @param ms default 10 000 */
  waitFor(what: string | RegExp | (() => boolean), ms?: number): Promise<void>;
  resize(cols: number, rows: number): Promise<void>;
  /** The status it ended with (null if by a signal), once all it wrote is on the screen. */
  readonly exited: Promise<{ exitCode: number; signal?: number }>;
  signal(name: NodeJS.Signals): void;
  /** Ends it if it still runs. */
  kill(): void;
}

export interface Look {
  readonly fg: number | undefined;
  readonly bold: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
}

export interface PtyOptions {
  readonly cols?: number;
  readonly rows?: number;
  readonly cwd?: string;
  /** Added to the environment; undefined takes a variable away. `CI` is not passed on unless given here. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export function openPty(command: string, args: readonly string[], options: PtyOptions = {}): Pty {
  const { cols = 80, rows = 24 } = options;
  const terminal = new Terminal({ cols, rows, scrollback: 10_000, allowProposedApi: true });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = "11";
  const env = { ...process.env, TERM: "xterm-256color", CI: undefined, ...options.env };
  const pty = spawn(command, [...args], {
    cols,
    rows,
    cwd: options.cwd ?? process.cwd(),
    env: Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)) as Record<
      string,
      string
    >,
  });
  const written: string[] = [];
  pty.onData(data => {
    written.push(data);
    terminal.write(data);
  });
  terminal.onData(answer => pty.write(answer));
  let running = true;
  const exited = new Promise<{ exitCode: number; signal?: number }>(resolve =>
    pty.onExit(status => {
      running = false;
      terminal.write("", () => resolve(status));
    }),
  );
  const lines = (from: number, to: number) =>
    Array.from(
      { length: to - from },
      (_, i) =>
        terminal.buffer.active
          .getLine(from + i)
          ?.translateToString(true)
          .trimEnd() ?? "",
    );
  const screen = () => {
    const { baseY } = terminal.buffer.active;
    return lines(baseY, baseY + terminal.rows);
  };
  const scrollback = () => lines(0, terminal.buffer.active.baseY + terminal.rows);
  const holds = (what: string | RegExp | (() => boolean)) => {
    if (typeof what === "function") return what();
    const text = scrollback().join("\n");
    return typeof what === "string" ? text.includes(what) : what.test(text);
  };
  return {
    pid: pty.pid,
    type: text => pty.write(text),
    paste: text => pty.write(`\x1b[200~${text.replaceAll("\n", "\r")}\x1b[201~`),
    screen,
    scrollback,
    raw: () => written.join(""),
    lookOf: text => {
      const { baseY } = terminal.buffer.active;
      const y = screen().findLastIndex(line => line.includes(text));
      const line = terminal.buffer.active.getLine(baseY + y);
      if (y < 0 || !line) throw new Error(`${text} is not on the screen:\n${screen().join("\n")}`);
      let [x, before] = [0, screen()[y]!.lastIndexOf(text)];
      for (; before > 0; x++)
        before -= line.getCell(x)!.getChars().length || (line.getCell(x)!.getWidth() ? 1 : 0);
      const cell = line.getCell(x)!;
      return {
        fg: cell.isFgDefault() ? undefined : cell.getFgColor(),
        bold: cell.isBold() > 0,
        underline: cell.isUnderline() > 0,
        inverse: cell.isInverse() > 0,
      };
    },
    cursor: () => ({ x: terminal.buffer.active.cursorX, y: terminal.buffer.active.cursorY }),
    waitFor: async (what, ms = 10_000) => {
      const end = Date.now() + ms;
      while (!holds(what)) {
        if (Date.now() > end)
          throw new Error(`waited ${ms} ms in vain for ${what}; the screen:\n${screen().join("\n")}`);
        await sleep(5);
      }
    },
    resize: async (toCols, toRows) => {
      // What was written before belongs to the old size.
      await new Promise<void>(resolve => terminal.write("", resolve));
      terminal.resize(toCols, toRows);
      pty.resize(toCols, toRows);
    },
    exited,
    signal: name => process.kill(pty.pid, name),
    kill: () => {
      if (running) pty.kill("SIGKILL");
    },
  };
}
