import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestShell, testShell } from "./test-shell.js";

let shell: TestShell;
beforeAll(() => {
  shell = testShell({ marks: true });
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
