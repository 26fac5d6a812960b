import { expect, test } from "vitest";
import { isComplete } from "../../../src/shell/input/complete.js";

test.each([
  "1 + 1",
  "",
  "const a = [1, 2]",
  'val a = "x" // (',
  'f(`a ${ {b: ")"}.b } `)',
  "/[/(]/.test(x)",
  "a / b / (c)",
  "i++",
  "x!",
  "if (x) y",
  "do { i++ } while (i < 3)",
  "df.select('a)",
  "let xs: Array<string>",
  "import org.apache.spark.sql.types.*",
  "import org.apache.spark.sql.functions._",
  '"""a\n(b"""',
  's"${f("(")}"',
  '"unclosed',
  "a)",
  ":load x (",
  ":paste\nval a = 1\n:end",
  "return",
  "`multi\nline`",
  "x => x",
  "while_(x)",
])("%j is whole", text => {
  expect(isComplete(text)).toBe(true);
});

test.each([
  "f(",
  "const a = {",
  "`open",
  "`${",
  '"""open "',
  "/* open",
  "df.",
  "a +",
  "a &&",
  "const x =",
  "x =>",
  "[1,",
  "if (a > (b))",
  "for (const x of y)",
  "} else",
  "try { f() }",
  "f() // (\n.g(",
  "a ? b :",
  "new",
  ":paste",
  ":paste\nval a = 1",
  "val f = (x: Int) =>",
])("%j goes on", text => {
  expect(isComplete(text)).toBe(false);
});

test("a long entry is scanned in a few milliseconds", () => {
  const text = `f([${'"some text", /* a comment */ `and ${1}`, '.repeat(5000)}`;
  const start = performance.now();
  expect(isComplete(text)).toBe(false);
  expect(performance.now() - start).toBeLessThan(1000);
});
