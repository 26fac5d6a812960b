import { describe, expect, it } from "vitest";
import { analyze } from "../../src/plan/analyze/analyze.js";
import { planTree } from "../../src/plan/explain.js";
import { filter, localRelation, project } from "../../src/plan/nodes/create.js";
import { outputOf, schemaOf } from "../../src/plan/nodes/inspect.js";
import { parseSchema } from "../../src/plan/parser/parse.js";
import { type Column, col } from "../../src/sql/column.js";
import { length, lit, not, upper } from "../../src/sql/functions.js";
import { analysis } from "../contexts.js";

const table = localRelation(parseSchema("key BINARY, value STRING, n BIGINT, i INT, headers ARRAY<INT>"), []);
const select = (...columns: Column[]) =>
  analyze(
    project(
      columns.map(column => column.expression),
      table,
    ),
    analysis,
  );
const names = (...columns: Column[]) => outputOf(select(...columns)).map(column => column.name);

describe("column names", () => {
  it.each<[Column, string]>([
    [col("key").cast("STRING"), "key"],
    [col("n").cast("STRING").cast("BINARY"), "n"],
    [upper(col("value")), "upper(value)"],
    [upper(col("key").cast("STRING")), "upper(CAST(key AS STRING))"],
    [col("n").plus(1), "(n + 1)"],
    [col("n").gt(3).and(col("i").equalTo(0)), "((n > 3) AND (i = 0))"],
    [not(col("n").eqNullSafe(3)), "(NOT (n <=> 3))"],
    [col("value").isNull(), "(value IS NULL)"],
    [lit("a"), "a"],
    [lit(1.5), "1.5"],
    [col("VALUE"), "value"],
  ])("of %s", (column, name) => expect(names(column)).toEqual([name]));

  it("spreads the star", () =>
    expect(names(col("*"), col("i"))).toEqual(["key", "value", "n", "i", "headers", "i"]));
});

describe("types", () => {
  it.each<[Column, string]>([
    [col("n").plus(1), "bigint"],
    [col("i").plus(1n), "bigint"],
    [col("i").plus("1"), "bigint"],
    [col("i").multiply(1.5), "double"],
    [col("n").divide(2), "double"],
    [col("i").mod(2), "int"],
    [length(col("value")), "int"],
    [length(col("n")), "int"],
    [col("value").equalTo("a"), "boolean"],
  ])("of %s", (column, type) =>
    expect(schemaOf(select(column)).simpleString).toBe(`struct<${names(column)[0]}:${type}>`),
  );
});

describe("what cannot be is refused in Spark's words", () => {
  it.each<[() => unknown, string]>([
    [
      () => select(col("valeu")),
      "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column, variable, or function parameter with name `valeu` cannot be resolved. Did you mean one of the following? [`value`, `key`, ",
    ],
    [
      () => select(col("n").cast("ARRAY<INT>")),
      '[DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION] Cannot resolve "n" due to data type mismatch: cannot cast "BIGINT" to "ARRAY<INT>". SQLSTATE: 42K09',
    ],
    [
      () => analyze(filter(col("key").expression, table), analysis),
      '[DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN] Cannot resolve "key" due to data type mismatch: Filter expression "key" of type "BINARY" is not a boolean. SQLSTATE: 42K09',
    ],
    [
      () => select(col("headers").equalTo(1)),
      '[DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES] Cannot resolve "(headers = 1)" due to data type mismatch: the left and right operands of the binary operator have incompatible types ("ARRAY<INT>" and "INT"). SQLSTATE: 42K09',
    ],
    [
      () => select(col("n").cast("STRING").plus("1")),
      '[DATATYPE_MISMATCH.BINARY_OP_WRONG_TYPE] Cannot resolve "(CAST(n AS STRING) + 1)" due to data type mismatch: the binary operator requires the input type ("NUMERIC" or "INTERVAL DAY TO SECOND" or "INTERVAL YEAR TO MONTH" or "INTERVAL"), not "STRING". SQLSTATE: 42K09',
    ],
    [
      () => analyze(project([col("a").expression], select(col("n").as("a"), col("i").as("A"))), analysis),
      "[AMBIGUOUS_REFERENCE]",
    ],
  ])("%#", (build, message) => expect(build).toThrow(message));

  it("takes the same column twice as no ambiguity", () =>
    expect(
      outputOf(analyze(project([col("n").expression], select(col("n"), col("n"))), analysis)).length,
    ).toBe(1));
});

it("shows a plan as a tree with the columns' ids", () => {
  const tree = planTree(select(col("key").cast("STRING"), col("n")));
  expect(tree.replace(/#\d+/g, "#")).toBe(
    "Project [cast(key# as string) AS key#, n#L]\n+- LocalRelation [key#, value#, n#L, i#, headers#]",
  );
});
