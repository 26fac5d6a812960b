import { describe, expect, it } from "vitest";
import { parseQuery } from "../../../src/plan/parser/parse.js";
import { shape } from "./shape.js";

const cases: Readonly<Record<string, readonly (readonly [sql: string, plan: string])[]>> = {
  "SELECT and its clauses": [
    ["SELECT 1", "project([1], rows(1))"],
    ["SELECT DISTINCT a FROM t WHERE b", "distinct(project([a], filter(b, t)))"],
    [
      "SELECT a FROM t GROUP BY a HAVING count(*) > 1 ORDER BY a DESC LIMIT 1 + 2 OFFSET 5",
      "limit(3, offset(5, sort([a desc nulls last], filter(>(count(*), 1), aggregate([a], [a], t)))))",
    ],
    ["SELECT 1 FROM t HAVING true", "filter(true, aggregate([], [1], t))"],
    ["SELECT a FROM t GROUP BY ALL ORDER BY ALL", "sort([* asc nulls first], aggregate([*], [a], t))"],
    [
      "SELECT sum(x) OVER w FROM t WINDOW w AS (ORDER BY b)",
      "windows(w: (order b asc nulls first), project([sum(x) over w], t))",
    ],
    ["FROM t SELECT a WHERE b", "project([a], filter(b, t))"],
    ["SELECT /*+ BROADCAST(t) */ a -- b\nFROM /* /* c */ */ t;", "project([a], t)"],
    ["SELECT from FROM t WHERE where", "project([from], filter(where, t))"],
  ],
  "grouping sets": [
    ["SELECT 1 FROM t GROUP BY ROLLUP (a, b)", "aggregate([a, b] sets [[0,1],[0],[]], [1], t)"],
    ["SELECT 1 FROM t GROUP BY a, b WITH CUBE", "aggregate([a, b] sets [[0,1],[0],[1],[]], [1], t)"],
    ["SELECT 1 FROM t GROUP BY CUBE (a, (b, c))", "aggregate([a, b, c] sets [[0,1,2],[0],[1,2],[]], [1], t)"],
    [
      "SELECT 1 FROM t GROUP BY a, b GROUPING SETS ((a, b), b, ())",
      "aggregate([a, b] sets [[0,1],[1],[]], [1], t)",
    ],
    [
      "SELECT 1 FROM t GROUP BY a, ROLLUP(b), GROUPING SETS (ROLLUP(c))",
      "aggregate([a, b, c] sets [[0,1,2],[0,1],[0,2],[0]], [1], t)",
    ],
  ],
  tables: [
    ["SELECT * FROM a x, db.b AS y (c, d)", "project([*], inner(alias(x, a), alias(y[c, d], db.b)))"],
    ["SELECT * FROM a LEFT JOIN b ON c CROSS JOIN d", "project([*], cross(left(a, b on c), d))"],
    [
      "SELECT * FROM a NATURAL FULL JOIN b SEMI JOIN c USING (x)",
      "project([*], leftSemi(full(a, b using natural), c using x))",
    ],
    [
      "SELECT * FROM a, LATERAL (SELECT a.x) s",
      "project([*], inner(lateral a, alias(s, project([a.x], rows(1)))))",
    ],
    [
      "SELECT * FROM (a JOIN b) JOIN ((SELECT 1) UNION (TABLE t)) u",
      "project([*], inner(inner(a, b), alias(u, distinct(union(project([1], rows(1)), t)))))",
    ],
    ["SELECT * FROM range(1, 5) AS r(i)", "project([*], alias(r[i], table range(1, 5)))"],
    ["VALUES (1, 'a'), (2, 'b') AS t(x, y)", "alias(t[x, y], values([1, 'a'], [2, 'b']))"],
    ["SELECT * FROM t TABLESAMPLE (25 PERCENT) s", "project([*], alias(s, sample(0.25, t)))"],
    [
      "SELECT * FROM t LATERAL VIEW OUTER explode(a) x AS y WHERE y",
      "project([*], filter(y, generate(outer explode(a) x[y], t)))",
    ],
    [
      "SELECT * FROM t PIVOT (sum(x) AS s FOR k IN ('a' AS p, 'b'))",
      "project([*], pivot([k] in ['a' as p, 'b'], [sum(x) as s], t))",
    ],
    [
      "SELECT * FROM t UNPIVOT INCLUDE NULLS ((v, w) FOR n IN ((a, b) AS x, (c, d))) u",
      "project([*], alias(u, unpivot([v, w] for n in [a, b as x; c, d] nulls, t)))",
    ],
  ],
  "set operations and WITH": [
    ["TABLE a INTERSECT TABLE b UNION ALL TABLE c UNION ALL TABLE d", "union(intersect(a, b), c, d)"],
    ["TABLE a MINUS ALL TABLE b ORDER BY x", "sort([x asc nulls first], except all(a, b))"],
    ["(TABLE a LIMIT 1) UNION TABLE b", "distinct(union(limit(1, a), b))"],
    [
      "WITH a AS (SELECT 1), b(y) AS (TABLE a) TABLE b",
      "with a: project([1], rows(1)), b: alias(b[y], a) in b",
    ],
    ["WITH RECURSIVE r MAX RECURSION LEVEL 9 AS (TABLE r) TABLE r", "with recursive r: r in r"],
  ],
  "pipe operators": [
    ["FROM t |> WHERE a |> SELECT b |> LIMIT 1", "limit(1, project([b], filter(a, t)))"],
    ["FROM t |> EXTEND a AS b |> DROP c |> AS u", "alias(u, project([* except c], project([*, a as b], t)))"],
    ["FROM t |> AGGREGATE count(*) AS n GROUP BY a AS k", "aggregate([a], [a as k, count(*) as n], t)"],
    [
      "FROM t |> JOIN u USING (a) |> ORDER BY a |> UNION ALL TABLE v",
      "union(sort([a asc nulls first], inner(t, u using a)), v)",
    ],
  ],
};

for (const [name, examples] of Object.entries(cases))
  describe(name, () => {
    it.each(examples)("%s", (sql, plan) => expect(shape(parseQuery(sql))).toBe(plan));
  });
