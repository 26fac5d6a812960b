import { alias, unresolvedStar } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { aggregate, distinct, filter, project, subqueryAlias } from "../nodes/create.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";
import type { Cursor } from "./cursor.js";
import { identifierList, multipartName, plainIdentifier } from "./names.js";
import { organize } from "./organize.js";
import { relationExtensions } from "./relation.js";
import { sampled } from "./sample.js";
import { selectList, windowed } from "./select.js";
import { combine } from "./set-operation.js";

type Operator = (cursor: Cursor, plan: LogicalPlan) => LogicalPlan;
type Term = (cursor: Cursor) => LogicalPlan;

/**
 * What follows `|>`: `WHERE …`, `AGGREGATE … GROUP BY …`; it takes the rows of what stands before it.
 * `term` reads a query that is joined by UNION and its kin.
 */
export function pipeOperator(cursor: Cursor, plan: LogicalPlan, term: Term): LogicalPlan {
  if (cursor.token.kind === "end") return plan;
  const operator = Object.hasOwn(operators, cursor.symbol) ? operators[cursor.symbol] : undefined;
  if (operator) return operator(cursor, plan);
  if (cursor.isOneOf(["UNION", "INTERSECT", "EXCEPT", "MINUS"])) {
    const name = cursor.take().symbol;
    const all = cursor.acceptOneOf(["ALL", "DISTINCT"]) === "ALL";
    return combine(name, all, plan, term(cursor));
  }
  const extended = relationExtensions(cursor, sampled(cursor, organize(cursor, plan)));
  if (extended === plan) throw cursor.unexpected(["end"]);
  return extended;
}

const items = (cursor: Cursor): Expression[] =>
  cursor.commaSeparated(() => cursor.rules.namedExpression(cursor));

const operators: Readonly<Record<string, Operator>> = {
  SELECT(cursor, plan) {
    const list = selectList(cursor);
    const projected = project(list.items, plan);
    return windowed(cursor, list.isDistinct ? distinct(projected) : projected);
  },
  // Each assignment sees those to its left.
  SET(cursor, plan) {
    cursor.take();
    const assigned = cursor.commaSeparated(() => {
      const first = cursor.token;
      const names = multipartName(cursor);
      if (names.length > 1)
        throw cursor.error(
          first,
          null,
          "Operation not allowed: SQL pipe syntax |> SET operator with multi-part assignment key (only single-part keys are allowed).",
        );
      cursor.expect("=");
      return alias(cursor.rules.expression(cursor), names[0]!);
    });
    return assigned.reduce((child, each) => project([unresolvedStar([], [], [each])], child), plan);
  },
  EXTEND(cursor, plan) {
    cursor.take();
    return project([unresolvedStar(), ...items(cursor)], plan);
  },
  DROP(cursor, plan) {
    cursor.take();
    const columns = cursor.commaSeparated(() => multipartName(cursor));
    return project([unresolvedStar([], columns)], plan);
  },
  AS(cursor, plan) {
    cursor.take();
    const name = plainIdentifier(cursor);
    return subqueryAlias(name, plan, cursor.is("(") ? identifierList(cursor) : null);
  },
  WHERE(cursor, plan) {
    cursor.take();
    return filter(cursor.rules.expression(cursor), plan);
  },
  AGGREGATE(cursor, plan) {
    cursor.take();
    const aggregates = cursor.is("GROUP", "BY") ? [] : items(cursor);
    const keys = cursor.accept("GROUP", "BY") ? items(cursor) : [];
    const groupings = keys.map(key => (key.kind === "alias" ? key.child : key));
    return aggregate(groupings, [...keys, ...aggregates], plan);
  },
};
