import { AnalysisException } from "../../util/errors.js";
import type { Expression } from "../expressions/expression.js";
import { sqlText } from "../expressions/sql-text.js";
import { outputOf } from "../nodes/inspect.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";
import { resolveExpression } from "./resolve-expression.js";
import { resolveName, type Scope } from "./scope.js";
import { hasAggregate } from "./select.js";

/** `ORDER BY 2`: the second column. */
export function ordinalOf(expression: Expression, plan: LogicalPlan): Expression | undefined {
  if (expression.kind !== "literal" || expression.type.kind !== "integer") return undefined;
  return columnAt(expression.value as number, outputOf(plan), "ORDER_BY_POS_OUT_OF_RANGE", "ORDER BY");
}

function columnAt<E>(position: number, columns: readonly E[], errorClass: string, clause: string): E {
  const found = columns[position - 1];
  if (found) return found;
  throw new AnalysisException(
    errorClass,
    `${clause} position ${position} is not in select list (valid range is [1, ${columns.length}]).`,
    "42805",
  );
}

/** Groupings by position, by the name of a select item, or as expressions; a star is GROUP BY ALL. */
export function resolveGroupings(
  groupings: readonly Expression[],
  list: readonly Expression[],
  scope: Scope,
): Expression[] {
  if (groupings.length === 1 && groupings[0]!.kind === "unresolvedStar")
    return list.filter(item => !hasAggregate(item)).map(item => (item.kind === "alias" ? item.child : item));
  return groupings.map(grouping => {
    if (grouping.kind === "literal" && grouping.type.kind === "integer") {
      const item = columnAt(grouping.value as number, list, "GROUP_BY_POS_OUT_OF_RANGE", "GROUP BY");
      if (hasAggregate(item))
        throw new AnalysisException(
          "GROUP_BY_POS_AGGREGATE",
          `GROUP BY ${grouping.value} refers to an expression ${sqlText(item)} that contains an aggregate function. Aggregate functions are not allowed in GROUP BY.`,
          "42903",
        );
      return item.kind === "alias" ? item.child : item;
    }
    if (grouping.kind === "unresolvedAttribute" && !resolveName(grouping.nameParts, scope.input)) {
      const item = list.find(
        each =>
          each.kind === "alias" && each.name.toLowerCase() === grouping.nameParts.join(".").toLowerCase(),
      );
      if (item?.kind === "alias") return item.child;
    }
    const resolved = resolveExpression(grouping, scope);
    if (hasAggregate(resolved))
      throw new AnalysisException(
        "GROUP_BY_AGGREGATE",
        `Aggregate functions are not allowed in GROUP BY, but found ${sqlText(resolved)}.`,
        "42903",
      );
    return resolved;
  });
}
