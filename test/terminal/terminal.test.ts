import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { buildDemo } from "./build-demo.js";
import { openPty, type Pty, type PtyOptions } from "./pty.js";

let folder: string;
let demo: string;
let pty: Pty;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "terminal-"));
  demo = await buildDemo(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => pty.kill());

async function start(options: Record<string, unknown> = {}, terminal: PtyOptions = {}): Promise<Pty> {
  const historyFile = join(folder, "data", "history");
  pty = openPty(process.execPath, [demo, JSON.stringify({ historyFile, ...options })], terminal);
  await pty.waitFor(() => pty.screen().some(line => line === "tweet>"));
  return pty;
}

const onScreen = (text: string) => () => pty.screen().some(line => line.includes(text));
const count = (lines: string[], text: string) => lines.filter(line => line.includes(text)).length;

describe("entering", () => {
  it("prints banner, entries and answers in order, and says goodbye on Ctrl-D", async () => {
    await start();
    pty.type("echo one\r");
    await pty.waitFor("\none\n");
    pty.type("fail on purpose\r");
    await pty.waitFor("\non purpose\n");
    pty.type("\x04");
    expect(await pty.exited).toMatchObject({ exitCode: 0 });
    expect(pty.scrollback().filter(line => line !== "")).toEqual([
      "Welcome to the demo",
      "tweet> echo one",
      "one",
      "tweet> fail on purpose",
      "on purpose",
      "bye (quit)",
    ]);
    expect(pty.raw()).toContain("\x1b[31mon purpose");
  });

  it("opens a continuation line until the entry is whole, and edits it as one text", async () => {
    await start();
    pty.type("f(\ra,\rb)");
    await pty.waitFor(onScreen("  ...> b)"));
    // Up goes to the line above, not to the history.
    pty.type("\x1b[A\x7fX\x05\x1b[B\r");
    await pty.waitFor("ran");
    expect(pty.scrollback().join("\n")).toContain('tweet> f(\n  ...> aX\n  ...> b)\nran "f(\\naX\\nb)"');
  });

  it("takes an entry that is not whole on Ctrl-D", async () => {
    await start();
    pty.type("f(\ra\r\x04");
    await pty.waitFor('ran "f(\\na\\n"');
  });

  it("runs what was typed during an entry after it, in order", async () => {
    await start();
    pty.type("wait 300\recho a\recho b\r");
    await pty.waitFor("\nb\n");
    expect(pty.scrollback().join("\n")).toContain(
      "tweet> wait 300\nwaited\ntweet> echo a\na\ntweet> echo b\nb\n",
    );
  });

  it("holds what is entered before there is a runner", async () => {
    await start({ attachAfter: 400 });
    pty.type("f(\rx)\recho late\r");
    await pty.waitFor("\nlate\n");
    expect(pty.scrollback().join("\n")).toContain('ran "f(\\nx)"\ntweet> echo late\nlate\n');
  });

  it("runs a pasted block as one entry, and leaves an unended last line to be edited", async () => {
    await start();
    pty.paste("a\n  .b()\nc\n");
    await pty.waitFor('ran "a\\n  .b()\\nc"');
    pty.paste("d\n.e");
    await pty.waitFor(onScreen("  ...> .e"));
    expect(pty.cursor().x).toBe("  ...> .e".length);
    pty.type("()\r");
    await pty.waitFor('ran "d\\n.e()"');
    // A pasted escape sequence is text without power.
    pty.paste("x\x1b[2Jy");
    await pty.waitFor(onScreen("tweet> x[2Jy"));
  });

  it("breaks off the running entry and what waits behind it on Ctrl-C, and clears an idle line", async () => {
    await start();
    pty.type("wait 60000\recho never\r");
    await pty.waitFor("1 more entered");
    pty.type("\x03");
    await pty.waitFor("\nbroken off\n");
    pty.type("half\x03");
    await pty.waitFor("tweet> half^C");
    pty.type("echo after\r");
    await pty.waitFor("\nafter\n");
    expect(pty.scrollback().join("\n")).not.toContain("\nnever");
  });

  it("remembers entries over sessions in a file that is its owner's alone", async () => {
    const historyFile = join(folder, "kept", "history");
    await start({ historyFile });
    pty.type("echo first\rf(\rsecond)\r");
    await pty.waitFor("ran");
    pty.type("\x04");
    await pty.exited;
    expect(readFileSync(historyFile, "utf8")).toBe("echo first\nf(\rsecond)\n");
    expect(statSync(historyFile).mode & 0o777).toBe(0o600);
    await start({ historyFile });
    pty.type("\x1b[A");
    await pty.waitFor(onScreen("  ...> second)"));
    pty.type("\x03\x12fir");
    await pty.waitFor(onScreen("(search)`fir': echo first"));
    pty.type("\r");
    await pty.waitFor("\nfirst\n");
  });
});

describe("the cursor", () => {
  it.each([
    ["Korean", "안녕하세요", 7 + 10],
    ["an emoji", "a 🎉", 7 + 4],
    ["the middle of Korean", "안녕\x1b[D", 7 + 2],
    ["a row that is exactly full", "x".repeat(73), 0],
  ])("stands behind %s", async (_what, keys, x) => {
    await start({ queries: 1 });
    pty.type(keys);
    // Column 0 is where the cursor also is between two frames, so the row is waited for with it.
    await pty.waitFor(() => {
      const row = pty.screen().findIndex(line => line.startsWith("tweet>"));
      const cursor = pty.cursor();
      return row >= 0 && cursor.x === x && cursor.y === (x === 0 ? row + 1 : row);
    });
  });
});

describe("the pane", () => {
  it("shows a query's newest batch in Spark's console form above the prompt", async () => {
    await start({ queries: 1 });
    await pty.waitFor(onScreen("Batch: 0"));
    expect(pty.screen().slice(0, 14)).toEqual([
      "Welcome to the demo",
      "● 00000000 · active · batch 0 · 2.0 rows/s in █ · 2.0 out · 12 ms",
      "-------------------------------------------",
      "Batch: 0",
      "-------------------------------------------",
      "+---+--------------------+",
      "|key|value               |",
      "+---+--------------------+",
      "|0  |안녕하세요 🎉       |",
      "|1  |row 1 of 0          |",
      "+---+--------------------+",
      "producer: samples → twitter, 2.0/s",
      "tweet>",
      "",
    ]);
  });

  it("leaves typing and scrollback alone while it refreshes", async () => {
    await start({ queries: 2, every: 10, rows: 5 });
    const delays: number[] = [];
    for (const char of "echo the quick brown fox jumps over it") {
      const before = pty.cursor().x;
      const start = performance.now();
      pty.type(char);
      await pty.waitFor(() => pty.cursor().x === before + 1);
      delays.push(performance.now() - start);
    }
    pty.type("\rflood 200\r");
    await pty.waitFor("\nflood 199\n");
    // What is printed reaches the emulator in pieces, the pane in the last of them.
    await pty.waitFor(() => count(pty.scrollback(), "Batch: ") === 2);
    const lines = pty.scrollback();
    expect(lines.filter(line => /^flood \d/.test(line))).toEqual(
      Array.from({ length: 200 }, (_, i) => `flood ${i}`),
    );
    expect(count(lines, "tweet> echo the quick brown fox jumps over it")).toBe(1);
    expect(pty.raw()).not.toContain("\x1b[3J");
    delays.sort((a, b) => a - b);
    const at = (share: number) => delays[Math.floor(delays.length * share)]!;
    console.log(`echo p50 ${at(0.5).toFixed(1)} ms, p90 ${at(0.9).toFixed(1)} ms`);
    expect(at(0.9)).toBeLessThan(500);
  });

  it("cuts a table that is wider and longer than the screen", async () => {
    await start({ queries: 1, rows: 100, wide: 300 });
    await pty.waitFor(onScreen("more rows"));
    const screen = pty.screen();
    expect(screen).toContain("… 87 more rows");
    expect(screen.filter(line => line.startsWith("|"))).toHaveLength(14);
    expect(screen.find(line => line.startsWith("|1"))).toBe(`${"|1  |row 1 of 0".padEnd(79)}…`);
    expect(screen[22]).toBe("tweet>");
  });

  it("gives ten queries a header each and the newest ones tables", async () => {
    await start({ queries: 10, rows: 10, every: 50 });
    await pty.waitFor(onScreen("more rows"));
    const screen = pty.screen();
    expect(count(screen, " · active · ")).toBe(10);
    expect(count(screen, "Batch: ")).toBe(1);
    expect(screen.findIndex(line => line.startsWith("Batch"))).toBeGreaterThan(
      screen.findIndex(line => line.includes("query9")),
    );
    expect(pty.raw()).not.toContain("\x1b[3J");
  });

  it("shows a failed query in red, and drops a stopped one with its last batch left above", async () => {
    await start({ queries: 2 });
    pty.type("break it went wrong\r");
    await pty.waitFor(onScreen("  it went wrong"));
    expect(pty.raw()).toMatch(/\x1b\[31m● 00000000[^\n]*\x1b\[31mfailed/);
    await pty.waitFor("Query 00000000 failed: it went wrong");
    pty.type("stop\r");
    await pty.waitFor("query1 · stopped");
    await pty.waitFor(() => !pty.screen().some(line => line.includes("producer:")));
    expect(count(pty.scrollback(), "Batch: 0")).toBe(1);
  });

  it("stays one pane through resizing", async () => {
    await start({ queries: 1, rows: 6, every: 20 });
    pty.type("echo kept\r");
    await pty.waitFor("\nkept\n");
    pty.type("typed");
    for (const [cols, rows] of [
      [50, 24],
      [120, 30],
      [40, 12],
      [100, 40],
      [80, 24],
    ] as const) {
      const marks = ["● ", "tweet> typed", ...(rows > 12 ? ["Batch: "] : [])];
      const drawnOnce = () => marks.every(mark => count(pty.screen(), mark) === 1);
      await pty.resize(cols, rows);
      await pty.waitFor(drawnOnce);
      await new Promise(resolve => setTimeout(resolve, 150));
      // A look may fall between the erasing and the drawing of a frame, never on two panes.
      const screen = pty.screen();
      for (const mark of marks) expect(count(screen, mark), screen.join("\n")).toBeLessThanOrEqual(1);
      await pty.waitFor(drawnOnce);
    }
    expect(count(pty.scrollback(), "tweet> echo kept")).toBe(1);
    expect(pty.raw()).not.toContain("\x1b[3J");
  });

  it("without it prints every batch as Spark does", async () => {
    await start({ pane: false, queries: 1, every: 30 });
    await pty.waitFor("Batch: 5\n");
    const ids = pty
      .scrollback()
      .join("\n")
      .matchAll(/-{43}\nBatch: (\d+)\n-{43}\n\+---\+/g);
    expect([...ids].map(match => Number(match[1])).slice(0, 6)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(pty.scrollback().join("\n")).toContain(
      "+--------------------+\n\n-------------------------------------------\nBatch: 1\n",
    );
  });
});

describe("output of others", () => {
  it("goes above the prompt: console, standard error, lines that end later", async () => {
    await start();
    pty.type("print a b\rwarn c d\rpart begun\r");
    await pty.waitFor(onScreen("begun"));
    pty.type("print , ended\r");
    await pty.waitFor("begun\ntweet> print , ended\n, ended\n");
    expect(pty.scrollback().join("\n")).toContain("tweet> print a b\na b\ntweet> warn c d\nc d\n");
    expect(pty.screen().filter(line => line === "tweet>")).toHaveLength(1);
  });
});

it("Node's warnings go above the prompt too", async () => {
  await start();
  pty.type("deprecate old thing\r");
  await pty.waitFor("tweet> deprecate old thing\nDeprecationWarning: old thing\ntweet>");
});

describe("the environment", () => {
  it("NO_COLOR is honoured", async () => {
    await start({ queries: 2 }, { env: { NO_COLOR: "1" } });
    pty.type("break it went wrong\r");
    await pty.waitFor("Query 00000000 failed: it went wrong");
    expect(pty.raw()).not.toMatch(/\x1b\[[\d;]*m/);
  });

  it("CI draws the same", async () => {
    await start({ queries: 1 }, { env: { CI: "true" } });
    await pty.waitFor(onScreen("Batch: 0"));
  });
});

describe("leaving", () => {
  const restored = () => {
    const end = pty.raw().slice(-2000);
    expect(end.lastIndexOf("\x1b[?2004l")).toBeGreaterThan(end.lastIndexOf("\x1b[?2004h"));
    expect(pty.raw().lastIndexOf("\x1b[?25h")).toBeGreaterThan(pty.raw().lastIndexOf("\x1b[?25l"));
    expect(pty.raw().lastIndexOf("\x1b[?7h")).toBeGreaterThan(pty.raw().lastIndexOf("\x1b[?7l"));
  };

  it.each([
    ["quit\recho never\r", 0],
    ["\x04", 0],
  ])("restores the terminal on %j", async (keys, exitCode) => {
    await start({ queries: 1 });
    pty.type(keys);
    expect(await pty.exited).toMatchObject({ exitCode });
    restored();
    expect(pty.screen().join("\n")).not.toMatch(/producer:|never/);
  });

  it.each([
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("restores the terminal on %s", async (signal, exitCode) => {
    await start({ queries: 1 });
    pty.signal(signal);
    expect(await pty.exited).toMatchObject({ exitCode });
    restored();
  });

  it("restores the terminal when the program crashes, whose error stays readable", async () => {
    await start({ queries: 1 });
    pty.type("crash\r");
    expect((await pty.exited).exitCode).not.toBe(0);
    restored();
    expect(pty.scrollback().join("\n")).toContain("SyntaxError");
  });

  it("goes on after Ctrl-Z where nobody could bring it back", async () => {
    await start({ queries: 1 });
    pty.type("ab\x1a");
    await new Promise(resolve => setTimeout(resolve, 200));
    pty.type("c");
    await pty.waitFor(onScreen("tweet> abc"));
    expect(count(pty.screen(), "● ")).toBe(1);
  });
});
