import type { Expression } from "../expressions/expression.js";
import { hasExpression } from "../expressions/traverse.js";

const varying: readonly Expression["kind"][] = [
  "attribute",
  "lambdaVariable",
  "aggregateCall",
  "generatorCall",
  "windowExpression",
  "udfCall",
  "subquery",
];

/** Whether an expression has one value, whatever the row. */
export function isFoldable(expression: Expression): boolean {
  return !hasExpression(expression, each => varying.includes(each.kind));
}
