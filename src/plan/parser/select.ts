import type { Expression } from "../expressions/expression.js";
import { aggregate, distinct, filter, node, oneRow, project } from "../nodes/create.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";
import type { Cursor } from "./cursor.js";
import { groupBy } from "./grouping.js";
import { endsAt } from "./names.js";
import { windowClause } from "./organize.js";
import { fromClause, lateralViews } from "./relation.js";

/** `SELECT … FROM … WHERE … GROUP BY … HAVING … WINDOW …` */
export function select(cursor: Cursor): LogicalPlan {
  const list = selectList(cursor);
  const from = cursor.is("FROM") ? fromClause(cursor) : oneRow;
  return specification(cursor, list, from);
}

/** `FROM … SELECT …`; without SELECT all columns, for pipe operators to go on with. */
export function fromFirst(cursor: Cursor): LogicalPlan {
  const from = fromClause(cursor);
  return cursor.is("SELECT") ? specification(cursor, selectList(cursor), from) : from;
}

interface SelectList {
  readonly isDistinct: boolean;
  readonly items: readonly Expression[];
}

/** From SELECT to the last item. */
export function selectList(cursor: Cursor): SelectList {
  cursor.expect("SELECT");
  const quantifier = endsAt(cursor, 1) ? undefined : cursor.acceptOneOf(["DISTINCT", "ALL"]);
  const items = cursor.commaSeparated(() => cursor.rules.namedExpression(cursor));
  return { isDistinct: quantifier === "DISTINCT", items };
}

function specification(cursor: Cursor, { isDistinct, items }: SelectList, from: LogicalPlan): LogicalPlan {
  let plan = lateralViews(cursor, from);
  if (cursor.accept("WHERE")) plan = filter(cursor.rules.expression(cursor), plan);
  const grouping = cursor.accept("GROUP", "BY") ? groupBy(cursor) : undefined;
  const having = cursor.accept("HAVING") ? cursor.rules.expression(cursor) : undefined;
  plan =
    grouping || having
      ? aggregate(grouping?.groupings ?? [], items, plan, grouping?.sets)
      : project(items, plan);
  if (having) plan = filter(having, plan);
  return windowed(cursor, isDistinct ? distinct(plan) : plan);
}

/** The plan within its WINDOW clause, if one follows. */
export function windowed(cursor: Cursor, child: LogicalPlan): LogicalPlan {
  const windows = windowClause(cursor);
  return windows ? node({ kind: "withWindows", windows, child }) : child;
}
