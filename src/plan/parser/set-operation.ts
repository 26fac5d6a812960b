import { distinct, node, union } from "../nodes/create.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";

/** The node of a set operation. */
export function combine(operator: string, all: boolean, left: LogicalPlan, right: LogicalPlan): LogicalPlan {
  if (operator !== "UNION")
    return node({
      kind: "setOperation",
      operation: operator === "INTERSECT" ? "intersect" : "except",
      all,
      left,
      right,
    });
  // Unions of unions are one, so that a long chain of them is not deep.
  const before = all && left.kind === "union" ? left.children : [left];
  const both = union([...before, right]);
  return all ? both : distinct(both);
}
