import { describe, expect, it } from "vitest";
import { compareText } from "../../src/engine/kernels/compare.js";
import { compilePlan } from "../../src/engine/operators/execute.js";
import { analyze } from "../../src/plan/analyze/analyze.js";
import { filter, limit, localRelation, project } from "../../src/plan/nodes/create.js";
import type { LogicalPlan } from "../../src/plan/nodes/logical-plan.js";
import { parseSchema } from "../../src/plan/parser/parse.js";
import { type Column, col } from "../../src/sql/column.js";
import { length, lit, negate, trim, upper } from "../../src/sql/functions.js";
import type { Value } from "../../src/types/index.js";
import { rowAt } from "../../src/types/vector/index.js";
import { analysis, kernelContext } from "../contexts.js";

const table = localRelation(parseSchema("s STRING, n BIGINT, i INT, d DOUBLE, b BOOLEAN, bin BINARY"), [
  ["소유", 9_007_199_254_740_993n, 7, 1.5, true, Buffer.from("a")],
  [null, null, null, null, null, null],
  ["b", -1n, -7, Number.NaN, false, Buffer.from([0xff])],
]);

async function rows(plan: LogicalPlan): Promise<Value[][]> {
  const all: Value[][] = [];
  const run = compilePlan(analyze(plan, analysis), kernelContext("Asia/Seoul"));
  for await (const batch of run(() => Promise.reject(new Error("no leaf")) as never))
    for (let i = 0; i < batch.length; i++) all.push(rowAt(batch, i));
  return all;
}
const column = async (expression: Column) =>
  (await rows(project([expression.expression], table))).map(row => row[0]);

describe("expressions", () => {
  it.each<[string, Column, Value[]]>([
    ["exact 64-bit sums", col("n").plus(1), [9_007_199_254_740_994n, null, 0n]],
    ["remainders with the dividend's sign", col("i").mod(4), [3, null, -3]],
    ["negation", negate(col("i")), [-7, null, 7]],
    ["fractions", col("i").divide(2), [3.5, null, -3.5]],
    ["equal text", col("s").equalTo("소유"), [true, null, false]],
    ["null-safe equality", col("s").eqNullSafe(lit(null)), [false, true, false]],
    ["NaN equal to itself and above all", col("d").geq(Number.NaN), [false, null, true]],
    ["AND where FALSE wins", col("b").and(lit(false)), [false, false, false]],
    ["AND where NULL stays", col("b").and(col("s").isNotNull()), [true, false, false]],
    ["OR where TRUE wins", col("b").or(col("s").isNull()), [true, true, false]],
    ["NOT", col("b").not(), [false, null, true]],
    ["between", col("i").between(0, 7), [true, null, false]],
    ["characters, not bytes", length(col("s")), [2, null, 1]],
    ["upper", upper(col("s")), ["소유", null, "B"]],
    ["trim", trim(lit("  x \t")), ["x \t", "x \t", "x \t"]],
    ["bytes", col("bin").equalTo(lit(Buffer.from("a"))), [true, null, false]],
    ["contains", col("s").contains("유"), [true, null, false]],
  ])("%s", async (_, expression, expected) => expect(await column(expression)).toEqual(expected));

  it.each<[string, Column, Value]>([
    ["text to number", lit(" 42 ").cast("INT"), 42],
    ["text to double", lit("1e3").cast("DOUBLE"), 1000],
    ["text to boolean", lit("Yes").cast("BOOLEAN"), true],
    ["double to text", lit(1e10).cast("STRING"), "1.0E10"],
    ["double to int cuts", lit(-2.9).cast("INT"), -2],
    ["boolean to text", lit(true).cast("STRING"), "true"],
    [
      "text to timestamp in the session's zone",
      lit("2018-06-01 21:00:01").cast("TIMESTAMP"),
      1_527_854_401_000_000n,
    ],
    [
      "text with a zone to timestamp",
      lit("2018-06-01T12:00:01.000Z").cast("TIMESTAMP"),
      1_527_854_401_000_000n,
    ],
    ["seconds to timestamp", lit(1_527_854_401).cast("TIMESTAMP"), 1_527_854_401_000_000n],
    ["timestamp to text", lit(1_527_854_401).cast("TIMESTAMP").cast("STRING"), "2018-06-01 21:00:01"],
    [
      "timestamp to date in the session's zone",
      lit("2018-06-01T16:00:00Z").cast("TIMESTAMP").cast("DATE"),
      17_684,
    ],
    ["text to binary and back", lit("소").cast("BINARY").cast("STRING"), "소"],
  ])("casts %s", async (_, expression, expected) => expect((await column(expression))[0]).toEqual(expected));

  it.each<[string, Column, string]>([
    [
      "text that is no number",
      lit("x").cast("INT"),
      `[CAST_INVALID_INPUT] The value 'x' of the type "STRING" cannot be cast to "INT" because it is malformed.`,
    ],
    [
      "a number too large",
      lit(300).cast("TINYINT"),
      '[CAST_OVERFLOW] The value 300 of the type "INT" cannot be cast to "TINYINT"',
    ],
    ["an int sum", lit(2_147_483_647).plus(1), "[ARITHMETIC_OVERFLOW] integer overflow. Use 'try_add'"],
    ["a long sum", lit(2n ** 63n - 1n).plus(1n), "[ARITHMETIC_OVERFLOW] long overflow"],
    ["a division by zero", lit(1).divide(0), "[DIVIDE_BY_ZERO] Division by zero. Use `try_divide`"],
    ["a remainder by zero", lit(1).mod(0), "[REMAINDER_BY_ZERO] Remainder by zero. Use `try_mod`"],
    ["a date that is none", lit("2018-02-30").cast("DATE"), "[CAST_INVALID_INPUT]"],
  ])(
    "fails on %s as ANSI asks",
    async (_, expression, message) => await expect(column(expression)).rejects.toThrow(message),
  );

  it("orders text by code point, not by UTF-16 unit", () => {
    expect(compareText("\uffff", "🎉")).toBeLessThan(0);
    expect(compareText("a", "ab")).toBeLessThan(0);
    expect(compareText("나", "가")).toBeGreaterThan(0);
  });
});

describe("operators", () => {
  it("keeps the rows for which a condition is true, not those for which it is unknown", async () => {
    const kept = await rows(filter(col("n").gt(-5).expression, project([col("n").expression], table)));
    expect(kept).toEqual([[9_007_199_254_740_993n], [-1n]]);
  });

  it.each([0, 1, 2, 9])("limits to %i rows", async count => {
    expect((await rows(limit(count, table))).length).toBe(Math.min(count, 3));
  });
});
