import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseQuery } from "../../../src/plan/parser/parse.js";

interface Example {
  readonly sql: string;
}

const examples = JSON.parse(
  readFileSync(new URL("../../gold/functions.json", import.meta.url), "utf8"),
) as Example[];

describe("the examples of Spark's functions", () => {
  const queries = examples.filter(({ sql }) => !sql.startsWith("SET "));

  it("parse, all of them", () => {
    expect(queries.length).toBeGreaterThan(1000);
    for (const { sql } of queries) expect(() => parseQuery(sql), sql).not.toThrow();
  });
});
