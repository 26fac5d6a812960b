import { sqlName } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { sortOrder } from "../expressions/create.js";
import type { Attribute, Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { columnName } from "../expressions/sql-text.js";
import {
  aggregate,
  distinct,
  eventTimeWatermark,
  limit,
  offset,
  sort,
  subqueryAlias,
} from "../nodes/create.js";
import { childrenOf, isStreaming, outputOf } from "../nodes/inspect.js";
import { type LogicalPlan, matchPlan, type PlanCases } from "../nodes/logical-plan.js";
import { analyzeSelect, keepVisible } from "./asked.js";
import { analyzeMetrics } from "./collect-metrics.js";
import { type Frame, over, scopeOf } from "./frame.js";
import { resolveGenerate, resolveTableFunction } from "./generate.js";
import { inlineTable } from "./inline-table.js";
import { resolveJoin } from "./join.js";
import { pivotToAggregate, unpivotToExpand } from "./pivot.js";
import { apart } from "./renumber.js";
import { resolveExpression } from "./resolve-expression.js";
import type { AnalysisContext } from "./scope.js";
import { alignUnion, resolveSetOperation } from "./set-operation.js";

/**
 * The plan with every name resolved to a column and every expression typed. A plan is analyzed once: growing a chain
 * by a step costs that step, and its columns keep their ids.
 * @throws AnalysisException in Spark's words, at the line that typed the mistake
 */
export function analyze(plan: LogicalPlan, context: AnalysisContext): LogicalPlan {
  return analyzeIn(plan, {
    context,
    ctes: new Map(),
    analyze: analyzeIn,
    isAnalyzed: each => analyzed.has(each),
  });
}

const analyzed = new WeakMap<LogicalPlan, LogicalPlan>();

function analyzeIn(plan: LogicalPlan, frame: Frame): LogicalPlan {
  const known = analyzed.get(plan);
  if (known) return known;
  const result = matchPlan(plan, cases, frame);
  markAnalyzed(result);
  return result;
}

/** With all below it: analysis makes several nodes of one. */
function markAnalyzed(plan: LogicalPlan): void {
  if (analyzed.has(plan)) return;
  analyzed.set(plan, plan);
  childrenOf(plan).forEach(markAnalyzed);
}

const cases: PlanCases<LogicalPlan, Frame> = {
  relation: plan => plan,
  remote: plan => plan,
  localRelation: plan => plan,
  range: plan => plan,
  expand: plan => plan,
  window: plan => plan,
  processKeys: plan => plan,
  unresolvedRelation: ({ nameParts }, frame) => {
    const cte = nameParts.length === 1 ? frame.ctes.get(nameParts[0]!.toLowerCase()) : undefined;
    const found = cte ?? frame.context.table(nameParts);
    if (!found)
      throw new AnalysisException(
        "TABLE_OR_VIEW_NOT_FOUND",
        `The table or view ${nameParts.map(part => `\`${part}\``).join(".")} cannot be found. Verify the spelling and correctness of the schema and catalog.\nIf you did not qualify the name with a schema, verify the current_schema() output, or qualify the name with the correct schema and catalog.\nTo tolerate the error on drop use DROP VIEW IF EXISTS or DROP TABLE IF EXISTS.`,
        "42P01",
      );
    return subqueryAlias(nameParts.at(-1)!, found);
  },
  unresolvedInlineTable: (plan, frame) => inlineTable(plan, scopeOf([], frame)),
  unresolvedTableFunction: (plan, frame) => resolveTableFunction(plan, scopeOf([], frame)),
  with: (plan, frame) => {
    const ctes = new Map(frame.ctes);
    for (const { name, plan: query } of plan.ctes)
      ctes.set(name.toLowerCase(), analyzeIn(query, { ...frame, ctes }));
    return analyzeIn(plan.child, { ...frame, ctes });
  },
  subqueryAlias: (plan, frame) => {
    const child = analyzeIn(plan.child, frame);
    if (plan.columns && plan.columns.length !== outputOf(child).length)
      throw new AnalysisException(
        "ASSIGNMENT_ARITY_MISMATCH",
        `The number of columns or variables assigned or aliased: ${plan.columns.length} does not match the number of source expressions: ${outputOf(child).length}.`,
        "42802",
      );
    return subqueryAlias(plan.name, child, plan.columns);
  },
  withWindows: (plan, frame) => analyzeIn(plan.child, { ...frame, windows: plan.windows }),
  project: (plan, frame) => analyzeSelect(plan, [], frame).plan,
  aggregate: (plan, frame) => analyzeSelect(plan, [], frame).plan,
  filter: (plan, frame) => analyzeSelect(plan, [], frame).plan,
  sort: (plan, frame) => {
    const first = plan.orders[0];
    // ORDER BY ALL.
    if (first && orderOf(first).kind === "unresolvedStar") {
      const child = analyzeIn(plan.child, frame);
      const { ascending, nullsFirst } = first.kind === "sortOrder" ? first : sortOrder(first);
      return sort(
        outputOf(child).map(column => sortOrder(column, ascending, nullsFirst)),
        child,
      );
    }
    const selected = analyzeSelect(plan.child, plan.orders.map(orderOf), frame);
    const orders = plan.orders.map((order, i) => {
      const given = order.kind === "sortOrder" ? order : sortOrder(order);
      return sortOrder(selected.hidden[i]!, given.ascending, given.nullsFirst);
    });
    return keepVisible(sort(orders, selected.plan), selected);
  },
  limit: (plan, frame) => limit(nonNegative("limit", plan.count), analyzeIn(plan.child, frame)),
  offset: (plan, frame) => offset(nonNegative("offset", plan.count), analyzeIn(plan.child, frame)),
  sample: (plan, frame) => Object.freeze({ ...plan, child: analyzeIn(plan.child, frame) }),
  distinct: (plan, frame) => {
    const child = analyzeIn(plan.child, frame);
    // Spark's SELECT DISTINCT is a GROUP BY of everything, which on streams is not what dropDuplicates is.
    if (plan.keys === null && isStreaming(child)) return aggregate(outputOf(child), outputOf(child), child);
    const keys = plan.keys?.map(key => resolveExpression(key, over(child, frame))) ?? null;
    return distinct(child, keys, plan.withinWatermark);
  },
  eventTimeWatermark: (plan, frame) => {
    const child = analyzeIn(plan.child, frame);
    return eventTimeWatermark(
      checkedEventTime(resolveExpression(plan.eventTime, over(child, frame))),
      plan.delayMs,
      child,
    );
  },
  collectMetrics: (plan, frame) =>
    analyzeMetrics(plan, analyzeIn(plan.child, frame), each => analyzeIn(each, frame)),
  pivot: (plan, frame) => {
    const child = analyzeIn(plan.child, frame);
    return analyzeIn(pivotToAggregate(plan, child, over(child, frame)), frame);
  },
  unpivot: (plan, frame) => {
    const child = analyzeIn(plan.child, frame);
    return unpivotToExpand(plan, child, over(child, frame));
  },
  join: (plan, frame) => {
    const left = analyzeIn(plan.left, frame);
    const used = new Set<Attribute>();
    const within: Frame = plan.lateral ? { ...frame, outer: { scope: over(left, frame), used } } : frame;
    const right = apart(left, analyzeIn(plan.right, within));
    return resolveJoin(plan, left, right, input => scopeOf(input, frame), [...used]);
  },
  union: (plan, frame) =>
    alignUnion(
      plan,
      plan.children.map(child => analyzeIn(child, frame)),
      frame.context.ansi,
    ),
  setOperation: (plan, frame) =>
    resolveSetOperation(plan, analyzeIn(plan.left, frame), analyzeIn(plan.right, frame), frame.context.ansi),
  generate: (plan, frame) => {
    const child = analyzeIn(plan.child, frame);
    return resolveGenerate(plan, child, over(child, frame));
  },
};

/** @throws AnalysisException EVENT_TIME_IS_NOT_ON_TIMESTAMP_TYPE for what is neither a time nor a time window */
function checkedEventTime(column: Expression): Expression {
  const type = typeOf(column);
  const time = type.kind === "struct" ? type.fields.find(field => field.name === "end")?.dataType : type;
  if (time?.kind === "timestamp" || time?.kind === "timestamp_ntz") return column;
  throw new AnalysisException(
    "EVENT_TIME_IS_NOT_ON_TIMESTAMP_TYPE",
    `The event time \`${columnName(column)}\` has the invalid type "${sqlName(type)}", but expected "TIMESTAMP".`,
    "42K09",
  );
}

const orderOf = (order: Expression): Expression => (order.kind === "sortOrder" ? order.child : order);

function nonNegative(what: "limit" | "offset", count: number): number {
  if (count >= 0) return count;
  throw new AnalysisException(
    "INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE",
    `The limit like expression "${count}" is invalid. The ${what} expression must be equal to or greater than 0, but got ${count}.`,
    "42K0E",
  );
}
