import { VoidType } from "../../types/index.js";
import type { Expression, SubqueryExpression } from "../expressions/expression.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";
import type { Cursor } from "./cursor.js";

/** A query in parentheses. */
export function subqueryPlan(cursor: Cursor): LogicalPlan {
  cursor.expect("(");
  const plan = cursor.rules.query(cursor);
  cursor.expectOrMissing(")", true);
  return plan;
}

export const subquery = (
  form: SubqueryExpression["form"],
  values: readonly Expression[],
  plan: LogicalPlan,
): Expression => Object.freeze({ kind: "subquery", form, values, plan, type: VoidType, outer: [] });
