import { BooleanType, sqlName } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { alias } from "../expressions/create.js";
import type { Attribute, Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { columnName, sqlText } from "../expressions/sql-text.js";
import { filter, limit, project } from "../nodes/create.js";
import { outputOf } from "../nodes/inspect.js";
import { type LogicalPlan, matchPlan, type PlanCases } from "../nodes/logical-plan.js";
import { resolveExpression } from "./resolve-expression.js";

/**
 * The plan with every name resolved to a column and every expression typed. A plan is analyzed once: growing a chain
 * by a step costs that step, and its columns keep their ids.
 * @throws AnalysisException in Spark's words, at the line that typed the mistake
 */
export function analyze(plan: LogicalPlan): LogicalPlan {
  const known = analyzed.get(plan);
  if (known) return known;
  const result = matchPlan(plan, cases, undefined);
  analyzed.set(plan, result);
  analyzed.set(result, result);
  return result;
}

const analyzed = new WeakMap<LogicalPlan, LogicalPlan>();

const cases: PlanCases<LogicalPlan, undefined> = {
  relation: plan => plan,
  localRelation: plan => plan,
  project: plan => {
    const child = analyze(plan.child);
    const input = outputOf(child);
    return project(
      plan.expressions.flatMap(expression => named(expression, input)),
      child,
    );
  },
  filter: plan => {
    const child = analyze(plan.child);
    const condition = resolveExpression(plan.condition, outputOf(child));
    if (typeOf(condition).kind !== "boolean" && typeOf(condition).kind !== "void")
      throw new AnalysisException(
        "DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN",
        `Cannot resolve "${sqlText(condition)}" due to data type mismatch: Filter expression "${sqlText(condition)}" of type "${sqlName(typeOf(condition))}" is not a ${sqlName(BooleanType).toLowerCase()}.`,
        "42K09",
      );
    return filter(condition, child);
  },
  limit: plan => {
    if (plan.count < 0)
      throw new AnalysisException(
        "INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE",
        `The limit like expression "${plan.count}" is invalid. The limit expression must be equal to or greater than 0, but got ${plan.count}.`,
        "42K0E",
      );
    return limit(plan.count, analyze(plan.child));
  },
};

/** An item of a select list: stars spread, and what has no name gets Spark's. */
function named(expression: Expression, input: readonly Attribute[]): readonly Expression[] {
  if (expression.kind === "unresolvedStar") return input;
  const resolved = resolveExpression(expression, input);
  if (resolved.kind === "attribute" || resolved.kind === "alias") return [resolved];
  return [alias(resolved, columnName(resolved))];
}
