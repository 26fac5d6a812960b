import type { LogicalPlan } from "../nodes/logical-plan.js";
import { distinct, node } from "./build.js";

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
  const union = node({
    kind: "union",
    children: [...before, right],
    byName: false,
    allowMissingColumns: false,
  });
  return all ? union : distinct(union);
}
