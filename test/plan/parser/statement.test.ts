import { describe, expect, it } from "vitest";
import { parseStatement } from "../../../src/plan/parser/parse-statement.js";

describe("commands", () => {
  it.each([
    [
      "CREATE OR REPLACE TEMP VIEW v (a, b COMMENT 'c') AS SELECT 1, 2",
      {
        kind: "createView",
        name: ["v"],
        columns: ["a", "b"],
        replace: true,
        temporary: true,
        global: false,
        text: "SELECT 1, 2",
      },
    ],
    [
      "CREATE GLOBAL TEMPORARY VIEW v AS VALUES (1)",
      { kind: "createView", columns: null, global: true, temporary: true },
    ],
    [
      "CREATE TEMP VIEW v USING json OPTIONS (path '/tmp/x', multiLine = true)",
      {
        kind: "createViewUsing",
        format: "json",
        schema: null,
        options: { path: "/tmp/x", multiLine: "true" },
      },
    ],
    ["DROP VIEW IF EXISTS a.v", { kind: "dropView", name: ["a", "v"], ifExists: true }],
    ["SHOW TABLES IN d LIKE 'a*'", { kind: "showTables", namespace: ["d"], pattern: "a*" }],
    ["SHOW USER FUNCTIONS", { kind: "showFunctions", scope: "user", pattern: null }],
    ["SHOW COLUMNS IN t IN d", { kind: "showColumns", name: ["d", "t"] }],
    ["DESC TABLE EXTENDED t", { kind: "describeTable", name: ["t"], extended: true }],
    ["DESCRIBE FUNCTION EXTENDED +", { kind: "describeFunction", name: "+", extended: true }],
    ["DESCRIBE SELECT 1", { kind: "describeQuery" }],
    ["SET spark.sql.x = a b ;", { kind: "set", key: "spark.sql.x", value: "a b" }],
    ["SET `a b`=`한글`", { kind: "set", key: "a b", value: "한글" }],
    ["SET spark.sql.x", { kind: "showConfiguration", key: "spark.sql.x" }],
    ["SET -v", { kind: "showConfiguration", key: null, verbose: true }],
    ["SET TIME ZONE INTERVAL -'09:30' HOUR TO MINUTE", { kind: "setTimeZone", timeZone: "-09:30" }],
    ["RESET", { kind: "reset", key: null }],
    [
      "EXPLAIN FORMATTED SHOW VIEWS",
      { kind: "explain", mode: "formatted", statement: { kind: "showViews" } },
    ],
    [
      "CACHE LAZY TABLE t AS SELECT 1",
      { kind: "cacheTable", name: ["t"], lazy: true, plan: { kind: "project" } },
    ],
    ["UNCACHE TABLE IF EXISTS t", { kind: "uncacheTable", ifExists: true }],
    ["INSERT OVERWRITE t (a) SELECT 1", { kind: "insert", columns: ["a"], overwrite: true }],
    ["ALTER TABLE t ADD COLUMN a INT", { kind: "unsupported", command: "ALTER TABLE" }],
    ["TABLE t", { kind: "query" }],
  ])("%s", (sql, statement) => expect(parseStatement(sql)).toMatchObject(statement));
});
