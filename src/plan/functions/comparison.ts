import { BooleanType } from "../../types/index.js";
import { coerceOperands } from "./coercion.js";
import type { FunctionRow } from "./function-row.js";

function operator(name: string, doc: string, alwaysKnown = false): FunctionRow {
  return {
    name,
    kind: "scalar",
    usage: `expr1 ${name} expr2`,
    doc,
    arity: [2, 2],
    parameters: ["left", "right"],
    resolve: (args, { ansi }) => ({
      ...coerceOperands(name, args, ansi),
      type: BooleanType,
      ...(alwaysKnown ? { nullable: false } : {}),
    }),
  };
}

export const comparison: readonly FunctionRow[] = [
  operator("=", "Whether both are equal."),
  operator("<=>", "Whether both are equal, two NULLs too; never NULL.", true),
  operator("<", "Whether the first is less."),
  operator("<=", "Whether the first is less or equal."),
  operator(">", "Whether the first is greater."),
  operator(">=", "Whether the first is greater or equal."),
];
