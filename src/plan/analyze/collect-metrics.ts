import { AnalysisException, SparkError } from "../../util/errors.js";
import type { Expression } from "../expressions/expression.js";
import { sqlText } from "../expressions/sql-text.js";
import { hasExpression } from "../expressions/traverse.js";
import { aggregate, relation } from "../nodes/create.js";
import { childrenOf, outputOf, schemaOf } from "../nodes/inspect.js";
import type { CollectMetrics, LogicalPlan } from "../nodes/logical-plan.js";

/**
 * Resolves the figures of `df.observe` to a plan that computes them of rows like the child's.
 * @throws AnalysisException INVALID_OBSERVED_METRICS, DUPLICATED_METRICS_NAME
 */
export function analyzeMetrics(
  plan: CollectMetrics,
  child: LogicalPlan,
  analyze: (plan: LogicalPlan) => LogicalPlan,
): CollectMetrics {
  if (plan.name === "") throw invalid("MISSING_NAME", "The observed metrics should be named.");
  for (const metric of plan.metrics)
    if (hasExpression(metric, isDistinct))
      throw invalid(
        "AGGREGATE_EXPRESSION_WITH_DISTINCT_UNSUPPORTED",
        `Aggregate expressions with DISTINCT are not allowed in observed metrics, but found: "${sqlText(metric)}".`,
      );
  const rows = Object.freeze({
    ...relation({ format: "memory", options: {} }, schemaOf(child), false),
    output: outputOf(child),
  });
  const analyzed: CollectMetrics = Object.freeze({
    ...plan,
    child,
    figures: figuresOf(plan.metrics, rows, analyze),
  });
  const twin = sameName(child, plan.name);
  if (twin && JSON.stringify(twin.metrics.map(sqlText)) !== JSON.stringify(plan.metrics.map(sqlText)))
    throw new AnalysisException(
      "DUPLICATED_METRICS_NAME",
      `The metric name is not unique: ${plan.name}. The same name cannot be used for metrics with different results.\nHowever multiple instances of metrics with with same result and name are allowed (e.g. self-joins).`,
      "42710",
    );
  return analyzed;
}

function figuresOf(
  metrics: readonly Expression[],
  rows: LogicalPlan,
  analyze: (plan: LogicalPlan) => LogicalPlan,
): LogicalPlan {
  for (const metric of metrics)
    try {
      analyze(aggregate([], [metric], rows));
    } catch (error) {
      if (!(error instanceof SparkError && /^MISSING_(GROUP_BY|AGGREGATION)/.test(error.errorClass ?? "")))
        throw error;
      throw invalid(
        "NON_AGGREGATE_FUNC_ARG_IS_ATTRIBUTE",
        `Attribute "${sqlText(metric)}" can only be used as an argument to an aggregate function.`,
      );
    }
  return analyze(aggregate([], metrics, rows));
}

const isDistinct = (each: Expression) => each.kind === "unresolvedFunction" && each.clauses.distinct === true;

function sameName(plan: LogicalPlan, name: string): CollectMetrics | undefined {
  if (plan.kind === "collectMetrics" && plan.name === name) return plan;
  for (const child of childrenOf(plan)) {
    const found = sameName(child, name);
    if (found) return found;
  }
  return undefined;
}

function invalid(condition: string, text: string): AnalysisException {
  return new AnalysisException(
    `INVALID_OBSERVED_METRICS.${condition}`,
    `Invalid observed metrics. ${text}`,
    "42K0E",
  );
}
