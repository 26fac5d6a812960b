import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openBroker, type TestBroker } from "../session.js";
import { newHome, openShell, type ShellOptions, type ShellPty } from "./shell.js";

const folder = newHome();
let broker: TestBroker;
beforeAll(async () => {
  broker = await openBroker();
});
afterAll(async () => {
  await broker.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function open(options: ShellOptions = {}): Promise<ShellPty> {
  const shell = await openShell(options);
  onTestFinished(() => shell.kill());
  return shell;
}

function file(name: string, ...lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.map(line => `${line}\n`).join(""));
  return path;
}

const read = (topic: string) =>
  `spark.readStream.format("kafka").option("kafka.bootstrap.servers", "${broker.address}").option("subscribe", "${topic}").option("startingOffsets", "earliest").load().select(col("value").cast("STRING"))`;

describe("-i", () => {
  it.each([
    ["ts", ["const n: number = 20", "const f = (x: number) => x + n"], "f(1)"],
    ["scala", ["val n = 20", "val f = (x: Int) => x + n"], "f(1)"],
  ])("runs a .%s file, then the prompt knows its names", async (kind, lines, call) => {
    const shell = await open({ args: ["-i", file(`init.${kind}`, ...lines)] });
    expect(await shell.enter(call)).toEqual([expect.stringMatching(/= 21$/)]);
    expect(shell.scrollback().filter(line => line.startsWith("n: "))).toEqual(["n: number = 20"]);
  });

  it("opens the prompt after an error too, which names file and line", async () => {
    const path = file("init.ts", "const n = 1", "", "spark.raed");
    const shell = await open({ args: ["-i", path] });
    await shell.waitFor(`${path}:3: `);
    expect(await shell.enter("n + 1")).toEqual([expect.stringMatching(/= 2$/)]);
  });

  it("gives the prompt on Ctrl-C when the file waits for a query", async () => {
    const path = file(
      "init.scala",
      `val q = ${read("init")}.writeStream.format("console").start()`,
      "q.awaitTermination()",
    );
    const shell = await open({ args: ["-i", path] });
    await shell.waitFor(() => shell.screen().some(line => line.includes(" · active · ")), 20_000);
    await new Promise(resolve => setTimeout(resolve, 1000));
    shell.type("\x03");
    await shell.waitFor("interrupted");
    expect(await shell.enter("q.isActive")).toEqual([expect.stringMatching(/= true$/)]);
  });
});

it("--no-pane prints batches above the prompt, as Spark does", async () => {
  const shell = await open({ args: ["--no-pane"] });
  await shell.enter(`val q = ${read("no-pane")}.writeStream.format("console").start()`);
  await shell.waitFor("\nBatch: 0\n");
  await broker.send("no-pane", [{ key: null, value: "안녕 🎉" }]);
  await shell.waitFor("\nBatch: 1\n");
  await shell.enter("1");
  const printed = shell.scrollback();
  const bar = "-------------------------------------------";
  expect(printed.slice(printed.indexOf("Batch: 1") - 1).slice(0, 9)).toEqual([
    bar,
    "Batch: 1",
    bar,
    "+-------+",
    "|  value|",
    "+-------+",
    "|안녕 🎉|",
    "+-------+",
    "",
  ]);
  expect(shell.screen().join("\n")).not.toContain(" · active · ");
});

it("history is kept between sessions", async () => {
  const first = await open();
  await first.enter("40 + 2");
  first.type(":quit\r");
  await first.exited;
  const second = await open({ home: first.home });
  second.type("\x1b[A\x1b[A\x1b[A\r");
  await second.waitFor("number = 42");
});

it("ten queries at 80x24 through resizing, while lines are entered", async () => {
  const shell = await open({ cols: 80, rows: 24 });
  shell.type(`const df = ${read("ten")}\r`);
  shell.type(
    'for (let i = 0; i < 10; i++) df.writeStream.queryName(`q${i}`).format("console").option("truncate", "false").start()\r',
  );
  const headers = () => shell.screen().filter(line => line.includes(" · active · ")).length;
  await shell.waitFor(() => headers() === 10, 20_000);
  const value = `${"가나다 wide 🎉 ".repeat(20)}\n`;
  let sent = 0;
  const feeding = setInterval(
    () => void broker.send("ten", [{ key: null, value: `${sent++} ${value}` }]),
    50,
  );
  onTestFinished(() => clearInterval(feeding));
  for (const [cols, rows] of [
    [50, 24],
    [120, 40],
    [40, 12],
    [200, 50],
    [80, 24],
  ] as const) {
    await shell.resize(cols, rows);
    shell.type(`"at ${cols}"\r`);
    await shell.waitFor(`= at ${cols}\n`);
    // One header each, or a line that says how many found no room; one prompt, at the end.
    const hidden = () => Number(/… (\d+) more quer/.exec(shell.screen().join("\n"))?.[1] ?? 0);
    await shell.waitFor(() => {
      const screen = shell.screen().filter(line => line !== "");
      const names = screen.flatMap(line => [...line.matchAll(/● (q\d) /g)].map(match => match[1]));
      const prompts = screen.filter(line => line === "tweet>");
      return (
        names.length + hidden() === 10 &&
        new Set(names).size === names.length &&
        prompts.length === 1 &&
        screen.at(-1) === "tweet>"
      );
    });
  }
  await shell.waitFor(() => headers() === 10);
  expect(shell.raw()).not.toContain("\x1b[3J");
  shell.type(":quit\r");
  expect(await shell.exited).toMatchObject({ exitCode: 0 });
});
