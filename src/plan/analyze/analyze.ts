import { BooleanType, sqlName } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { alias, sortOrder } from "../expressions/create.js";
import type { Attribute, Expression } from "../expressions/expression.js";
import { toAttribute, typeOf } from "../expressions/inspect.js";
import { columnName, sqlText } from "../expressions/sql-text.js";
import { distinct, filter, limit, offset, project, sort, subqueryAlias } from "../nodes/create.js";
import { childrenOf, outputOf } from "../nodes/inspect.js";
import { type LogicalPlan, matchPlan, type PlanCases } from "../nodes/logical-plan.js";
import { AggregateBuilder } from "./aggregate.js";
import { resolveGenerate, resolveTableFunction } from "./generate.js";
import { inlineTable } from "./inline-table.js";
import { resolveJoin } from "./join.js";
import { pivotToAggregate, unpivotToExpand } from "./pivot.js";
import { apart } from "./renumber.js";
import { resolveExpression } from "./resolve-expression.js";
import { type AnalysisContext, resolveName, type Scope } from "./scope.js";
import { buildProject, hasAggregate, resolveSelectList } from "./select.js";
import { alignUnion, resolveSetOperation } from "./set-operation.js";
import { isTimeWindowCall, withTimeWindow } from "./time-window.js";

interface Frame {
  readonly context: AnalysisContext;
  readonly ctes: ReadonlyMap<string, LogicalPlan>;
  readonly outer?: Scope["outer"];
  readonly windows?: Scope["windows"];
}

/**
 * The plan with every name resolved to a column and every expression typed. A plan is analyzed once: growing a chain
 * by a step costs that step, and its columns keep their ids.
 * @throws AnalysisException in Spark's words, at the line that typed the mistake
 */
export function analyze(plan: LogicalPlan, context: AnalysisContext): LogicalPlan {
  return analyzeIn(plan, { context, ctes: new Map() });
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

function scopeOf(input: readonly Attribute[], frame: Frame): Scope {
  return {
    input,
    context: frame.context,
    ...(frame.outer ? { outer: frame.outer } : {}),
    ...(frame.windows ? { windows: frame.windows } : {}),
    analyzeWithin: (plan, scope, used) =>
      analyzeIn(plan, { context: frame.context, ctes: frame.ctes, outer: { scope, used } }),
  };
}

const over = (plan: LogicalPlan, frame: Frame) => scopeOf(outputOf(plan), frame);

const cases: PlanCases<LogicalPlan, Frame> = {
  relation: plan => plan,
  localRelation: plan => plan,
  range: plan => plan,
  expand: plan => plan,
  window: plan => plan,
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
    const { plan: child, hidden } = analyzeSelect(plan.child, plan.orders.map(orderOf), frame);
    const orders = plan.orders.map((order, i) => {
      const given = order.kind === "sortOrder" ? order : sortOrder(order);
      return sortOrder(hidden[i]!, given.ascending, given.nullsFirst);
    });
    return keepVisible(sort(orders, child), plan.child, child, hidden, frame);
  },
  limit: (plan, frame) => limit(nonNegative("limit", plan.count), analyzeIn(plan.child, frame)),
  offset: (plan, frame) => offset(nonNegative("offset", plan.count), analyzeIn(plan.child, frame)),
  sample: (plan, frame) => Object.freeze({ ...plan, child: analyzeIn(plan.child, frame) }),
  distinct: (plan, frame) => {
    const child = analyzeIn(plan.child, frame);
    return distinct(child, plan.keys?.map(key => resolveExpression(key, over(child, frame))) ?? null);
  },
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

interface Selected {
  /** With the hidden columns behind its own. */
  readonly plan: LogicalPlan;
  /** What each expression asked for has become: a column, or an expression over the plan's columns. */
  readonly hidden: readonly Expression[];
}

/**
 * Analyzes a plan together with expressions that a node above it asks for, as ORDER BY and HAVING may name what the
 * select list does not put out: those become hidden columns.
 */
function analyzeSelect(plan: LogicalPlan, asked: readonly Expression[], frame: Frame): Selected {
  const known = analyzed.get(plan) ?? plan;
  switch (known.kind) {
    case "withWindows":
      return analyzeSelect(known.child, asked, { ...frame, windows: known.windows });
    case "filter":
      return analyzeFilter(known, asked, frame);
    case "project": {
      const child = analyzeIn(known.child, frame);
      const scope = over(child, frame);
      const list = resolveSelectList(known.expressions, scope);
      if (list.some(hasAggregate)) return analyzeAggregate([], null, list, asked, child, frame);
      const windowed = withTimeWindow(list, child);
      if (windowed.child !== child)
        return analyzeSelect(project(windowed.expressions, windowed.child), asked, frame);
      const visible = buildProject(list, child);
      const hidden = askVisible(asked, visible, frame);
      if (hidden.every(each => each !== null)) return { plan: visible, hidden: hidden as Expression[] };
      const more = asked.flatMap((each, i) =>
        hidden[i] ? [] : [namedHidden(resolveExpression(each, scope))],
      );
      const columns = more.map(toAttribute);
      return {
        plan: buildProject([...list, ...more], child),
        hidden: hidden.map(each => each ?? columns.shift()!),
      };
    }
    case "aggregate": {
      const child = analyzeIn(known.child, frame);
      const scope = over(child, frame);
      // Its window is a column of its own, which the select list may name: `window.start`.
      const windowed = withTimeWindow(
        known.groupings.map(each => (isTimeWindowCall(each) ? resolveExpression(each, scope) : each)),
        child,
      );
      const inner = over(windowed.child, frame);
      const list = resolveSelectList(known.expressions, inner).map(windowed.replace);
      const groupings = resolveGroupings(windowed.expressions, list, inner).map(windowed.replace);
      return analyzeAggregate(groupings, known.sets, list, asked, windowed.child, frame);
    }
    default: {
      const done = analyzeIn(known, frame);
      return {
        plan: done,
        hidden: asked.map(each => resolveExpression(ordinalOf(each, done) ?? each, over(done, frame))),
      };
    }
  }
}

const namedHidden = (expression: Expression) => alias(expression, columnName(expression));

function analyzeAggregate(
  groupings: readonly Expression[],
  sets: ConstructorParameters<typeof AggregateBuilder>[1],
  list: readonly Expression[],
  asked: readonly Expression[],
  child: LogicalPlan,
  frame: Frame,
): Selected {
  const builder = new AggregateBuilder(groupings, sets, child);
  const rewritten = list.map(item => builder.rewrite(item));
  const visible = buildProject(rewritten, builder.build());
  const hidden = askVisible(asked, visible, frame);
  // Names of the select list count before those of the rows that are grouped.
  const scope = scopeOf([...outputOf(child)], frame);
  const more = asked.flatMap((each, i) => {
    if (hidden[i]) return [];
    const named = new Map(
      list.flatMap(item => (item.kind === "alias" ? [[item.name.toLowerCase(), item.child] as const] : [])),
    );
    return [namedHidden(builder.rewrite(resolveExpression(each, { ...scope, aliases: named })))];
  });
  if (more.length === 0)
    return { plan: buildProject(rewritten, builder.build()), hidden: hidden as Expression[] };
  const columns = more.map(toAttribute);
  return {
    plan: buildProject([...rewritten, ...more], builder.build()),
    hidden: hidden.map(each => each ?? columns.shift()!),
  };
}

/** What the visible columns answer; null for what has to be asked of the rows below. */
function askVisible(asked: readonly Expression[], visible: LogicalPlan, frame: Frame): (Expression | null)[] {
  return asked.map(each => {
    try {
      const resolved = resolveExpression(ordinalOf(each, visible) ?? each, { ...over(visible, frame) });
      return hasAggregate(resolved) ? null : resolved;
    } catch (error) {
      if (
        error instanceof AnalysisException &&
        (error.errorClass?.startsWith("UNRESOLVED_COLUMN") ||
          error.errorClass === "UNSUPPORTED_GROUPING_EXPRESSION")
      )
        return null;
      throw error;
    }
  });
}

function analyzeFilter(
  plan: Extract<LogicalPlan, { kind: "filter" }>,
  asked: readonly Expression[],
  frame: Frame,
): Selected {
  const child = analyzed.get(plan.child) ?? plan.child;
  if (child.kind !== "aggregate" || analyzed.has(plan.child)) {
    const below = analyzeIn(plan.child, frame);
    const done = filter(condition(resolveExpression(plan.condition, over(below, frame))), below);
    return {
      plan: done,
      hidden: asked.map(each => resolveExpression(ordinalOf(each, done) ?? each, over(done, frame))),
    };
  }
  const selected = analyzeSelect(plan.child, [plan.condition, ...asked], frame);
  const held = filter(condition(selected.hidden[0]!), selected.plan);
  if (asked.length > 0) return { plan: held, hidden: selected.hidden.slice(1) };
  return { plan: keepVisible(held, plan.child, selected.plan, selected.hidden, frame), hidden: [] };
}

/** The node without the hidden columns that its child was given. */
function keepVisible(
  node: LogicalPlan,
  typed: LogicalPlan,
  child: LogicalPlan,
  hidden: readonly Expression[],
  frame: Frame,
): LogicalPlan {
  if (hidden.length === 0) return node;
  const width = visibleWidth(typed, frame);
  const columns = outputOf(child);
  return width === null || width === columns.length ? node : project(columns.slice(0, width), node);
}

function visibleWidth(typed: LogicalPlan, frame: Frame): number | null {
  const node = analyzed.get(typed) ?? typed;
  if (node.kind === "withWindows" || (node.kind === "filter" && node.child.kind === "aggregate"))
    return visibleWidth(node.child, frame);
  if (node.kind !== "project" && node.kind !== "aggregate") return null;
  return outputOf(analyzeSelect(node, [], frame).plan).length;
}

const orderOf = (order: Expression): Expression => (order.kind === "sortOrder" ? order.child : order);

/** `ORDER BY 2`: the second column. */
function ordinalOf(expression: Expression, plan: LogicalPlan): Expression | undefined {
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
function resolveGroupings(
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

function condition(resolved: Expression): Expression {
  const type = typeOf(resolved);
  if (type.kind === "boolean" || type.kind === "void") return resolved;
  throw new AnalysisException(
    "DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN",
    `Cannot resolve "${sqlText(resolved)}" due to data type mismatch: Filter expression "${sqlText(resolved)}" of type "${sqlName(type)}" is not a ${sqlName(BooleanType).toLowerCase()}.`,
    "42K09",
  );
}

function nonNegative(what: "limit" | "offset", count: number): number {
  if (count >= 0) return count;
  throw new AnalysisException(
    "INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE",
    `The limit like expression "${count}" is invalid. The ${what} expression must be equal to or greater than 0, but got ${count}.`,
    "42K0E",
  );
}
