import type { Attribute, Expression } from "../../plan/expressions/expression.js";
import { hasExpression } from "../../plan/expressions/traverse.js";
import { outputOf } from "../../plan/nodes/inspect.js";
import type { Join } from "../../plan/nodes/logical-plan.js";

export interface JoinCondition {
  /** An expression of the left side that must equal one of the right. */
  readonly equalities: readonly (readonly [left: Expression, right: Expression])[];
  /** What else must hold. */
  readonly rest: readonly Expression[];
}

/** The condition's equalities between the sides, and what else it asks. */
export function splitCondition({ condition, left, right }: Join): JoinCondition {
  const [mine, theirs] = [outputOf(left), outputOf(right)];
  const equalities: (readonly [Expression, Expression])[] = [];
  const rest: Expression[] = [];
  for (const part of condition ? conjuncts(condition) : []) {
    const [a, b] = part.kind === "functionCall" && part.name === "=" ? part.args : [];
    if (a && b && readsOnly(a, mine) && readsOnly(b, theirs)) equalities.push([a, b]);
    else if (a && b && readsOnly(b, mine) && readsOnly(a, theirs)) equalities.push([b, a]);
    else rest.push(part);
  }
  return { equalities, rest };
}

/** Whether all columns of an expression are among these. */
export function readsOnly(expression: Expression, columns: readonly Attribute[]): boolean {
  return !hasExpression(
    expression,
    each => each.kind === "attribute" && !columns.some(column => column.id === each.id),
  );
}

function conjuncts(condition: Expression): readonly Expression[] {
  const joins = condition.kind === "functionCall" && ["and", "identity"].includes(condition.name);
  return joins ? condition.args.flatMap(conjuncts) : [condition];
}
