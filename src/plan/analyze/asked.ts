import { BooleanType, sqlName } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { alias } from "../expressions/create.js";
import type { Attribute, Expression } from "../expressions/expression.js";
import { toAttribute, typeOf } from "../expressions/inspect.js";
import { columnName, sqlText } from "../expressions/sql-text.js";
import { filter, project } from "../nodes/create.js";
import { outputOf } from "../nodes/inspect.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";
import { AggregateBuilder } from "./aggregate.js";
import { type Frame, over, scopeOf } from "./frame.js";
import { ordinalOf, resolveGroupings } from "./groupings.js";
import { resolveExpression } from "./resolve-expression.js";
import { buildProject, hasAggregate, resolveSelectList } from "./select.js";
import { isTimeWindowCall, withTimeWindow } from "./time-window.js";

interface Selected {
  /** With the hidden columns behind its own. */
  readonly plan: LogicalPlan;
  /** What each expression asked for has become: a column, or an expression over the plan's columns. */
  readonly hidden: readonly Expression[];
  /** How many columns are its own. */
  readonly width: number;
}

/**
 * Analyzes a plan together with expressions that a node above it asks for, as ORDER BY and HAVING may name what the
 * select list does not put out: those become hidden columns.
 */
export function analyzeSelect(plan: LogicalPlan, asked: readonly Expression[], frame: Frame): Selected {
  const known = frame.isAnalyzed(plan) ? frame.analyze(plan, frame) : plan;
  switch (known.kind) {
    case "withWindows":
      return analyzeSelect(known.child, asked, { ...frame, windows: known.windows });
    case "filter":
      return analyzeFilter(known, asked, frame);
    case "project": {
      const child = frame.analyze(known.child, frame);
      const scope = over(child, frame);
      const list = resolveSelectList(known.expressions, scope);
      if (list.some(hasAggregate)) return analyzeAggregate([], null, list, asked, child, frame);
      const windowed = withTimeWindow(list, child);
      if (windowed.child !== child)
        return analyzeSelect(project(windowed.expressions, windowed.child), asked, frame);
      const visible = buildProject(list, child);
      const width = outputOf(visible).length;
      const hidden = askVisible(asked, visible, frame);
      if (hidden.every(each => each !== null))
        return { plan: visible, hidden: hidden as Expression[], width };
      const more = asked.flatMap((each, i) =>
        hidden[i] ? [] : [namedHidden(resolveExpression(each, scope))],
      );
      const columns = more.map(toAttribute);
      return {
        plan: buildProject([...list, ...more], child),
        hidden: hidden.map(each => each ?? columns.shift()!),
        width,
      };
    }
    case "aggregate": {
      const child = frame.analyze(known.child, frame);
      const scope = over(child, frame);
      // Its window is a column of its own, which the select list may name: `window.start`.
      const windowed = withTimeWindow(
        known.groupings.map(each => (isTimeWindowCall(each) ? resolveExpression(each, scope) : each)),
        child,
      );
      const inner = scopeOf(namedOnce(outputOf(windowed.child), outputOf(child)), frame);
      const list = resolveSelectList(known.expressions, inner).map(windowed.replace);
      const groupings = resolveGroupings(windowed.expressions, list, over(windowed.child, frame)).map(
        windowed.replace,
      );
      return analyzeAggregate(groupings, known.sets, list, asked, windowed.child, frame);
    }
    default: {
      return askedOf(frame.analyze(known, frame), asked, frame);
    }
  }
}

/** The columns without those that were added under a name that was there. */
function namedOnce(columns: readonly Attribute[], before: readonly Attribute[]): readonly Attribute[] {
  return columns.filter(column => before.includes(column) || !before.some(each => each.name === column.name));
}

/** What a plan that puts out all it has answers. */
function askedOf(plan: LogicalPlan, asked: readonly Expression[], frame: Frame): Selected {
  const hidden = asked.map(each => resolveExpression(ordinalOf(each, plan) ?? each, over(plan, frame)));
  return { plan, hidden, width: outputOf(plan).length };
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
  const width = outputOf(visible).length;
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
    return { plan: buildProject(rewritten, builder.build()), hidden: hidden as Expression[], width };
  const columns = more.map(toAttribute);
  return {
    plan: buildProject([...rewritten, ...more], builder.build()),
    hidden: hidden.map(each => each ?? columns.shift()!),
    width,
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
  if (plan.child.kind !== "aggregate" || frame.isAnalyzed(plan.child)) {
    const below = frame.analyze(plan.child, frame);
    return askedOf(filtered(plan.condition, below, frame), asked, frame);
  }
  const selected = analyzeSelect(plan.child, [plan.condition, ...asked], frame);
  const held = filter(condition(selected.hidden[0]!), selected.plan);
  const { width } = selected;
  if (asked.length > 0) return { plan: held, hidden: selected.hidden.slice(1), width };
  return { plan: keepVisible(held, selected), hidden: [], width };
}

/** The rows that a condition holds for; it may name columns that a select list below left out. */
function filtered(expression: Expression, below: LogicalPlan, frame: Frame): LogicalPlan {
  try {
    return filter(condition(resolveExpression(expression, over(below, frame))), below);
  } catch (error) {
    const isMissing = error instanceof AnalysisException && error.errorClass?.startsWith("UNRESOLVED_COLUMN");
    if (!isMissing || below.kind !== "project") throw error;
    let selected: Selected;
    try {
      selected = analyzeSelect(below, [expression], frame);
    } catch {
      // What the select list itself has is what was meant to be named.
      throw error;
    }
    return keepVisible(filter(condition(selected.hidden[0]!), selected.plan), selected);
  }
}

/** A node over a selection, without the hidden columns. */
export function keepVisible(node: LogicalPlan, { plan, width }: Selected): LogicalPlan {
  const columns = outputOf(plan);
  return width === columns.length ? node : project(columns.slice(0, width), node);
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
