import { toPrettyText } from "../../types/display/text.js";
import { LongType, StringType } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { alias, attribute, literal, unresolvedFunction } from "../expressions/create.js";
import type { Attribute, Expression } from "../expressions/expression.js";
import { isNullable, typeOf } from "../expressions/inspect.js";
import { columnName, sqlText } from "../expressions/sql-text.js";
import { childrenOf, replaceExpression } from "../expressions/traverse.js";
import { castTo, commonTypeOf } from "../functions/coercion.js";
import { aggregate, filter, project } from "../nodes/create.js";
import { outputOf } from "../nodes/inspect.js";
import type { LogicalPlan, Pivot, Unpivot } from "../nodes/logical-plan.js";
import { resolveExpression } from "./resolve-expression.js";
import type { Scope } from "./scope.js";
import { resolveSelectList } from "./select.js";

/** PIVOT as a GROUP BY: each aggregate once for each value, over the rows that have it. */
export function pivotToAggregate(plan: Pivot, child: LogicalPlan, scope: Scope): LogicalPlan {
  const columns = plan.columns.map(each => resolveExpression(each, scope));
  const aggregates = plan.aggregates.map(each => resolveExpression(each, scope));
  const used = new Set([...columns, ...aggregates].flatMap(attributesIn).map(each => each.id));
  const groupings = plan.groupings
    ? resolveSelectList(plan.groupings, scope)
    : scope.input.filter(column => !used.has(column.id));
  const results = plan.values.flatMap(value => {
    const name = value.kind === "alias" ? value.name : null;
    const given = resolveExpression(value.kind === "alias" ? value.child : value, scope);
    const parts = columns.length > 1 ? childrenOf(given) : [given];
    const matches = columns
      .map((column, i) => resolveExpression(unresolvedFunction("<=>", [column, parts[i]!]), scope))
      .reduce((all, each) => resolveExpression(unresolvedFunction("and", [all, each]), scope));
    return aggregates.map(each => {
      const bare = each.kind === "alias" ? each.child : each;
      const call = replaceExpression(bare, found =>
        found.kind === "aggregateCall"
          ? {
              ...found,
              filter: found.filter
                ? resolveExpression(unresolvedFunction("and", [found.filter, matches]), scope)
                : matches,
            }
          : undefined,
      );
      // A group without such rows has NULL, whatever the aggregate says of no rows.
      const some = resolveExpression(unresolvedFunction("count_if", [matches]), scope);
      const known = unresolvedFunction("case_when", [
        unresolvedFunction(">", [some, literal(0n, LongType)]),
        call,
      ]);
      const valueName = name ?? parts.map(valueText).join("_");
      const suffix = each.kind === "alias" ? each.name : sqlText(bare);
      return alias(
        resolveExpression(known, scope),
        aggregates.length > 1 ? `${valueName}_${suffix}` : valueName,
      );
    });
  });
  return aggregate(
    groupings.map(each => (each.kind === "alias" ? each.child : each)),
    [...groupings, ...results],
    child,
  );
}

function valueText(expression: Expression): string {
  if (expression.kind !== "literal") return columnName(expression);
  return expression.value === null ? "null" : toPrettyText(expression.value, expression.type, "UTC");
}

function attributesIn(expression: Expression): Attribute[] {
  if (expression.kind === "attribute") return [expression];
  return childrenOf(expression).flatMap(attributesIn);
}

/** UNPIVOT as an expand: each row once for each group of value columns. */
export function unpivotToExpand(plan: Unpivot, child: LogicalPlan, scope: Scope): LogicalPlan {
  const values = plan.values.map(group => ({
    alias: group.alias,
    columns: group.columns.flatMap(each =>
      each.kind === "unresolvedStar" ? [...scope.input] : [resolveExpression(each, scope)],
    ),
  }));
  const used = new Set(values.flatMap(group => group.columns.flatMap(attributesIn)).map(each => each.id));
  const ids = plan.ids
    ? resolveSelectList(plan.ids, scope)
    : scope.input.filter(column => !used.has(column.id));
  const groups =
    values.length > 0
      ? values
      : scope.input
          .filter(column => !ids.some(id => id.kind === "attribute" && id.id === column.id))
          .map(column => ({ alias: null, columns: [column as Expression] }));
  const types = plan.valueNames.map((_, i) => {
    const type = commonTypeOf(
      groups.map(group => group.columns[i]!),
      scope.context.ansi,
    );
    if (type) return type;
    throw new AnalysisException(
      "UNPIVOT_VALUE_DATA_TYPE_MISMATCH",
      `Unpivot value columns must share a least common type, some types do not: [${groups.map(group => `"${typeOf(group.columns[i]!).kind.toUpperCase()}" (\`${columnName(group.columns[i]!)}\`)`).join(", ")}].`,
      "42K09",
    );
  });
  const output = [
    ...ids.map(id => attribute(columnName(id.kind === "alias" ? id.child : id), typeOf(id), isNullable(id))),
    attribute(plan.variableName, StringType, false),
    ...plan.valueNames.map((name, i) => attribute(name, types[i]!, true)),
  ];
  const projections = groups.map(group => [
    ...ids,
    literal(group.alias ?? group.columns.map(columnName).join("_"), StringType),
    ...group.columns.map((column, i) => castTo(column, types[i]!)),
  ]);
  const expand: LogicalPlan = Object.freeze({ kind: "expand", projections, output, child });
  if (plan.includeNulls) return expand;
  const valueColumns = output.slice(ids.length + 1);
  const present = valueColumns
    .map(column => resolveExpression(unresolvedFunction("isnotnull", [column]), { ...scope, input: output }))
    .reduce((some, each) =>
      resolveExpression(unresolvedFunction("or", [some, each]), { ...scope, input: output }),
    );
  return project(outputOf(expand), filter(present, expand));
}
