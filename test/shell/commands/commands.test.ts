import { readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commands, parseCommand } from "../../../src/shell/commands/registry.js";
import { packageRoot } from "../../../src/util/package-root.js";
import { type TestShell, testShell } from "../test-shell.js";

let shell: TestShell;
beforeAll(() => {
  shell = testShell();
});
afterAll(() => shell.close());

test("every file of the folder is a command of that name, and the other way about", () => {
  const files = readdirSync(join(packageRoot, "src/shell/commands")).map(file => file.replace(/\.ts$/, ""));
  const expected = files.filter(name => name !== "command" && name !== "registry");
  expect(commands.map(({ name }) => name).sort()).toEqual(expected.sort());
});

test("names, other names and arguments", () => {
  expect(parseCommand(":q")?.command.name).toBe("quit");
  expect(parseCommand("  :producer  a b ")).toMatchObject({ command: { name: "producer" }, args: "a b" });
  expect(parseCommand(".help")?.command.name).toBe("help");
  expect(parseCommand(".exit")?.command.name).toBe("quit");
  expect(parseCommand(".select(1)")).toBeUndefined();
  expect(parseCommand("a ? b : c")).toBeUndefined();
});

test(":help lists them all", async () => {
  const said = (await shell.enter(":help")).join("\n");
  for (const { usage } of commands) expect(said).toContain(usage);
});

test("an unknown one names the nearest", async () => {
  expect(await shell.enter(":prodcer")).toEqual([
    "! error: no command :prodcer: did you mean :producer? (:help lists them)",
  ]);
});

test(":producer starts with its arguments, and is controlled by its name", async () => {
  expect(await shell.enter(":producer stop")).toEqual(["no producer runs"]);
  expect(await shell.enter(":producers")).toEqual(["no producer runs"]);
  expect(await shell.enter(`:producer my.properties --track.terms="new york, 소유"`)).toEqual([
    "producer: samples → twitter",
  ]);
  expect(shell.producerCalls).toEqual(["my.properties --track.terms=new york, 소유"]);
  expect(await shell.enter(":producer missing.properties")).toEqual(["! error: no file missing.properties"]);
  expect(await shell.enter(':producer --track.terms="open')).toEqual([
    '! error: a quote is not closed: --track.terms="open',
  ]);
  expect(await shell.enter(":producers")).toEqual(["producer: my.properties --track.terms=new york, 소유"]);
  expect(await shell.enter(":producer pause kpop")).toEqual(["producer pause kpop"]);
  expect(await shell.enter(":producer stop")).toEqual(["producer stop"]);
});

test(":queries says when there are none", async () => {
  expect(await shell.enter(":queries")).toEqual(["no query was started"]);
});

test(":type, which runs nothing", async () => {
  expect(await shell.enter(":type spark.readStream")).toEqual(["DataStreamReader"]);
  expect(await shell.enter(":type println('x')")).toEqual(["void"]);
  expect(await shell.enter(":type spark.readStreem")).toEqual([
    expect.stringContaining("Did you mean 'readStream'?"),
  ]);
  expect(await shell.enter(":type")).toEqual(["! error: the type of what? :type EXPR"]);
});

test(":trace shows the whole of the last error, up to where the user's part ends", async () => {
  await shell.enter("throw new Error('short\\nlong', { cause: new RangeError('why') })");
  const said = (await shell.enter(":trace")).join("\n");
  expect(said).toContain("long");
  expect(said).toMatch(/at .*entry-\d+:1:/);
  expect(said).toContain("why");
  expect(said).not.toContain("runCompiled");
});

test(":load runs a file, and its failure is the command's", async () => {
  const path = join(tmpdir(), `tweet-shell-load-${process.pid}.ts`);
  writeFileSync(path, "const loaded = 5\nloaded.x\nprintln(1)\n");
  expect(await shell.run(`:load ${path}`)).toBe(false);
  expect(shell.said()).toEqual(["loaded: number = 5", expect.stringMatching(/:2: error: Property 'x'/)]);
  expect(await shell.enter("loaded")).toEqual([expect.stringMatching(/number = 5$/)]);
});

test(":paste takes its lines as one entry", async () => {
  expect(await shell.enter(":paste\nval p = 1\n\nval q = p + 1\n:end")).toEqual([
    "p: number = 1",
    "q: number = 2",
  ]);
});

test(":history lists what was entered", async () => {
  await shell.enter("'remembered'");
  expect((await shell.enter(":history 2"))[0]).toMatch(/\d+ {2}'remembered'$/);
  expect(await shell.enter(":history x")).toEqual(["! error: :history takes a number, not x"]);
});

test(":quit", async () => {
  await shell.enter(":quit");
  expect(shell.quits).toBe(1);
});

test(":doc, of the nearest function where there is none", async () => {
  expect(await shell.enter(":doc upper")).toEqual([
    "upper(str)",
    "  The text in capitals.",
    "  SELECT upper('SparkSql')",
  ]);
  expect((await shell.enter(":doc date_format")).join("\n")).toContain("\n  SELECT date_format(");
  expect(await shell.enter(":doc uper")).toEqual(["! error: no function uper: did you mean upper?"]);
});

test(":edit needs a terminal", async () => {
  expect(await shell.enter(":edit 1 + 1")).toEqual(["! error: :edit needs a terminal"]);
});
