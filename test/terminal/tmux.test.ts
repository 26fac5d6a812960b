import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { buildDemo } from "./build-demo.js";

const socket = `tweet-shell-test-${process.pid}`;
const tmux = (...args: string[]) => execFileSync("tmux", ["-L", socket, ...args], { encoding: "utf8" });
const isThere = spawnSync("tmux", ["-V"]).status === 0;
if (!isThere) console.log("tmux is not installed: its tests are skipped");
const folder = mkdtempSync(join(tmpdir(), "tmux-"));
afterAll(() => {
  spawnSync("tmux", ["-L", socket, "kill-server"]);
  rmSync(folder, { recursive: true, force: true });
});

const screen = () => tmux("capture-pane", "-p", "-t", "t").split("\n");
const history = () => tmux("capture-pane", "-p", "-t", "t", "-S", "-").split("\n");
const headers = (lines: readonly string[]) => lines.filter(line => line.startsWith("● ")).length;

it.skipIf(!isThere)(
  "in tmux: one pane, keys, resizes, Ctrl-Z and fg, every line that was printed",
  async () => {
    const demo = await buildDemo(folder);
    const options = JSON.stringify({ historyFile: join(folder, "history"), queries: 3, every: 100, rows: 3 });
    tmux("new-session", "-d", "-s", "t", "-x", "100", "-y", "40", "sh");
    tmux("send-keys", "-t", "t", `${process.execPath} ${demo} '${options}'`, "Enter");
    await expect.poll(() => headers(screen()), { timeout: 10_000 }).toBe(3);
    tmux("send-keys", "-t", "t", "flood 100", "Enter");
    await expect.poll(() => history().includes("flood 99"), { timeout: 10_000 }).toBe(true);
    // What is printed after a lower terminal has pushed a part of the pane out leaves it above for good.
    await new Promise(resolve => setTimeout(resolve, 500));
    for (const [columns, rows] of [
      [100, 20],
      [100, 45],
      [60, 45],
      [100, 45],
    ]) {
      tmux("resize-window", "-t", "t", "-x", String(columns), "-y", String(rows));
      // A size that changes again before the answer to it has arrived cannot be known.
      await new Promise(resolve => setTimeout(resolve, 600));
    }
    await expect.poll(() => headers(screen()), { timeout: 10_000 }).toBe(3);
    tmux("send-keys", "-t", "t", "F2", "t");
    await expect
      .poll(() => screen().some(line => line.includes(" 1 00000000 │ 2 query1 │ 3 query2")), {
        timeout: 10_000,
      })
      .toBe(true);
    tmux("send-keys", "-t", "t", "Escape");
    await expect
      .poll(() => screen().some(line => line.startsWith("pane: ")), { timeout: 10_000 })
      .toBe(false);
    tmux("send-keys", "-t", "t", "C-z");
    await new Promise(resolve => setTimeout(resolve, 600));
    tmux("send-keys", "-t", "t", "fg", "Enter");
    await expect.poll(() => screen().filter(line => line === "tweet>").length, { timeout: 10_000 }).toBe(1);
    tmux("send-keys", "-t", "t", "echo back", "Enter");
    await expect.poll(() => history().includes("back"), { timeout: 10_000 }).toBe(true);
    const floods = history().filter(line => /^flood \d/.test(line));
    expect(floods).toEqual(Array.from({ length: 100 }, (_, i) => `flood ${i}`));
  },
  60_000,
);
