import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestShell, testShell } from "./test-shell.js";

let shell: TestShell;
beforeAll(() => {
  shell = testShell({ marks: { columns: 60 } });
});
afterAll(() => shell.close());

test("a mistake is marked in its line", async () => {
  expect(await shell.enter("const one = 1\n  spark.readStreem.x")).toEqual([
    "one: number = 1",
    expect.stringContaining("Did you mean 'readStream'?"),
    "    spark.readStreem.x",
    "          ^^^^^^^^^^",
  ]);
});

test("also in Scala, and where the syntax is wrong", async () => {
  expect((await shell.enter("val x = spark.readStreem")).slice(1)).toEqual([
    "  val x = spark.readStreem",
    "                ^^^^^^^^^^",
  ]);
  expect((await shell.enter("const a = [1, 2))")).slice(1)).toEqual([
    "  const a = [1, 2))",
    "                 ^",
  ]);
});

test("of a line wider than the terminal the part around the mistake stands there", async () => {
  const load = 'spark.readStream.format("kafka").option("kafka.bootstrap.servers", "localhost:9092")';
  expect((await shell.enter(`const df = ${load}.laod().select("value")`)).slice(1)).toEqual([
    '  …tstrap.servers", "localhost:9092").laod().select("value")',
    "                                      ^^^^",
  ]);
  expect((await shell.enter(`spark.raed; ${load}`)).slice(1)).toEqual([
    '  spark.raed; spark.readStream.format("kafka").option("kafk…',
    "        ^^^^",
  ]);
});

test("wide characters before the mistake count two columns", async () => {
  expect((await shell.enter('"안녕하세요".lenth')).slice(1)).toEqual([
    '  "안녕하세요".lenth',
    "               ^^^^^",
  ]);
});
