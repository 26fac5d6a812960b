import { unresolvedFunction } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { join, node, subqueryAlias } from "../nodes/create.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";
import { callArguments } from "./call.js";
import type { Cursor } from "./cursor.js";
import { joinAhead, joined } from "./join.js";
import {
  acceptTableAlias,
  atName,
  identifier,
  identifierList,
  multipartName,
  startsClause,
} from "./names.js";
import { pivot } from "./pivot.js";
import { isQueryAhead } from "./query-ahead.js";
import { rowValues } from "./row.js";
import { sampled } from "./sample.js";
import { subqueryPlan } from "./subquery.js";
import { unpivot } from "./unpivot.js";

/** `FROM a JOIN b …, c LATERAL VIEW …` */
export function fromClause(cursor: Cursor): LogicalPlan {
  cursor.expect("FROM");
  let plan = relation(cursor);
  while (cursor.accept(",")) {
    const lateral = cursor.is("LATERAL");
    plan = join(plan, relation(cursor), "inner", { lateral });
  }
  return relationExtensions(cursor, lateralViews(cursor, plan));
}

/** A table with what is joined to it. */
function relation(cursor: Cursor): LogicalPlan {
  return cursor.nested(() => {
    cursor.accept("LATERAL");
    return relationExtensions(cursor, relationPrimary(cursor));
  });
}

/** Joins, PIVOT and UNPIVOT after a table. */
export function relationExtensions(cursor: Cursor, first: LogicalPlan): LogicalPlan {
  let plan = first;
  for (;;) {
    const ahead = joinAhead(cursor);
    if (ahead) plan = joined(cursor, plan, ahead, relationPrimary);
    else if (cursor.is("PIVOT", "(")) plan = pivot(cursor, plan);
    else if (cursor.is("UNPIVOT")) plan = aliased(cursor, unpivot(cursor, plan));
    else return plan;
  }
}

/** A table, a query or joined tables in parentheses, VALUES, or a function. */
function relationPrimary(cursor: Cursor): LogicalPlan {
  if (cursor.is("VALUES") && cursor.peek().kind !== "end") return inlineTable(cursor);
  if (cursor.is("(")) {
    const inner = inParentheses(cursor);
    return aliased(cursor, sampled(cursor, inner));
  }
  const table = multipartName(cursor);
  if (cursor.is("(")) return tableFunction(cursor, table);
  return aliased(cursor, sampled(cursor, node({ kind: "unresolvedRelation", nameParts: table })));
}

function inParentheses(cursor: Cursor): LogicalPlan {
  const direct = cursor.peek().symbol !== "(";
  if (isQueryAhead(cursor, 1)) {
    if (direct) return subqueryPlan(cursor);
    const tried = cursor.attempt("relation", () => subqueryPlan(cursor));
    if ("value" in tried) return tried.value;
  }
  cursor.expect("(");
  const plan = relation(cursor);
  cursor.close();
  return plan;
}

/** `TABLE t` without the word. */
export const namedTable = (cursor: Cursor): LogicalPlan =>
  node({ kind: "unresolvedRelation", nameParts: multipartName(cursor) });

/** The plan under its other name, if one follows. */
function aliased(cursor: Cursor, plan: LogicalPlan): LogicalPlan {
  const name = acceptTableAlias(cursor);
  if (name === undefined) return plan;
  return subqueryAlias(name, plan, cursor.is("(") ? identifierList(cursor) : null);
}

/** `VALUES (1, 'a'), (2, 'b') AS t(x, y)` */
export function inlineTable(cursor: Cursor): LogicalPlan {
  cursor.expect("VALUES");
  const rows = cursor.commaSeparated(() => rowValues(cursor.rules.expression(cursor)).map(withoutAlias));
  return aliased(cursor, node({ kind: "unresolvedInlineTable", rows }));
}

const withoutAlias = (value: Expression): Expression => (value.kind === "alias" ? value.child : value);

function tableFunction(cursor: Cursor, nameParts: readonly string[]): LogicalPlan {
  cursor.expect("(");
  const { args, names: argNames } = cursor.is(")") ? { args: [], names: [] } : callArguments(cursor);
  cursor.close();
  const name = nameParts.join(".");
  return aliased(cursor, node({ kind: "unresolvedTableFunction", name, args, argNames }));
}

/** `LATERAL VIEW [OUTER] explode(x) t AS a, b`, any number of them. */
export function lateralViews(cursor: Cursor, first: LogicalPlan): LogicalPlan {
  let plan = first;
  while (cursor.accept("LATERAL")) {
    cursor.expect("VIEW");
    const outer = cursor.is("OUTER") && cursor.peek().symbol !== "(" && cursor.accept("OUTER");
    const name = multipartName(cursor).join(".");
    cursor.expectOrMissing("(");
    const { args } = cursor.is(")") ? { args: [] } : callArguments(cursor);
    cursor.close();
    const generator = unresolvedFunction(name, args);
    const qualifier = identifier(cursor);
    const named = cursor.accept("AS") || (atName(cursor) && !startsClause(cursor) && !joinAhead(cursor));
    const names = named ? cursor.commaSeparated(() => identifier(cursor)) : null;
    plan = node({ kind: "generate", generator, outer, qualifier, names, output: [], child: plan });
  }
  return plan;
}
