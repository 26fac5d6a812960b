import { nextExpressionId } from "../expressions/create.js";
import { outputOf } from "../nodes/inspect.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";
import { rewriteTree } from "../nodes/rewrite.js";

/** The plan with other ids for all that it makes, so that it can stand beside itself in a join. */
export function renumber(plan: LogicalPlan): LogicalPlan {
  const ids = new Map<unknown, number>();
  return rewriteTree(plan, (node, enter) => {
    if (!("id" in node)) return undefined;
    const id = ids.get(node.id) ?? nextExpressionId();
    ids.set(node.id, id);
    return Object.freeze({ ...enter(node), id });
  });
}

/** The right plan, renumbered where it has columns of the left. */
export function apart(left: LogicalPlan, right: LogicalPlan): LogicalPlan {
  const ids = new Set(outputOf(left).map(column => column.id));
  return outputOf(right).some(column => ids.has(column.id)) ? renumber(right) : right;
}
