import { describe, expect, it } from "vitest";
import { parseSchema } from "../../src/plan/parser/parse.js";
import { jsonRowReader } from "../../src/types/json/json-rows.js";

const schema = parseSchema(
  "s STRING, i INT, l BIGINT, d DOUBLE, b BOOLEAN, t TIMESTAMP, arr ARRAY<INT>, st STRUCT<x: INT, y: STRING>, m MAP<STRING, INT>",
);
const read = jsonRowReader(schema, { timeZone: "UTC" });
const noon = 1_527_854_401_000_000n;

/** Rows as Spark 4.1.1 read them, with `_corrupt_record` empty or not. */
describe("JSON by a schema", () => {
  it.each([
    [
      '{"s": 1, "i": "5", "l": 9007199254740993, "d": "NaN", "b": true, "t": "2018-06-01T12:00:01.000Z", "arr": [1, 2], "st": {"x": 1.0, "y": "q"}, "m": {"k": 1}}',
      ["1", null, 9_007_199_254_740_993n, Number.NaN, true, noon, [1, 2], [null, "q"], [["k", 1]]],
      false,
    ],
    [
      '{"s": {"a": [1, 2.50, "x\\u0041"]}, "i": 1.5, "l": 99999999999999999999, "d": 5, "b": "true", "t": 1527854401, "arr": null, "st": {"x": "bad"}, "m": null}',
      ['{"a": [1, 2.50, "x\\u0041"]}', null, null, 5, null, noon, null, [null, null], null],
      false,
    ],
    [
      '{"s": true, "i": 3000000000, "l": "", "d": 1e400, "b": null, "t": "2018-06-01 12:00", "arr": [1, "x"], "st": null}',
      ["true", null, null, Infinity, null, noon - 1_000_000n, null, null, null],
      false,
    ],
    ['{"S": "case", "s": "a", "s": "b", "i": -0}', ["b", 0, null, null, null, null, null, null, null], true],
    ['{"s": "trailing"} xyz', ["trailing", null, null, null, null, null, null, null, null], true],
    ['{"s": \'single\', "i": 1}', ["single", 1, null, null, null, null, null, null, null], true],
    [
      '{"s": "\\ud83c\\udf89 \u2028", "i": 7, "extra": [1,{"a":2}], "t": "garbage"}',
      ["🎉 \u2028", 7, null, null, null, null, null, null, null],
      false,
    ],
  ])("%s", (text, row, isValid) => expect(read(text)).toEqual({ rows: [row], isValid }));

  it.each([
    '"just text"',
    '{s: "unquoted"}',
    '{"s": "tab\traw"}',
    '{"i": 01}',
    '{"s": "unclosed',
    "nul",
    '{"s": 1.10, "i": 2,}',
    '{"s" 1}',
    '{"b": truefalse}',
    '{"s": "\\x"}',
    "[1]",
  ])("takes %s for no JSON", text =>
    expect(read(text)).toEqual({ rows: [schema.fields.map(() => null)], isValid: false }),
  );

  it("takes an array at the top as rows, and an empty line as none", () => {
    expect(read('[{"i": 1}, {"i": 2}]').rows.map(row => row[1])).toEqual([1, 2]);
    expect(read(" \t").rows).toEqual([]);
  });
});
