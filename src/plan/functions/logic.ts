import { BooleanType } from "../../types/index.js";
import type { Expression } from "../expressions/expression.js";
import { expectCount, expectType } from "./coercion.js";
import type { FunctionRow } from "./function-row.js";

function connective(name: "and" | "or", doc: string): FunctionRow {
  return {
    name,
    usage: `expr1 ${name} expr2`,
    doc,
    resolve: args => {
      expectCount(name, args, 2);
      return { args: booleans(name, args), type: BooleanType };
    },
  };
}

function booleans(name: string, args: readonly Expression[]): Expression[] {
  return args.map((_, i) => expectType(name, args, i, BooleanType));
}

function nullTest(name: "isnull" | "isnotnull", doc: string): FunctionRow {
  return {
    name,
    usage: `${name}(expr)`,
    doc,
    resolve: args => {
      expectCount(name, args, 1);
      return { args, type: BooleanType, nullable: false };
    },
  };
}

export const logic: readonly FunctionRow[] = [
  connective("and", "Whether both hold; FALSE wins over NULL."),
  connective("or", "Whether one holds; TRUE wins over NULL."),
  {
    name: "not",
    usage: "not(expr)",
    doc: "Whether it does not hold.",
    resolve: args => {
      expectCount("not", args, 1);
      return { args: booleans("not", args), type: BooleanType };
    },
  },
  nullTest("isnull", "Whether it is NULL."),
  nullTest("isnotnull", "Whether it is not NULL."),
];
