import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession } from "../session.js";

const session = openSession();
const { spark } = session;
beforeAll(() => {
  spark
    .createDataFrame(
      [
        [1, 2],
        [3, 4],
      ],
      ["a", "b"],
    )
    .createOrReplaceTempView("t");
  spark.sql(`SELECT parse_json('{"a":{"b":[1,"x"]},"c d":2}') AS v`).createOrReplaceTempView("variants");
});
afterAll(() => session.close());

const rows = async (sql: string, args = {}) => (await spark.sql(sql, args).collect()).map(String);
const message = (sql: string, args = {}) => {
  try {
    spark.sql(sql, args);
    return "";
  } catch (error) {
    return (error as Error).message.split("\n")[0]!;
  }
};

describe("|> SET", () => {
  it("puts values in columns' places, each assignment seeing those before it", async () => {
    expect(await rows("FROM t |> SET a = a + b, b = a")).toEqual(["[3,3]", "[7,7]"]);
    const renamed = spark.sql("FROM t |> SET A = 'x' |> WHERE a = 'x'");
    expect(renamed.columns).toEqual(["A", "b"]);
  });

  it("refuses what is no column", () => {
    expect(message("FROM t |> SET c = 1")).toMatch(
      /^\[UNRESOLVED_COLUMN.WITH_SUGGESTION\].*`c`.*\[`a`, `b`\]/,
    );
    expect(message("FROM t |> SET t.a = 1")).toMatch(/only single-part keys are allowed/);
  });
});

describe("IDENTIFIER", () => {
  it.each([
    ["SELECT IDENTIFIER('a') FROM IDENTIFIER('t')", {}, ["[1]", "[3]"]],
    ["SELECT IDENTIFIER('t' || '.a') FROM t LIMIT 1", {}, ["[1]"]],
    ["SELECT IDENTIFIER(concat('t', '.`b`')) FROM t LIMIT 1", {}, ["[2]"]],
    ["SELECT IDENTIFIER('abs')(-1)", {}, ["[1]"]],
    ["SELECT max(IDENTIFIER(:column)) FROM IDENTIFIER(:table)", { column: "b", table: "t" }, ["[4]"]],
  ])("%s", async (sql, args, expected) => {
    expect(await rows(sql, args)).toEqual(expected);
  });

  it("takes a constant text alone", () => {
    expect(message("SELECT IDENTIFIER(a) FROM t")).toMatch(/^\[NOT_A_CONSTANT_STRING.NOT_CONSTANT\]/);
    expect(message("SELECT * FROM IDENTIFIER('nope')")).toMatch(/^\[TABLE_OR_VIEW_NOT_FOUND\].*`nope`/);
  });
});

describe("paths into variants", () => {
  it("name their columns by the last member", async () => {
    const frame = spark.sql("SELECT v:a.b[0], v:a.b[1]::string, v:['c d'], v:a['b'], v:A FROM variants");
    expect(frame.columns).toEqual(["b", "b", "c d", "b", "A"]);
    expect((await frame.collect()).map(String)).toEqual(['[1,x,2,[1,"x"],null]']);
  });
});

describe("named arguments", () => {
  it.each([
    ["SELECT mask(upperChar => 'Q', str => 'ABc')", "[QQx]"],
    ["SELECT mask('AB1', digitChar => 'd')", "[XXd]"],
  ])("%s", async (sql, expected) => {
    expect(await rows(sql)).toEqual([expected]);
  });

  it.each([
    ["SELECT mask('ABc', str => 'x')", "DUPLICATE_ROUTINE_PARAMETER_ASSIGNMENT.BOTH_POSITIONAL_AND_NAMED"],
    [
      "SELECT mask(str => 'A', str => 'B')",
      "DUPLICATE_ROUTINE_PARAMETER_ASSIGNMENT.DOUBLE_NAMED_ARGUMENT_REFERENCE",
    ],
    ["SELECT mask(upperChar => 'Q', 'ABc')", "UNEXPECTED_POSITIONAL_ARGUMENT"],
    ["SELECT mask(upperChar => 'Q')", "REQUIRED_PARAMETER_NOT_FOUND"],
    ["SELECT mask('a', nope => 'b')", "UNRECOGNIZED_PARAMETER_NAME"],
  ])("%s is refused", (sql, errorClass) => {
    expect(message(sql)).toContain(`[${errorClass}]`);
  });
});

describe("days that have names", () => {
  it("are known in literals, and in casts of them", async () => {
    expect(
      await rows(
        "SELECT cast('today' AS DATE) = current_date, cast(' Epoch ' AS TIMESTAMP), date('epoch'), cast('tomorrow' AS TIMESTAMP_NTZ) > now(), try_cast('yesterday' AS DATE) IS NULL",
      ),
    ).toEqual(["[true,1970-01-01 00:00:00.0,1970-01-01,true,false]"]);
    await expect(rows("SELECT cast(x AS DATE) FROM VALUES ('today') AS t(x)")).rejects.toThrow(
      "CAST_INVALID_INPUT",
    );
  });
});

it("backslashes stand for themselves where the session says so", async () => {
  spark.conf.set("spark.sql.parser.escapedStringLiterals", "true");
  expect(await rows("SELECT '\\d', 'a1' RLIKE '\\d'")).toEqual(["[\\d,true]"]);
  expect((await spark.table("t").selectExpr("'\\n' AS x").first()).get(0)).toBe("\\n");
  spark.conf.set("spark.sql.parser.escapedStringLiterals", "false");
});
