import {
  ArrayType,
  BinaryType,
  type DataType,
  IntegerType,
  LongType,
  StringType,
  StructField,
  StructType,
  sqlName,
} from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { mismatch } from "./coercion.js";
import { define } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { any, int } from "./parameter.js";

const num = (value: number): Expression => literal(value, IntegerType);
const aggregate = { kind: "aggregate" as const, nullable: false };

/** The most frequent values with their counts. */
const topType = (item: DataType): DataType =>
  ArrayType(
    new StructType([new StructField("item", item), new StructField("count", LongType, false)]),
    false,
  );

/** A sketch as a column: its third field is there for its type alone. */
const sketchType = (item: DataType): StructType =>
  new StructType([
    new StructField("sketch", BinaryType, false),
    new StructField("maxItemsTracked", IntegerType, false),
    new StructField("itemDataType", item),
    new StructField("itemDataTypeDDL", StringType, false),
  ]);

function itemTypeOf(name: string, args: readonly Expression[]): DataType {
  const type = typeOf(args[0]!);
  const item = type.kind === "struct" ? type.fields[2]?.dataType : undefined;
  if (!item)
    throw mismatch(
      "UNEXPECTED_INPUT_TYPE",
      name,
      args,
      `The first parameter requires the sketch of approx_top_k_accumulate, however "${sqlText(args[0]!)}" has the type "${sqlName(type)}".`,
    );
  return item;
}

function check(name: string, k: Expression, tracked?: Expression): void {
  const count = k.kind === "literal" ? Number(k.value) : 1;
  if (count <= 0)
    throw new AnalysisException(
      "APPROX_TOP_K_NON_POSITIVE_ARG",
      `The value of \`k\` in \`${name}\` must be a positive integer, but got ${count}.`,
      "22023",
    );
  if (tracked?.kind === "literal" && Number(tracked.value) < count)
    throw new AnalysisException(
      "APPROX_TOP_K_MAX_ITEMS_TRACKED_LESS_THAN_K",
      `The max items tracked \`maxItemsTracked\`(${tracked.value}) of \`${name}\` should be greater than or equal to \`k\`(${count}).`,
      "22023",
    );
}

const top = define(
  "approx_top_k",
  "expr[, k, maxItemsTracked]",
  [any, int, int],
  args => topType(typeOf(args[0]!)),
  {
    ...aggregate,
    doc: "The k most frequent values with how often they are there, the most frequent first.",
    example: "approx_top_k(expr, 2)",
    defaults: [num(5), num(10000)],
  },
);

const estimate = define(
  "approx_top_k_estimate",
  "state[, k]",
  [any, int],
  args => topType(itemTypeOf("approx_top_k_estimate", args)),
  {
    doc: "The k most frequent values of a sketch.",
    example: "approx_top_k_estimate(sketch, 5)",
    defaults: [num(5)],
  },
);

export const topK: readonly FunctionRow[] = [
  {
    ...top,
    resolve: (args, context) => {
      check("approx_top_k", args[1] ?? num(5), args[2] ?? num(10000));
      return top.resolve(args, context);
    },
  },
  define(
    "approx_top_k_accumulate",
    "expr[, maxItemsTracked]",
    [any, int],
    args => sketchType(typeOf(args[0]!)),
    {
      ...aggregate,
      doc: "A sketch of the values, from which their most frequent ones are estimated.",
      example: "approx_top_k_estimate(approx_top_k_accumulate(expr), 2)",
      defaults: [num(10000)],
    },
  ),
  define(
    "approx_top_k_combine",
    "state[, maxItemsTracked]",
    [any, int],
    args => sketchType(itemTypeOf("approx_top_k_combine", args)),
    {
      ...aggregate,
      doc: "One sketch of several.",
      example: "approx_top_k_combine(sketch, 10000)",
      defaults: [num(-1)],
    },
  ),
  {
    ...estimate,
    resolve: (args, context) => {
      check("approx_top_k_estimate", args[1] ?? num(5));
      return estimate.resolve(args, context);
    },
  },
];
