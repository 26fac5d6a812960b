import type { Attribute, Expression, SubqueryExpression } from "../../plan/expressions/expression.js";
import { findExpressions } from "../../plan/expressions/traverse.js";
import { childrenOf, outputOf } from "../../plan/nodes/inspect.js";
import type { LogicalPlan } from "../../plan/nodes/logical-plan.js";

const isRead = (each: Expression): each is Attribute | SubqueryExpression =>
  each.kind === "attribute" || each.kind === "subquery";

/**
 * The ids of the columns that make a plan's rows. What is not among them need not be read or computed; a NULL may stand
 * in its place.
 */
export function neededColumns(plan: LogicalPlan): ReadonlySet<number> {
  const ids = new Set<number>();
  const all = (columns: readonly Attribute[]) => {
    for (const column of columns) ids.add(column.id);
  };
  const read = (expressions: readonly Expression[]): void => {
    for (const found of expressions.flatMap(each => findExpressions(each, isRead))) {
      if (found.kind === "attribute") ids.add(found.id);
      else {
        read(found.values);
        whole(found.plan);
      }
    }
  };
  const whole = (each: LogicalPlan) => {
    all(outputOf(each));
    walk(each);
  };
  /** The ids of the node's own columns that are needed are known when it comes to it. */
  const walk = (node: LogicalPlan): void => {
    switch (node.kind) {
      case "project":
        read(node.expressions.filter(each => !("id" in each) || ids.has(each.id)));
        break;
      case "filter":
        read([node.condition]);
        break;
      case "sort":
        read(node.orders);
        break;
      case "aggregate":
        read([...node.groupings, ...node.expressions]);
        break;
      case "window":
        read(node.expressions);
        break;
      case "generate":
        read([node.generator]);
        break;
      case "join":
        read([...(node.condition ? [node.condition] : []), ...(node.lateralOuter ?? [])]);
        break;
      case "limit":
      case "offset":
      case "sample":
      case "subqueryAlias":
        break;
      case "union":
        for (const [i, column] of outputOf(node).entries())
          if (ids.has(column.id)) all(node.children.map(child => outputOf(child)[i]!));
        break;
      default:
        childrenOf(node).forEach(whole);
        if (node.kind === "expand") read(node.projections.flat());
        if (node.kind === "distinct") read(node.keys ?? []);
        return;
    }
    childrenOf(node).forEach(walk);
  };
  whole(plan);
  return ids;
}
