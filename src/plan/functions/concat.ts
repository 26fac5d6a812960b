import { BinaryType, type DataType, StringType, sqlName } from "../../types/index.js";
import type { Expression } from "../expressions/expression.js";
import { isNullable, typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";
import { castTo, commonTypeOf, isAtomic, mismatch, ordinal } from "./coercion.js";
import type { FunctionRow, ResolvedCall } from "./function-row.js";

/** Arrays as their common type, binaries as BINARY, else all as STRING. */
function resolveConcat(args: readonly Expression[], ansi: boolean): ResolvedCall {
  const types = args.map(typeOf);
  const call = (type: DataType): ResolvedCall => ({
    args: args.map(each => castTo(each, type)),
    type,
    nullable: args.some(isNullable),
    kernel: "concat",
    sql: `concat(${args.map(sqlText).join(", ")})`,
  });
  if (types.length > 0 && types.every(type => type.kind === "binary")) return call(BinaryType);
  for (const [i, type] of types.entries())
    if (type.kind !== "array" && type.kind !== "void" && !isAtomic(type) && type.kind !== "interval")
      throw mismatch(
        "UNEXPECTED_INPUT_TYPE",
        "concat",
        args,
        `The ${ordinal(i)} parameter requires the ("STRING" or "BINARY" or "ARRAY") type, however "${sqlText(args[i]!)}" has the type "${sqlName(type)}".`,
      );
  if (!types.some(type => type.kind === "array")) return call(StringType);
  const type = types.every(each => each.kind === "array") ? commonTypeOf(args, ansi) : undefined;
  if (type) return call(type);
  const shown = types.map(each => `"${sqlName(each.kind === "array" ? each : StringType)}"`);
  throw mismatch(
    "DATA_DIFF_TYPES",
    "concat",
    args,
    `Input to \`concat\` should all be the same type, but it's (${shown.join(" or ")}).`,
  );
}

const row: FunctionRow = {
  name: "concat",
  kind: "scalar",
  usage: "concat(col, ...)",
  doc: "The texts, binaries or arrays one after the other.",
  example: "concat('Spark', 'SQL')",
  arity: [0, Number.POSITIVE_INFINITY],
  parameters: [],
  resolve: (args, { ansi }) => resolveConcat(args, ansi),
};

export const concat: readonly FunctionRow[] = [
  row,
  { ...row, name: "||", usage: "expr1 || expr2", arity: [2, 2] },
];
