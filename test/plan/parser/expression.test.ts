import { describe, expect, it } from "vitest";
import { parseExpression } from "../../../src/plan/parser/parse.js";
import { shape } from "./shape.js";

const cases: Readonly<Record<string, readonly (readonly [sql: string, parsed: string])[]>> = {
  "the precedence of operators": [
    ["2 << 1 + 1", "<<(2, +(1, 1))"],
    ["1 & 2 | 3 ^ 4", "|(&(1, 2), ^(3, 4))"],
    ["1 + 2 || 'a' = b", "=(||(+(1, 2), 'a'), b)"],
    ["a = b = c", "=(=(a, b), c)"],
    ["a div b % c", "%(div(a, b), c)"],
    ["-a * ~b", "*(-(a), ~(b))"],
    ["2 -1", "-(2, 1)"],
    ["- -1", "-(-1)"],
    ["a OR b AND NOT c", "or(a, and(b, not(c)))"],
    ["NOT a = b AND c", "and(not(=(a, b)), c)"],
    ["a != b OR a !> 1", "or(not(=(a, b)), <=(a, 1))"],
    ["a::int::string", "cast(cast(a as int) as string)"],
    ["-1::string", "cast(-1 as string)"],
    ["a[0].b[c + 1]", "a[0]['b'][+(c, 1)]"],
  ],
  predicates: [
    ["a BETWEEN 1 AND 2 AND c", "and(between(a, 1, 2), c)"],
    ["a NOT IN (1, 2)", "not(in(a, 1, 2))"],
    ["a NOT LIKE 'x' ESCAPE '/'", "not(like(a, 'x', '/'))"],
    ["a ILIKE ANY ('x', b)", "likeany(lower(a), lower('x'), lower(b))"],
    ["a NOT LIKE ALL ('x')", "notlikeall(a, 'x')"],
    ["a REGEXP 'x'", "rlike(a, 'x')"],
    ["a = b IS NOT NULL", "isnotnull(=(a, b))"],
    ["a IS NOT TRUE", "not(<=>(a, true))"],
    ["a IS DISTINCT FROM b", "not(<=>(a, b))"],
    ["(a, b) NOT IN (SELECT 1, 2)", "not(in(a, b, project([1, 2], rows(1))))"],
    ["EXISTS (SELECT 1)", "exists(project([1], rows(1)))"],
    ["exists(a, x -> x)", "exists(a, (x) -> x)"],
  ],
  "forms of their own": [
    ["CASE WHEN a THEN 1 ELSE 2 END", "case_when(a, 1, 2)"],
    ["CASE a WHEN 1 THEN 2 WHEN 3 THEN 4 END", "case_when(=(a, 1), 2, =(a, 3), 4)"],
    ["TRY_CAST(a AS ARRAY<MAP<STRING, ARRAY<INT>>>)", "try_cast(a as array<map<string,array<int>>>)"],
    ["extract(YEAR FROM d)", "extract('YEAR', d)"],
    ["substring(a FROM 1 FOR 2)", "substring(a, 1, 2)"],
    ["position('a' IN (b))", "locate('a', b, 1)"],
    ["overlay(a PLACING b FROM 1)", "overlay(a, b, 1, -1)"],
    ["trim(LEADING 'x' FROM a)", "trim_leading(a, 'x')"],
    ["trim(TRAILING FROM a)", "rtrim(a)"],
    ["dateadd(HOUR, 1, d)", "timestampadd('HOUR', 1, d)"],
    ["date_add(d, 1)", "date_add(d, 1)"],
    ["current_date", "current_date()"],
  ],
  calls: [
    ["count(DISTINCT a, b)", "count(distinct a, b)"],
    ["f(a, x => 1)", "f(a, x => 1)"],
    ["first(a IGNORE NULLS)", "first(a) ignore nulls"],
    [
      "listagg(a, ',') WITHIN GROUP (ORDER BY b DESC) FILTER (WHERE c)",
      "listagg(a, ',') within(b desc nulls last) filter(c)",
    ],
    ["sum(a) OVER w", "sum(a) over w"],
    [
      "sum(a) OVER (PARTITION BY b ORDER BY c ROWS BETWEEN 1 PRECEDING AND UNBOUNDED FOLLOWING)",
      "sum(a) over (by b; order c asc nulls first; rows negative(1) to unboundedFollowing)",
    ],
    ["lag(a) RESPECT NULLS OVER (ORDER BY b)", "lag(a) respect nulls over (order b asc nulls first)"],
    ["transform(a, (x, i) -> x + i)", "transform(a, (x, i) -> +(x, i))"],
    ["a.b.f(*)", "a.b.f(*)"],
  ],
  names: [
    ["`a``b`.`c d`", "a`b.c d"],
    ["1a", "1a"],
    ["a AS b", "a as b"],
    ["posexplode(x) AS (p, c)", "posexplode(x) as (p, c)"],
    ["t.* EXCEPT (a, b.c)", "t.* except a, b.c"],
    ["date", "date"],
    ["interval + 1", "+(interval, 1)"],
    [":name + ? + ?", "+(+(:name, :0), :1)"],
  ],
};

for (const [name, examples] of Object.entries(cases))
  describe(name, () => {
    it.each(examples)("%s", (sql, parsed) => expect(shape(parseExpression(sql))).toBe(parsed));
  });
