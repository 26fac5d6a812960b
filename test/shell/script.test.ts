import { PassThrough, Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runLines } from "../../src/shell/script.js";
import { type TestShell, testShell } from "./test-shell.js";

let shell: TestShell;
beforeAll(() => {
  shell = testShell();
});
afterAll(() => shell.close());

test("lines run in order, errors do not end it, and are told in the end", async () => {
  const script = `import org.apache.spark.sql.functions._
val a = Seq(1, 2)
  .map(_ + 1)
println(a(0))
println(a.sizze)
nothing.there
val b = if (a.length > 1)
  "more"
else
  "less"
const c = \`two
lines\`
:paste
val d = 4
:end
await new Promise(resolve => setTimeout(resolve, 30)); println("waited")
println(d)`;
  expect(await runLines(shell, Readable.from([script]))).toBe(false);
  expect(shell.said()).toEqual([
    "import org.apache.spark.sql.functions._",
    "a: Array = [ 2, 3 ]",
    "2",
    "! error: Property 'sizze' does not exist on type 'number[]'.",
    "! error: Cannot find name 'nothing'.",
    "b: string = more",
    "c: string = two",
    "lines",
    "d: number = 4",
    expect.stringContaining("waited"),
    "4",
  ]);
});

test("without an error it says so, and a last line needs no end", async () => {
  expect(await runLines(shell, Readable.from(["println(1)\r\n", "print", "ln(2)"]))).toBe(true);
  expect(shell.said()).toEqual(["1", "2"]);
});

test("a line is run though no other follows yet", async () => {
  const input = new PassThrough();
  const done = runLines(shell, input);
  input.write("println('first')\n");
  for (let i = 0; i < 200; i++) {
    await new Promise(resolve => setTimeout(resolve, 10));
    const said = shell.said();
    if (said.length > 0) {
      expect(said).toEqual(["first"]);
      input.end("println('second')\n");
      expect(await done).toBe(true);
      expect(shell.said()).toEqual(["second"]);
      return;
    }
  }
  throw new Error("the line was not run");
});

test("hundreds of lines", async () => {
  const lines = Array.from({ length: 100 }, (_, i) => `println("@@${i}")`);
  expect(await runLines(shell, Readable.from([lines.join("\n")]))).toBe(true);
  expect(shell.said()).toEqual(lines.map((_, i) => `@@${i}`));
});
