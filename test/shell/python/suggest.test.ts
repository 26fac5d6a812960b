import { expect, test } from "vitest";
import { readsAsPython, typescriptFor } from "../../../src/shell/python/suggest.js";

const cases: [python: string, typescript: string][] = [
  [
    'df = spark.readStream.format("kafka").option("subscribe", "t") \\\n  .load()',
    'const df = spark.readStream.format("kafka").option("subscribe", "t")\n  .load()',
  ],
  ['df.filter(df["n"] > 3).show(truncate=False)', 'df.filter(df.col("n") > 3).show(20, false)'],
  ['q.trigger(processingTime="5 seconds").start()', 'q.trigger(Trigger.ProcessingTime("5 seconds")).start()'],
  ["q.trigger(availableNow=True)", "q.trigger(Trigger.AvailableNow())"],
  ["f = lambda x, y: x + y", "const f = (x, y) => x + y"],
  ["print(f'{n} rows')", "println(`${n} rows`)"],
  ["for x in xs: print(x)", "for (const x of xs) { println(x) }"],
  ["def f(x: int) -> int: return x + 1", "function f(x) { return x + 1; }"],
  ["(df\n  .select(F.col('True'))\n  .show())", "df\n  .select(functions.col('True'))\n  .show()"],
  ['df.where((col("a") > 1) & ~(col("b") == None))', 'df.where((col("a") > 1) && !(col("b") == null))'],
  ['a.join(b, on="id", how="left")', 'a.join(b, "id", "left")'],
  ["x = True # why", "const x = true // why"],
];

test.each(cases)("%s", (python, typescript) => {
  expect(readsAsPython(python)).toBe(true);
  expect(typescriptFor(python)).toEqual({ typescript });
});

test("blocks and imports are named", () => {
  expect(typescriptFor("from pyspark.sql.functions import *")).toEqual({
    hint: expect.stringContaining("nothing has to be imported"),
  });
  expect(typescriptFor("def f(df, id):\n  df.show()\n  return 1")).toEqual({
    hint: expect.stringContaining("with braces"),
  });
});

test.each(["val x = Seq(1)", "const x = 1", "df.show()", 'df.filter($"a" === "or b")', "SELECT a"])(
  "%s is no Python",
  text => {
    expect(readsAsPython(text)).toBe(false);
  },
);
