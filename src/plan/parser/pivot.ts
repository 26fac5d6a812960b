import { alias, unresolvedAttribute } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { node } from "../nodes/create.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";
import type { Cursor } from "./cursor.js";
import { atName, identifierList, plainIdentifier } from "./names.js";

/** `PIVOT (sum(x) AS s, … FOR c IN (1 AS one, 2))`, `FOR (a, b) IN ((1, 2), …)` */
export function pivot(cursor: Cursor, child: LogicalPlan): LogicalPlan {
  cursor.expect("PIVOT", "(");
  const aggregates = cursor.commaSeparated(() => cursor.rules.namedExpression(cursor));
  cursor.expectOrMissing("FOR");
  const names = cursor.is("(") ? identifierList(cursor) : [plainIdentifier(cursor)];
  cursor.expect("IN");
  const values = cursor.parenthesized(() => pivotValue(cursor));
  cursor.close();
  const columns = names.map(name => unresolvedAttribute([name]));
  return node({ kind: "pivot", groupings: null, columns, values, aggregates, child });
}

function pivotValue(cursor: Cursor): Expression {
  const value = cursor.rules.expression(cursor);
  return cursor.accept("AS") || atName(cursor) ? alias(value, plainIdentifier(cursor)) : value;
}
