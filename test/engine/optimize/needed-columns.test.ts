import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { neededColumns } from "../../../src/engine/optimize/needed-columns.js";
import { relationsOf } from "../../../src/plan/nodes/inspect.js";
import { openSession } from "../../session.js";

const folder = mkdtempSync(join(tmpdir(), "needed-"));
const { spark, close } = openSession();
afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});
writeFileSync(join(folder, "t.json"), '{"a":1,"b":"x","c":[1]}\n{"a":2,"b":3.5,"c":"not an array"}\n');
spark.read.schema("a INT, b STRING, c ARRAY<INT>").json(folder).createOrReplaceTempView("t");

/** The columns of `t` that a query reads. */
function reads(sql: string): string[] {
  const plan = spark.sql(sql).analyzed;
  const needed = neededColumns(plan);
  return relationsOf(plan).flatMap(({ output }) =>
    output.filter(({ id }) => needed.has(id)).map(({ name }) => name),
  );
}

describe("the columns that a query needs of its tables", () => {
  it.each([
    ["SELECT count(*) FROM t", []],
    ["SELECT a FROM t WHERE b > 'a'", ["a", "b"]],
    ["SELECT x FROM (SELECT a AS x, b AS y, c FROM t)", ["a"]],
    ["SELECT count(b) FROM t GROUP BY a ORDER BY max(a)", ["a", "b"]],
    ["SELECT 1 FROM t ORDER BY a LIMIT 1", ["a"]],
    ["SELECT DISTINCT * FROM (SELECT a, b FROM t)", ["a", "b"]],
    ["SELECT t.a FROM t JOIN t AS u ON t.a = u.a", ["a", "a"]],
    ["SELECT a FROM (SELECT a, b FROM t UNION ALL SELECT 1, id FROM range(3))", ["a"]],
    ["SELECT a, row_number() OVER (ORDER BY b) FROM t", ["a", "b"]],
    ["SELECT e FROM t LATERAL VIEW explode(c) AS e", ["c"]],
    ["SELECT a FROM t WHERE EXISTS (SELECT 1 FROM range(3) WHERE id = length(b))", ["a", "b"]],
  ])("%s", (sql, columns) => {
    expect(reads(sql)).toEqual(columns);
  });

  it("what is not needed is neither read nor computed, as in Spark", async () => {
    const strict = spark.read.schema("a INT, c ARRAY<INT>").option("mode", "FAILFAST").json(folder);
    expect((await strict.selectExpr("a", "1/0 AS z").select("a").collect()).map(row => row.get(0))).toEqual([
      1, 2,
    ]);
    await expect(strict.collect()).rejects.toThrow("FAILFAST");
  });
});
