import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { tokenize } from "../../../src/plan/parser/lexer.js";
import { parseExpression } from "../../../src/plan/parser/parse.js";
import { ParseException } from "../../../src/plan/parser/parse-exception.js";
import { parseStatement } from "../../../src/plan/parser/parse-statement.js";
import { SparkError } from "../../../src/util/errors.js";

interface WrongInput {
  readonly kind: "statement" | "expression";
  readonly sql: string;
  readonly error: string;
}

const gold = <T>(file: string): T[] =>
  JSON.parse(readFileSync(new URL(`../../gold/${file}`, import.meta.url), "utf8")) as T[];
const wrong = gold<WrongInput>("parse-errors.json");
const queries = gold<{ readonly sql: string }>("functions.json").map(({ sql }) => sql);

function failure(parse: () => unknown): unknown {
  try {
    parse();
    return undefined;
  } catch (thrown) {
    return thrown;
  }
}

describe("what is no SQL", () => {
  it.each(wrong)("$kind $sql", ({ kind, sql, error }) => {
    const thrown = failure(() => (kind === "expression" ? parseExpression(sql) : parseStatement(sql)));
    expect((thrown as Error | undefined)?.message).toBe(error);
  });

  it("is a parse exception wherever a text is cut off, or a word left out", () => {
    const texts = [...wrong.map(({ sql }) => sql), ...queries.filter((_, i) => i % 10 === 0)];
    expect(texts.length).toBeGreaterThan(300);
    for (const sql of texts) {
      if (failure(() => tokenize(sql))) continue;
      for (const { start, stop } of tokenize(sql))
        for (const text of [sql.slice(0, start), sql.slice(0, start) + sql.slice(stop + 1)]) {
          const thrown = failure(() => parseStatement(text));
          if (thrown !== undefined) expect(thrown, text).toBeInstanceOf(SparkError);
        }
    }
  });
});

describe("long and deep texts", () => {
  it("are read where they are only long", () => {
    expect(parseExpression(Array(10_000).fill("a = 1").join(" AND "))).toMatchObject({ name: "and" });
    expect(parseExpression(Array(10_000).fill("1").join(" + "))).toMatchObject({ name: "+" });
    expect(parseStatement(Array(2000).fill("SELECT 1").join(" UNION ALL "))).toMatchObject({
      plan: { kind: "union" },
    });
  });

  it.each([
    ["parentheses", `SELECT ${"(".repeat(5000)}1${")".repeat(5000)}`],
    ["calls", `SELECT ${"f(".repeat(5000)}1`],
    ["subqueries", "SELECT * FROM (".repeat(5000)],
    ["types", `SELECT CAST(a AS ${"ARRAY<".repeat(5000)}`],
    ["lambdas", `SELECT f(${"x -> ".repeat(5000)}`],
  ])("are refused where %s are too deep", (_, sql) => {
    const thrown = failure(() => parseStatement(sql));
    expect(thrown).toBeInstanceOf(ParseException);
    expect((thrown as ParseException).errorClass).toBe("FAILED_TO_PARSE_TOO_COMPLEX");
  });
});
