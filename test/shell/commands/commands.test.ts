import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
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

test(":set echo shows Scala lines as TypeScript", async () => {
  await shell.enter(":set echo true");
  expect(await shell.enter("val echoed = List(3, 1).sorted")).toEqual([
    "// const echoed = await (scala.sorted([3, 1]));",
    expect.stringContaining("echoed"),
  ]);
  await shell.enter(":set echo false");
  expect(await shell.enter(":set ecko true")).toEqual(["! error: no setting ecko: did you mean echo?"]);
  expect((await shell.enter(":set")).join()).toContain("echo");
});

test(":set eager shows rows, :set of Spark's names sets them", async () => {
  await shell.enter(":set eager true");
  const said = (await shell.enter("spark.range(1).toDF('n')")).join("\n");
  expect(said).toContain("[n: bigint]\n+---+\n|  n|\n+---+\n|  0|\n+---+");
  await shell.enter(":set eager false");
  await shell.enter(":set spark.sql.shuffle.partitions 7");
  expect((await shell.enter(":set spark.sql.shuffle.partitions")).join()).toContain("= 7");
});

test(":time tells how long a line took", async () => {
  expect((await shell.enter(":time 40 + 2")).join("\n")).toMatch(/= 42\ntook \d+ (ms|s)$/);
});

test(":sql runs queries, one or until it is left", async () => {
  expect((await shell.enter(":sql select 1 as one")).join("\n")).toContain("|  1|");
  await shell.enter(":sql");
  expect(shell.isSql).toBe(true);
  expect(shell.isComplete("select 1,")).toBe(false);
  expect(shell.isComplete("select ';' as x")).toBe(false);
  expect(shell.isComplete("select ';' as x;")).toBe(true);
  expect((await shell.enter("select 'a;b'\n  as x; select 2 as y;")).join("\n")).toMatch(
    /\|a;b\|[\s\S]*\|\s+2\|/,
  );
  expect(await shell.enter("select nope;")).toEqual([
    expect.stringContaining("! AnalysisException: [UNRESOLVED_COLUMN"),
  ]);
  await shell.enter(":sql");
  expect(shell.isSql).toBe(false);
});

test("!command runs in the system's shell, !name stays an expression", async () => {
  expect(await shell.enter("!echo 안녕; echo more")).toEqual(["안녕\nmore".split("\n")].flat());
  expect(await shell.enter("!exit 3")).toEqual(["! error: exit ended with status 3"]);
  await shell.enter("const done = true");
  expect((await shell.enter("!done")).join()).toContain("false");
});

test(":save writes what ran, as it was or as TypeScript, and :load runs it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "save-"));
  const other = testShell();
  try {
    await other.enter('val xs = List(2, 1)\nval token = "Bearer abcdefghijklmnopqrstuvwxyz0123456789"');
    await other.enter("nope.nope");
    await other.enter("xs.sorted");
    expect(await other.enter(`:save ${folder}/a.ts`)).toEqual([
      expect.stringContaining(`entries in ${folder}/a.ts`),
    ]);
    const text = readFileSync(join(folder, "a.ts"), "utf8");
    expect(text).toContain("const xs: Int[] = await ([2, 1]);");
    expect(text).not.toMatch(/nope|abcdef/);
    expect(await other.enter(`:save ${folder}/a.ts`)).toEqual([
      `! error: ${folder}/a.ts is there already: name another file`,
    ]);
    expect(await other.enter(":reset")).toEqual([expect.stringMatching(/^forgot \d+ names$/)]);
    expect((await other.enter("xs")).join()).toContain("Cannot find name 'xs'");
    await other.enter(`:load ${folder}/a.ts`);
    expect((await other.enter("xs.length")).join()).toContain("= 2");
    expect((await other.enter("spark.version")).join()).toContain("4.1.1");
  } finally {
    other.close();
  }
});

test(":topics says when no Kafka is there", async () => {
  expect(await shell.enter(":topics 127.0.0.1:9")).toEqual([
    expect.stringContaining("no Kafka at 127.0.0.1:9: :producer or a query starts the embedded one"),
  ]);
});

test("Python is told what to type", async () => {
  expect(await shell.enter("df = spark.range(3).filter(lambda x: True)")).toEqual([
    "! error: this is Python; in TypeScript: const df = spark.range(3).filter(x => true)",
  ]);
});

test("rows are shown as a table, errors are kept", async () => {
  expect((await shell.enter("spark.range(2).collect()")).join("\n")).toMatch(/Row\[2\] =\n\+---\+\n\| id\|/);
  await shell.enter("throw new Error('kept')");
  expect((await shell.enter("_error.message")).join()).toContain("kept");
});
