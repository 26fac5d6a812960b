import { nextExpressionId } from "../expressions/create.js";
import { outputOf } from "../nodes/inspect.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";

/** The plan with other ids for all that it makes, so that it can stand beside itself in a join. */
export function renumber(plan: LogicalPlan): LogicalPlan {
  const ids = new Map<number, number>();
  const idOf = (id: number) => {
    const known = ids.get(id);
    if (known !== undefined) return known;
    const fresh = nextExpressionId();
    ids.set(id, fresh);
    return fresh;
  };
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== "object" || node === null || Object.getPrototypeOf(node) !== Object.prototype)
      return node;
    return Object.freeze(
      Object.fromEntries(
        Object.entries(node).map(([key, value]) =>
          // Rows hold values and types hold no ids.
          key === "id"
            ? [key, idOf(value as number)]
            : key === "rows" || key === "type" || key === "value"
              ? [key, value]
              : [key, walk(value)],
        ),
      ),
    );
  };
  return walk(plan) as LogicalPlan;
}

/** The right plan, renumbered where it has columns of the left. */
export function apart(left: LogicalPlan, right: LogicalPlan): LogicalPlan {
  const ids = new Set(outputOf(left).map(column => column.id));
  return outputOf(right).some(column => ids.has(column.id)) ? renumber(right) : right;
}
