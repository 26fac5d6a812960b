import { expect, test } from "vitest";
import { EntryReader, entriesOf } from "../../../src/shell/input/entry-reader.js";

test("lines become entries, which know where they begin", () => {
  const text = `// a remark
val a = df
  .select("x")

  // and
  .show()
b
function f() {

  return 1
}
:help
if (x) {
}
else {
}
:paste
1

2
:end
last(`;
  expect(entriesOf(text)).toEqual([
    { text: 'val a = df\n  .select("x")\n\n  // and\n  .show()', line: 1 },
    { text: "b", line: 6 },
    { text: "function f() {\n\n  return 1\n}", line: 7 },
    { text: ":help", line: 11 },
    { text: "if (x) {\n}\nelse {\n}", line: 12 },
    { text: ":paste\n1\n\n2\n:end", line: 16 },
    { text: "last(", line: 21 },
  ]);
});

test("a whole entry is held until the next line, and given on demand", () => {
  const reader = new EntryReader();
  expect(reader.push("df")).toBeUndefined();
  expect(reader.isHolding).toBe(true);
  expect(reader.flush()).toEqual({ text: "df", line: 0 });
  expect(reader.isHolding).toBe(false);
  reader.push("f(");
  expect(reader.isHolding).toBe(false);
});
