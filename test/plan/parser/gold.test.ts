import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseStatement } from "../../../src/plan/parser/parse-statement.js";

interface Example {
  readonly sql: string;
}

const examples = JSON.parse(
  readFileSync(new URL("../../gold/functions.json", import.meta.url), "utf8"),
) as Example[];

describe("the examples of Spark's functions", () => {
  it("parse, all of them", () => {
    expect(examples.length).toBeGreaterThan(1000);
    for (const { sql } of examples) expect(() => parseStatement(sql), sql).not.toThrow();
  });
});
