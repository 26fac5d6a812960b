import { describe, expect, it } from "vitest";
import { highlight, matchingBrackets } from "../../../src/shell/input/highlight.js";

/** The parts that stand out, each with its style. */
const seen = (text: string) =>
  highlight(text).map(({ start, end, style }) => `${style} ${text.slice(start, end)}`);

describe("highlight", () => {
  it.each([
    ["const n = 1.5 // why", ["keyword const", "number 1.5", "comment // why"]],
    ['val x = df("이름")', ["keyword val", 'string "이름"']],
    ['df.filter($"age" > 21L)', ["builtin $", 'string "age"', "number 21L"]],
    ["`a ${f(1)} b`", ["string `a ", "number 1", "string  b`"]],
    ['s"${n + 1}"', ['string "', "number 1", 'string "']],
    ['"""a\nb"""', ['string """a\nb"""']],
    ["`open", ["string `open"]],
    ["Trigger.Once()", ["builtin Trigger"]],
    ["x as DataFrame", ["keyword as", "type DataFrame"]],
    ['df.as("a").filter', ['string "a"']],
    [".as(1)", ["number 1"]],
    ["/a[/]b/.test(x)", ["string /a[/]b/"]],
    [
      'spark.sql("SELECT a FROM t")',
      ["builtin spark", 'string "', "keyword SELECT", "string  a ", "keyword FROM", 'string  t"'],
    ],
    [":load x.ts", ["command :load"]],
    [":sql select 1", ["command :sql", "keyword select", "number 1"]],
  ])("%s", (text, expected) => expect(seen(text)).toEqual(expected));

  it("knows SQL by itself, in SQL mode", () => {
    const spans = highlight("select 'a' from t -- x", true);
    expect(spans.map(({ start, style }) => [start, style])).toEqual([
      [0, "keyword"],
      [7, "string"],
      [11, "keyword"],
      [18, "comment"],
    ]);
  });

  it("covers no character twice, and keeps order, whatever is typed", () => {
    const letters = "ab\"'`$\\{}()[]/*\n .1:한🎉";
    let seed = 7;
    for (let round = 0; round < 500; round++) {
      const text = Array.from({ length: 24 }, () => {
        seed = (seed * 1103515245 + 12345) % 2 ** 31;
        return letters[seed % letters.length];
      }).join("");
      let done = 0;
      for (const { start, end } of highlight(text)) {
        expect(start, text).toBeGreaterThanOrEqual(done);
        expect(end, text).toBeGreaterThan(start);
        done = end;
      }
      expect(done, text).toBeLessThanOrEqual(text.length);
    }
  });
});

describe("matchingBrackets", () => {
  it.each([
    ["f(a[1])", 7, [1, 6]],
    ["f(a[1])", 3, [3, 5]],
    ['f(")")', 6, [1, 5]],
    ["f(a", 2, []],
    ["f(]", 3, []],
    ["abc", 1, []],
  ])("%s at %i", (text, cursor, places) =>
    expect(matchingBrackets(text, cursor).map(({ start }) => start)).toEqual(places),
  );
});
