import { afterEach, beforeEach, expect, it } from "vitest";
import * as functions from "../../src/sql/functions.js";
import { openSession, type TestSession } from "../session.js";

let session: TestSession;
beforeEach(() => {
  session = openSession();
});
afterEach(() => session.close());

const ask = async (sql: string) =>
  String((await session.spark.sql(`SELECT string(${sql}) AS x`).first())?.get(0));

it.each([
  ["from_csv('1,x', 'a INT, b INT')", "{1, null}"],
  ["from_csv('1,2,3', 'a INT, b INT')", "{1, 2}"],
  ["from_csv('', 'a INT')", "{null}"],
  ["from_csv(null, 'a INT')", "null"],
  ["from_csv('1,x', 'a INT, b INT, _corrupt_record STRING')", "{1, null, 1,x}"],
  ["from_csv('1|2', 'a INT, b INT', map('sep', '|'))", "{1, 2}"],
  ["from_csv('1,abc', schema_of_csv('1,abc'))", "{1, abc}"],
  [
    "schema_of_csv('1|abc|2.5|true|2024-01-01|2024-01-01 00:00:00|', map('delimiter', '|'))",
    "STRUCT<_c0: INT, _c1: STRING, _c2: DOUBLE, _c3: BOOLEAN, _c4: DATE, _c5: TIMESTAMP, _c6: STRING>",
  ],
  [
    "to_csv(named_struct('a', 'x,y', 'b', null, 'c', '', 'd', 'q\"z', 'e', ' s ', 'f', 1.5D, 'g', date'2024-01-01', 'h', timestamp'2024-01-01 00:00:00'))",
    '"x,y",,"","q\\"z",s,1.5,2024-01-01,2024-01-01T00:00:00.000Z',
  ],
  [
    "to_csv(named_struct('a', array(1), 'm', map('k', 1), 's', named_struct('x', 1, 'y', 'z')))",
    '[1],{k -> 1},"{1, z}"',
  ],
  ["to_csv(named_struct('a', cast(null as int)))", "null"],
])("%s", async (sql, expected) => expect(await ask(sql)).toBe(expected));

it.each([
  ["from_csv('1', 'int')", "INVALID_SCHEMA.NON_STRUCT_TYPE"],
  ["from_csv(1, 'a int')", "DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE"],
  ["from_csv('1', 'a int', map('a', 1))", "INVALID_OPTIONS.NON_STRING_TYPE"],
  ["from_csv('1', 'a int', 'x')", "INVALID_OPTIONS.NON_MAP_FUNCTION"],
  ["from_csv('1,x', 'a INT, b INT', map('mode', 'FAILFAST'))", "MALFORMED_RECORD_IN_PARSING"],
  ["from_csv('1', 'a INT', map('mode', 'DROPMALFORMED'))", "PARSE_MODE_UNSUPPORTED"],
  ["to_csv(1)", "DATATYPE_MISMATCH.UNSUPPORTED_INPUT_TYPE"],
])("refuses %s as Spark does", async (sql, error) => expect(ask(sql)).rejects.toThrow(error));

it("are there for columns too", async () => {
  const rows = await session.spark
    .createDataFrame([['{"a":1,"b":["x"]}', "7,y"]], ["json", "csv"])
    .select(
      functions.from_json("json", "a INT, b ARRAY<STRING>"),
      functions.get_json_object("json", "$.b[0]"),
      functions.from_csv("csv", "n INT, s STRING", { sep: "," }),
      functions.variant_get(functions.parse_json("json"), "$.a", "int"),
      functions.to_csv(functions.struct("json")),
    )
    .collect();
  expect(rows[0]?.toString()).toContain("[[1,ArraySeq(x)],x,[7,y],1,");
});
