import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestShell, testShell } from "./test-shell.js";

let shell: TestShell;
beforeAll(() => {
  shell = testShell();
  shell.warmUp();
});
afterAll(() => shell.close());

const kafka =
  'spark.readStream.format("kafka").option("kafka.bootstrap.servers", "localhost:1").option("subscribe", "twitter").load()';

describe("the guide's lines", () => {
  test("in TypeScript", async () => {
    expect(await shell.enter(`const kafkaDf = ${kafka}`)).toEqual([
      "kafkaDf: DataFrame = [key: binary, value: binary ... 5 more fields]",
    ]);
    expect(
      await shell.enter('const tweets = kafkaDf.select($`key`.cast("STRING"), $`value`.cast("STRING"))'),
    ).toEqual(["tweets: DataFrame = [key: string, value: string]"]);
    const start =
      'tweets.writeStream.outputMode("update").format("console").option("truncate", "false").trigger(Trigger.ProcessingTime("5 seconds")).start()';
    expect((await shell.enter(`const output = ${start}`))[0]).toMatch(/^output: StreamingQuery = /);
    expect((await shell.enter("output.status"))[0]).toMatch(/^res\d+: StreamingQueryStatus = /);
    expect((await shell.enter("spark.streams.active"))[0]).toMatch(/^res\d+: Array = Array\(/);
    expect(await shell.enter("output.stop()")).toEqual([]);
    expect(shell.backend.activeQueries()).toEqual([]);
  });

  test("in Scala, pasted at once", async () => {
    const said = await shell.enter(`val kafka_df = ${kafka}
val kafka_df_string = kafka_df.select($"key".cast("STRING"), $"value".cast("STRING"))
import org.apache.spark.sql.streaming.Trigger
val output = kafka_df_string.writeStream.outputMode("update").format("console").option("truncate", "false").trigger(Trigger.ProcessingTime("5 seconds")).start()
`);
    expect(said.slice(0, 3)).toEqual([
      "kafka_df: DataFrame = [key: binary, value: binary ... 5 more fields]",
      "kafka_df_string: DataFrame = [key: string, value: string]",
      "import org.apache.spark.sql.streaming.Trigger",
    ]);
    expect(said[3]).toMatch(/^output: StreamingQuery = /);
    expect(await shell.enter("output.stop")).toEqual([]);
    expect(shell.backend.activeQueries()).toEqual([]);
  });
});

describe("columns have operators", () => {
  const cases: [entered: string, column: string][] = [
    ['$"a" > 1', "(a > 1)"],
    ['col("a") >= 1 && col("b") < 2', "((a >= 1) AND (b < 2))"],
    ["$`a` === 1", "(a = 1)"],
    ['$"a" =!= 1', "(NOT (a = 1))"],
    ['!$"a" || $"b"', "((NOT a) OR b)"],
    ['($"a" + 1) * 2', "((a + 1) * 2)"],
    ['$"a" % 2 === 0', "((a % 2) = 0)"],
    ['$"a" and $"b"', "(a AND b)"],
    ["'a <=> 1", "(a <=> 1)"],
    ["1 + col('a')", "(1 + a)"],
    ['($"a" > 1).isNull', "((a > 1) IS NULL)"],
  ];
  test.each(cases)("%s", async (entered, column) => {
    expect(await shell.enter(entered)).toEqual([expect.stringContaining(`: Column = ${column}`)]);
  });

  test("a column by calling its table, and a variable that holds a column", async () => {
    await shell.enter(`val t = ${kafka}`);
    await shell.enter('val c = t("offset")');
    expect(await shell.enter("t.filter(c > 1 && c < 9)")).toEqual([
      expect.stringContaining("DataFrame = [key: binary"),
    ]);
  });
});

describe("definitions", () => {
  test("can be made again with another type", async () => {
    await shell.enter("const twice = 1");
    expect(await shell.enter('const twice = "now a text"; twice.length')).toEqual([
      "twice: string = now a text",
      expect.stringMatching(/: number = 10$/),
    ]);
    await shell.enter("class Point { constructor(readonly x: number) {} }");
    await shell.enter("const old = new Point(1)");
    await shell.enter("class Point { readonly y = 2 }");
    expect(await shell.enter("[old.x, new Point().y]")).toEqual([expect.stringContaining("[ 1, 2 ]")]);
  });

  test("variables are shared with the functions that use them", async () => {
    await shell.enter("let counter = 0; const increase = () => ++counter");
    await shell.enter("increase(); counter = 10");
    expect(await shell.enter("increase()")).toEqual([expect.stringMatching(/number = 11$/)]);
    expect(await shell.enter('counter = "x"')).toEqual([
      "! error: Type 'string' is not assignable to type 'number'.",
    ]);
    await shell.enter("const fixed = 1");
    expect((await shell.enter("fixed = 2"))[0]).toMatch(
      /^! error: Cannot assign to 'fixed' because it is a constant/,
    );
  });

  test("one that fails leaves the old one standing", async () => {
    await shell.enter("const kept = 1");
    expect(await shell.enter('const kept = ((): string => { throw new RangeError("no") })()')).toEqual([
      "! RangeError: no",
    ]);
    expect(await shell.enter("kept + 1")).toEqual([expect.stringMatching(/number = 2$/)]);
  });

  test("may take the name of something that the shell itself needs", async () => {
    expect(await shell.enter("const process = 3; process + 1")).toEqual([
      "process: number = 3",
      expect.stringMatching(/number = 4$/),
    ]);
    expect(await shell.enter("val window = 5")).toEqual(["window: number = 5"]);
    expect(typeof globalThis.process.pid).toBe("number");
  });

  test("functions that call each other, overloads and interfaces", async () => {
    const said = await shell.enter(`function even(n: number): boolean { return n === 0 || odd(n - 1) }
function odd(n: number): boolean { return n !== 0 && even(n - 1) }
function id(x: string): string
function id(x: number): number
function id(x: unknown): unknown { return x }
interface Named { name: string }`);
    expect(said).toEqual(["defined function even", "defined function odd", "defined function id"]);
    expect(await shell.enter('const named: Named = { name: id("x") }; even(10)')).toEqual([
      "named: Object = { name: 'x' }",
      expect.stringMatching(/boolean = true$/),
    ]);
  });

  test("imports of Node's modules, and dynamic ones", async () => {
    expect(await shell.enter('import fs, { existsSync as there } from "node:fs"')).toEqual([]);
    expect(await shell.enter('there("/") && fs.existsSync("/")')).toEqual([
      expect.stringContaining("boolean = true"),
    ]);
    expect(await shell.enter('(await import("node:path")).basename("/a/b")')).toEqual([
      expect.stringMatching(/string = b$/),
    ]);
  });
});

describe("results", () => {
  test("are named, undefined is not shown, a promise is awaited", async () => {
    expect(await shell.enter("undefined")).toEqual([]);
    await shell.enter("const quiet: () => void = () => 5");
    expect(await shell.enter("quiet()")).toEqual([]);
    expect(await shell.enter("Promise.resolve(7n)")).toEqual([expect.stringMatching(/^res\d+: Long = 7$/)]);
    expect(await shell.enter("_ + 1n")).toEqual([expect.stringMatching(/^res\d+: Long = 8$/)]);
    expect(await shell.enter("{ a: 1 }")).toEqual([expect.stringContaining("Object = { a: 1 }")]);
  });

  test("a line that begins with a dot goes on with the last one", async () => {
    await shell.enter(`const dotted = ${kafka}`);
    expect(await shell.enter('.select("offset")')).toEqual(["dotted: DataFrame = [offset: bigint]"]);
    expect(await shell.enter("dotted.columns")).toEqual([expect.stringContaining("[ 'offset' ]")]);
    expect(await shell.enter(".length")).toEqual([expect.stringMatching(/^res\d+: number = 1$/)]);
    const chained = await shell.enter(
      'val chained = dotted\n  // a remark\n  .limit(1)\n\n  .select($"offset" > 1)\nchained.columns.length',
    );
    expect(chained).toEqual([
      "chained: DataFrame = [(offset > 1): boolean]",
      expect.stringMatching(/number = 1$/),
    ]);
  });

  test("promises are awaited where Scala would have the value", async () => {
    const folder = mkdtempSync(join(tmpdir(), "empty-"));
    await shell.enter(`val batch = spark.read.schema("v INT").json("${folder}")`);
    expect(await shell.enter("val n = batch.count")).toEqual(["n: Long = 0"]);
    expect(await shell.enter("val m = batch.count() + 1")).toEqual(["m: Long = 1"]);
    expect(await shell.enter("println(batch.count())")).toEqual(["0"]);
  });
});

describe("what Scala applies", () => {
  test.each([
    ['val m = Map("a" -> 1)', 'm("a") + 1', "number = 2"],
    ["val xs = Seq(3, 4)", "xs(1)", "number = 4"],
    ["case class P(x: Int)", "P(3).x", "number = 3"],
    ["namespace N { export const a = 5 }", "N.a", "number = 5"],
    ["val pair = (1, 2)", "pair._2", "number = 2"],
    ["val none: Option[Int] = None", "none.isEmpty", "boolean = true"],
  ])("%s, %s", async (define, use, shown) => {
    await shell.enter(define);
    expect(await shell.enter(use)).toEqual([expect.stringContaining(shown)]);
  });

  test("and what arrays have under another name", async () => {
    expect(await shell.enter("List(1, 2).foreach(println)")).toEqual(["1", "2"]);
    expect(await shell.enter('Seq(1, 2).mkString("-")')).toEqual([expect.stringContaining("= 1-2")]);
    expect(await shell.enter("List(2, 1).sorted")).toEqual([expect.stringContaining("[ 1, 2 ]")]);
  });
});

describe("functions in Scala", () => {
  test("wait for promises where what calls them waits for theirs", async () => {
    await shell.enter(
      "function later(f: (n: number) => void | Promise<void>): Promise<void> { return Promise.resolve(f(1)) }",
    );
    await shell.enter(
      "const slow = async (n: number) => { await new Promise(r => setTimeout(r, 5)); return n + 1 }",
    );
    expect(await shell.enter('later { (n: Int) =>\n  val m = slow(n)\n  println(s"got $m")\n}')).toEqual([
      "got 2",
    ]);
  });

  test("of several lines, with a ternary that looks like a command", async () => {
    expect(await shell.enter("true\n  ? 1\n  : 2")).toEqual([expect.stringMatching(/number = 1$/)]);
    expect(await shell.enter("// a remark\n:type 1 + 1")).toEqual(["number"]);
  });
});

describe("errors", () => {
  test("of types come before the line runs, with TypeScript's suggestion", async () => {
    expect(await shell.enter("println('ran'); spark.readStreem")).toEqual([
      "ran",
      "! error: Property 'readStreem' does not exist on type 'SparkSession'. Did you mean 'readStream'?",
    ]);
    expect(await shell.enter("println(spark.readStreem)")).toHaveLength(1);
    expect(await shell.enter("val x = spark.readStreem")).toEqual([
      expect.stringContaining("Did you mean 'readStream'?"),
    ]);
  });

  test("of a block stop it", async () => {
    expect(await shell.enter("println(1)\nthrow new Error('stop')\nprintln(2)")).toEqual([
      "1",
      "! error: stop",
      "! stopped at line 2, 2 of 3 statements: the one after it was not run",
    ]);
  });

  test("of Scala that is not translated say what to write", async () => {
    expect(await shell.enter("val y = x <<= 1")).toEqual([
      "! error: Scala's <<= is not translated: write a method call instead",
    ]);
    expect(await shell.enter("import org.apache.spark.sql.streaming.Triger")).toEqual([
      "! error: Triger is not a member of org.apache.spark.sql.streaming: did you mean Trigger?",
    ]);
    expect(await shell.enter("import org.apache.spark.sql.functions.{col, uper}")).toEqual([
      "! error: Property 'uper' does not exist on type 'functions'. Did you mean 'upper'?",
    ]);
  });

  test("that nothing waits for are shown, and the shell goes on", async () => {
    await shell.run(
      "setTimeout(() => { throw new TypeError('late') }, 1); void Promise.reject(new RangeError('lost'))",
    );
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(shell.said()).toEqual(expect.arrayContaining(["! TypeError: late", "! RangeError: lost"]));
    expect(await shell.enter("1")).toHaveLength(1);
  });
});

describe("interrupting", () => {
  test("breaks off the wait and leaves everything standing", async () => {
    expect(shell.interrupt()).toBe(false);
    await shell.enter("let finished = false");
    const waiting = shell.enter(
      "await new Promise<void>(resolve => setTimeout(resolve, 300)); finished = true",
    );
    const timer = setInterval(() => shell.interrupt(), 20);
    expect(await waiting).toEqual(["! error: interrupted"]);
    clearInterval(timer);
    expect(await shell.enter("finished")).toEqual([expect.stringMatching(/boolean = false$/)]);
  });

  test("entries run one after the other", async () => {
    const first = shell.run("await new Promise(resolve => setTimeout(resolve, 50)); println('first')");
    const second = shell.run("println('second')");
    expect(await Promise.all([first, second])).toEqual([true, true]);
    expect(shell.said()).toEqual(["first", "second"]);
  });
});

describe("files", () => {
  const folder = mkdtempSync(join(tmpdir(), "tweet-shell-"));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  test("in TypeScript", async () => {
    const path = file(
      "a.ts",
      "#!/usr/bin/env tweet-shell\nconst fromFile: number = 1\n\nif (fromFile > 0)\n{\n  println(fromFile)\n}\n",
    );
    expect(await shell.runFile(path)).toBe(true);
    expect(shell.said()).toEqual(["fromFile: number = 1", "1"]);
  });

  test("in Scala, and the error names file and line and ends it", async () => {
    const path = file(
      "b.scala",
      'val a = Seq(1,\n  2)\n\n// nothing\nprintln(s"${a(0)}")\nval b = a.sizze\nprintln(3)\n',
    );
    expect(await shell.runFile(path)).toBe(false);
    const said = shell.said();
    expect(said.slice(0, 2)).toEqual(["a: Array = [ 1, 2 ]", "1"]);
    expect(said[2]).toMatch(/^! .*b\.scala:6: error: Property 'sizze' does not exist/);
    expect(said).toHaveLength(3);
  });

  test("that throw name the line too, and one that is not there is said", async () => {
    const path = file("c.ts", "const ok = 1\n\nnull!.x\nthrow new RangeError('down')\n");
    expect(await shell.runFile(path)).toBe(false);
    expect(shell.said().at(-1)).toMatch(/c\.ts:[34]: /);
    expect(await shell.runFile(join(folder, "none.ts"))).toBe(false);
    expect(shell.said()).toEqual([expect.stringContaining("cannot read")]);
  });
});

describe("the compile service", () => {
  test("is started again when it dies, and knows what was defined", async () => {
    await shell.enter("const before: { deep: number } = { deep: 1 }; class Kept { readonly k = 1 }");
    process.kill(shell.servicePid!, "SIGKILL");
    for (let i = 0; i < 100 && shell.servicePid; i++) await new Promise(resolve => setTimeout(resolve, 20));
    expect(await shell.enter("before.deep + new Kept().k")).toEqual([expect.stringMatching(/number = 2$/)]);
    expect((await shell.enter("before.dep"))[0]).toContain("Did you mean 'deep'?");
  });

  test("says that the line was lost when it dies under it", async () => {
    const lost = shell.enter("const longest = 1");
    process.kill(shell.servicePid!, "SIGKILL");
    expect((await lost)[0]).toMatch(/^! error: the type checker ended \(SIGKILL\): type the line again/);
    expect(await shell.enter("1 + 1")).toEqual([expect.stringMatching(/number = 2$/)]);
  });
});

test("a block of several entries stops at the first error and says which, a line of several does not", async () => {
  expect(await shell.enter("const one = 1\nconst two = one.nope\nconst three = 3\n")).toEqual([
    "one: number = 1",
    "! error: Property 'nope' does not exist on type '1'.",
    "! stopped at line 2, 2 of 3 statements: the one after it was not run",
  ]);
  expect((await shell.enter(":load /nowhere\nval four = 4\nval five = 5")).at(-1)).toBe(
    "! stopped at line 1, 1 of 3 statements: the 2 after it were not run",
  );
  expect(await shell.enter("one; one.nope; one")).toHaveLength(2);
});
