import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildDemo } from "./build-demo.js";
import { openPty, type Pty, type PtyOptions } from "./pty.js";

let folder: string;
let demo: string;
let historyFile: string;
let pty: Pty;
const opened: Pty[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "editing-"));
  demo = await buildDemo(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  historyFile = join(mkdtempSync(join(folder, "data-")), "history");
});
afterEach(() => {
  for (const each of opened.splice(0)) each.kill();
});

async function start(terminal: PtyOptions = {}, options: Record<string, unknown> = {}): Promise<Pty> {
  pty = openPty(process.execPath, [demo, JSON.stringify({ historyFile, ...options })], terminal);
  opened.push(pty);
  const shell = pty;
  await shell.waitFor(() => shell.screen().some(line => line === "tweet>"));
  return shell;
}

const keys = {
  up: "\x1b[A",
  right: "\x1b[C",
  left: "\x1b[D",
  altF: "\x1bf",
  altY: "\x1by",
  undo: "\x1f",
  redo: "\x1e",
};
/** The line of the prompt, the last one. */
const line = () => pty.screen().findLast(each => each !== "");
const shows = (text: string) => pty.waitFor(() => line() === text);
const colors = { blue: 4, magenta: 5, green: 2, grey: 8 };

describe("what is typed", () => {
  it("is coloured, with the terminal's own colours, and stays so above", async () => {
    await start();
    pty.type('const a = $("이름") // why');
    await shows('tweet> const a = $("이름") // why');
    expect(pty.lookOf("const").fg).toBe(colors.magenta);
    expect(pty.lookOf('"이름"').fg).toBe(colors.green);
    expect(pty.lookOf("// why").fg).toBe(colors.grey);
    expect(pty.lookOf("a = ").fg).toBeUndefined();
    pty.type("\r");
    await pty.waitFor("ran");
    expect(pty.lookOf('"이름"').fg).toBe(colors.green);
    pty.type("f([x])");
    await shows("tweet> f([x])");
    expect([pty.lookOf(")").underline, pty.lookOf("(").underline, pty.lookOf("[").underline]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("has no colours under NO_COLOR, nor a suggestion that could not be told from it", async () => {
    await start({ env: { NO_COLOR: "1" } });
    pty.type("const a = 1\r");
    await pty.waitFor("ran");
    pty.type("const");
    await shows("tweet> const");
    expect(pty.raw()).not.toMatch(/\x1b\[[\d;]*m/);
  });
});

describe("a suggestion", () => {
  it("stands in grey behind the cursor; → takes all of it, Alt-F a word, typing on leaves it", async () => {
    await start({ cols: 40, rows: 12 });
    pty.type("echo one two three\r");
    await pty.waitFor("\none two three\n");
    pty.type("ec");
    await shows("tweet> echo one two three");
    expect(pty.lookOf("ho one").fg).toBe(colors.grey);
    expect(pty.lookOf("ec").fg).toBeUndefined();
    expect(pty.cursor().x).toBe("tweet> ec".length);
    pty.type(keys.altF + keys.altF);
    await pty.waitFor(() => pty.cursor().x === "tweet> echo one".length);
    expect(pty.lookOf("two").fg).toBe(colors.grey);
    pty.type(keys.right);
    await pty.waitFor(() => pty.cursor().x === "tweet> echo one two three".length);
    pty.type("!\r");
    await pty.waitFor("\none two three!\n");
    pty.type("echo x");
    await shows("tweet> echo x");
    pty.type("\r");
    await pty.waitFor("\nx\n");
  });
});

describe("the kill ring, undo and words", () => {
  it("kill, yank, go back in the ring, undo and do again", async () => {
    await start();
    pty.type("alpha beta\x17\x01\x19");
    await shows("tweet> betaalpha");
    pty.type("\x0b\x19");
    await shows("tweet> betaalpha");
    pty.type(keys.altY);
    await shows("tweet> betabeta");
    pty.type(keys.undo);
    await shows("tweet> betaalpha");
    pty.type(keys.redo);
    await shows("tweet> betabeta");
    pty.type("\x1b[1;5D\x15");
    await shows("tweet> betabeta");
  });
});

describe("the cursor", () => {
  it.each([
    ["jamo", "\u1112\u1161\u11ab\u1100\u1173\u11af", 4],
    ["a letter with marks", "e\u0301\u0323x", 2],
    ["a family, which this terminal draws one by one", "👨‍👩‍👧", 6],
    ["a tone of skin", "👍🏽", 4],
    ["Korean between emoji", "🎉한글🎉", 8],
  ])("stands behind %s at 40 columns, and one step back before the last", async (_what, text, cells) => {
    await start({ cols: 40, rows: 12 });
    pty.type(text);
    await pty.waitFor(() => line()?.startsWith("tweet> ") === true && pty.cursor().x === 7 + cells);
    pty.type("\x7f".repeat(12));
    await shows("tweet>");
    expect(pty.cursor().x).toBe(7);
  });
});

describe("entries", () => {
  it("of several lines come back as one, and are found by Ctrl-R", async () => {
    await start({ cols: 40, rows: 12 });
    pty.type("f(\r1,\r2)\recho x\r");
    await pty.waitFor("\nx\n");
    pty.type(keys.up + keys.up);
    await shows("  ...> 2)");
    expect(
      pty
        .screen()
        .filter(each => each !== "")
        .slice(-3),
    ).toEqual(["tweet> f(", "  ...> 1,", "  ...> 2)"]);
    pty.type(`${keys.up}9\r`);
    await pty.waitFor('ran "f(\\n1,9\\n2)"');
    pty.type("\x12cho");
    await shows("(search)`cho': echo x");
    expect(pty.lookOf("cho x").underline).toBe(true);
    pty.type("\x07");
    await shows("tweet>");
  });

  it("of one shell come up in another that runs beside it", async () => {
    const one = await start();
    const other = await start();
    one.type("echo from one\r");
    await one.waitFor("\nfrom one\n");
    other.type(keys.up);
    await other.waitFor(() => other.screen().includes("tweet> echo from one"));
    other.type("\x7f\x7f\x7ftwo\r");
    await other.waitFor("\nfrom two\n");
    one.type(keys.up);
    await one.waitFor(() => one.screen().includes("tweet> echo from two"));
  });

  it("with secrets are not written down", async () => {
    await start();
    pty.type('echo option("sasl.password", "hunter2")\recho token = eyJhbGciOi.eyJzdWIiOi.x\recho plain\r');
    await pty.waitFor("\nplain\n");
    expect(readFileSync(historyFile, "utf8")).toBe("echo plain\n");
    expect(statSync(historyFile).mode & 0o777).toBe(0o600);
    pty.type(keys.up + keys.up);
    await shows("tweet> echo token = eyJhbGciOi.eyJzdWIiOi.x");
  });
});
