import { IntegerType } from "../../types/index.js";
import { literal, unresolvedFunction } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";

/** `(a, b)`: a struct, whose fields are called as its items are. */
export const row = (items: readonly Expression[]): Expression => unresolvedFunction("row", items);

/** What `(a, b) IN (SELECT …)` compares: the items of a row, or the value itself. */
export function rowValues(value: Expression): readonly Expression[] {
  return value.kind === "unresolvedFunction" && value.name === "row" ? value.args : [value];
}

export const integer = (value: number): Expression => literal(value, IntegerType);
