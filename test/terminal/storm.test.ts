import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { seeded } from "../seeded.js";
import { buildDemo } from "./build-demo.js";
import { openPty, type Pty, type PtyOptions } from "./pty.js";

let folder: string;
let demo: string;
let pty: Pty;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "storm-"));
  demo = await buildDemo(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => pty.kill());

async function start(options: Record<string, unknown>, terminal: PtyOptions = {}): Promise<void> {
  const historyFile = join(folder, "data", "history");
  pty = openPty(process.execPath, [demo, JSON.stringify({ historyFile, ...options })], terminal);
  await pty.waitFor(() => pty.screen().includes("tweet>"));
}

/** The names of queries that stand in these lines, as often as they do. */
const names = (lines: readonly string[]) =>
  lines.flatMap(line => [...line.matchAll(/● (00000000|query\d)/g)].map(match => match[1]!));
const hidden = () => Number(/… (\d+) more quer/.exec(pty.screen().join("\n"))?.[1] ?? 0);

/** Ten queries once each, or counted as hidden, one prompt below them with what is typed, and the cursor behind that. */
function isOnePane(typed = ""): boolean {
  const screen = pty.screen();
  const shown = names(screen);
  const prompts = screen.flatMap((line, y) =>
    line.startsWith("tweet>") && line === `tweet> ${typed}`.trimEnd() ? [y] : [],
  );
  const { x, y } = pty.cursor();
  return (
    shown.length === new Set(shown).size &&
    shown.length + hidden() === 10 &&
    prompts.length === 1 &&
    screen.slice(prompts[0]! + 1).every(line => line === "") &&
    y === prompts[0] &&
    x === 7 + [...typed].reduce((cells, char) => cells + (/[가-힣]/.test(char) ? 2 : 1), 0)
  );
}

const flood = (lines: readonly string[]) => lines.filter(line => /^flood \d/.test(line));
const numbers = (count: number) => Array.from({ length: count }, (_, i) => `flood ${i}`);

describe("ten queries with ten batches a second each", () => {
  it.each([
    [80, 24],
    [200, 60],
    [40, 12],
  ])("at %d×%d: one pane, the cursor's cell, every line that was printed", async (cols, rows) => {
    await start({ queries: 10, every: 100, rows: 5 }, { cols, rows });
    await pty.waitFor(() => isOnePane());
    pty.type("flood 300\r");
    await pty.waitFor("\nflood 299\n");
    for (const char of "안녕 echo") pty.type(char);
    await pty.waitFor(() => isOnePane("안녕 echo"));
    pty.type("\x03".repeat(1));
    await pty.waitFor("tweet> 안녕 echo^C");
    await pty.waitFor(() => isOnePane());
    const lines = pty.scrollback();
    expect(flood(lines)).toEqual(numbers(300));
    // Of panes that were drawn over nothing is left above.
    expect(new Set(names(lines)).size).toBe(names(lines).length);
    expect(pty.raw()).not.toContain("\x1b[3J");
  });

  it.each(["tiles", "tabs", "big"])("through a storm of resizes, %s", async layout => {
    await start({ queries: 10, every: 100, rows: 5 });
    pty.type(`pane ${layout}\r`);
    await pty.waitFor(`pane ${layout}`);
    const random = seeded(layout.length);
    pty.type("flood 300\r");
    await pty.waitFor("\nflood 299\n");
    for (let i = 0; i < 25; i++) {
      await pty.resize(30 + random(190), 8 + random(52));
      await new Promise(resolve => setTimeout(resolve, random(60)));
    }
    await pty.resize(100, 30);
    await pty.waitFor(() => layout === "tabs" || isOnePane());
    expect(pty.screen().filter(line => line === "tweet>")).toHaveLength(1);
    // A narrower terminal breaks lines, a wider one joins them again.
    expect(flood(pty.scrollback())).toEqual(numbers(300));
    expect(pty.raw()).not.toContain("\x1b[3J");
    // What the first of them pushed out at the top no program can take back; those after it found the prompt alone.
    const above = names(pty.scrollback().slice(0, -30));
    expect(new Set(above).size, pty.scrollback().join("\n")).toBe(above.length);
  });

  it("leaves next to nothing of the pane above while somebody pulls at the window", async () => {
    await start({ queries: 10, every: 100, rows: 5 }, { cols: 100, rows: 50 });
    await pty.waitFor(() => isOnePane());
    for (let rows = 49; rows >= 14; rows--) {
      await pty.resize(100, rows);
      await new Promise(resolve => setTimeout(resolve, 15));
    }
    await pty.waitFor(() => isOnePane());
    // One pane at most, however busy the machine is: 35 steps.
    expect(names(pty.scrollback()).length).toBeLessThanOrEqual(20);
  });
});
