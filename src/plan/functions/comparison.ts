import { BooleanType } from "../../types/index.js";
import { coerceOperands, expectCount } from "./coercion.js";
import type { FunctionRow } from "./function-row.js";

function operator(name: string, doc: string, alwaysKnown = false): FunctionRow {
  return {
    name,
    usage: `expr1 ${name} expr2`,
    doc,
    resolve: args => {
      expectCount(name, args, 2);
      return {
        ...coerceOperands(name, args),
        type: BooleanType,
        ...(alwaysKnown ? { nullable: false } : {}),
      };
    },
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
