import { DoubleType, IntegerType, VoidType } from "../../types/index.js";
import { literal } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { castTo } from "./coercion.js";
import { define } from "./define.js";
import type { FunctionRow } from "./function-row.js";
import { any, int } from "./parameter.js";

const kind = "window" as const;

/** Functions that number rows; given arguments only in old guides, they ignore them. */
const ranking = (
  name: string,
  type: typeof IntegerType | typeof DoubleType,
  label: string,
  doc: string,
): FunctionRow => ({
  name,
  kind,
  usage: `${name}()`,
  doc,
  arity: [0, Number.POSITIVE_INFINITY],
  parameters: [],
  resolve: () => ({ args: [], type, nullable: false, sql: `${label}()` }),
});

function shifted(name: "lead" | "lag", doc: string): FunctionRow {
  return {
    name,
    kind,
    usage: `${name}(input[, offset[, default]])`,
    doc,
    arity: [1, 3],
    parameters: ["input", "offset", "default"],
    resolve: (args, { clauses }) => {
      const [input, given = literal(1, IntegerType), fallback = literal(null, VoidType)] = args as [
        Expression,
        Expression?,
        Expression?,
      ];
      const back =
        name === "lag" && given.kind === "literal" ? literal(-(given.value as number), IntegerType) : given;
      const type = typeOf(input);
      return {
        args: [input, back, castTo(fallback, type)],
        type,
        nullable: true,
        kernel: clauses.ignoreNulls ? `${name}_ignore_nulls` : name,
        sql: `${name}(${sqlText(input)}, ${sqlText(given)}, ${sqlText(fallback)})${clauses.ignoreNulls ? " ignore nulls" : ""}`,
      };
    },
  };
}

export const window: readonly FunctionRow[] = [
  ranking("row_number", IntegerType, "row_number", "The row's number in its partition, from 1."),
  ranking("rank", IntegerType, "RANK", "The row's rank, equal rows the same, with gaps."),
  ranking("dense_rank", IntegerType, "DENSE_RANK", "The row's rank, equal rows the same, without gaps."),
  ranking("percent_rank", DoubleType, "PERCENT_RANK", "The row's rank from 0 to 1."),
  ranking("cume_dist", DoubleType, "cume_dist", "The share of rows up to this one and those equal to it."),
  define("ntile", "n", [int], IntegerType, {
    doc: "Which of n even parts of its partition the row is in.",
    kind,
    nullable: false,
  }),
  shifted("lead", "The value some rows further on."),
  shifted("lag", "The value some rows before."),
  {
    ...define("nth_value", "input, offset", [any, int], ([a]) => typeOf(a!), {
      doc: "The value of the frame's n-th row.",
      kind,
      nullable: true,
    }),
    resolve: (args, { clauses }) => ({
      args,
      type: typeOf(args[0]!),
      nullable: true,
      kernel: clauses.ignoreNulls ? "nth_value_ignore_nulls" : "nth_value",
      sql: `nth_value(${args.map(sqlText).join(", ")})${clauses.ignoreNulls ? " ignore nulls" : ""}`,
    }),
  },
];
