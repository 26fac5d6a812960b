import { join } from "node:path";
import { spawn } from "@lydell/node-pty";
import { build } from "esbuild";
import { afterAll, beforeAll, test } from "vitest";
import { packageRoot } from "../../../src/util/package-root.js";

let terminal: ReturnType<typeof spawn>;
let screen = "";

/** Waits until the terminal shows a text that it did not show before. */
async function shows(text: string | RegExp): Promise<void> {
  for (let i = 0; i < 1000; i++) {
    const found = typeof text === "string" ? screen.indexOf(text) : screen.search(text);
    if (found >= 0) {
      screen = screen.slice(found + 1);
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error(`${text} was not shown; instead: ${screen}`);
}
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

beforeAll(async () => {
  const file = join(packageRoot, "dist", "test-busy-shell.js");
  await build({
    entryPoints: [join(packageRoot, "test/shell/evaluate/busy-shell.ts")],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
  });
  terminal = spawn(process.execPath, [file], { cols: 200, rows: 30 });
  terminal.onData(data => {
    screen += data;
  });
  await shows(/res0: string = ready/);
});
afterAll(() => terminal.kill());

test("Ctrl-C ends a busy loop, keys typed after it are handed on, and the shell goes on", async () => {
  terminal.write("let kept = 41; println('before'); for (;;) {}\r");
  await shows("before");
  await pause(600);
  terminal.write("lost\x03");
  await shows("! error: interrupted");
  await shows("ended false");
  terminal.write("kept + 1\r");
  await shows(/res\d+: number = 42/);
});

test("also one that comes after a wait, when nothing else moved for seconds", async () => {
  terminal.write(
    "await (async () => { await new Promise(r => setTimeout(r, 50)); println('busy'); for (;;) {} })()\r",
  );
  await shows("busy");
  await pause(600);
  terminal.write("\x03more");
  await shows("! error: interrupted");
  await shows('typed ahead: "more"');
  terminal.write("kept + 2\r");
  await shows(/res\d+: number = 43/);
});

test("while an entry only waits, Ctrl-C comes as any key", async () => {
  terminal.write("println('waiting'); await new Promise(() => {})\r");
  await shows("waiting");
  await pause(400);
  terminal.write("\x03");
  await shows("! error: interrupted");
});
