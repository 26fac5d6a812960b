import { node, subqueryAlias } from "../nodes/create.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";
import type { Cursor } from "./cursor.js";
import { identifierList, plainIdentifier } from "./names.js";
import { organize } from "./organize.js";
import { pipeOperator } from "./pipe.js";
import { inlineTable, namedTable } from "./relation.js";
import { fromFirst, select } from "./select.js";
import { combine } from "./set-operation.js";
import { subqueryPlan } from "./subquery.js";

/** A query: WITH, SELECTs and what joins them, ORDER BY and LIMIT, pipe operators. */
export function query(cursor: Cursor): LogicalPlan {
  return cursor.nested(() => {
    const recursive = cursor.is("WITH", "RECURSIVE") && cursor.peek(2).symbol !== "AS";
    const ctes = cursor.accept("WITH") ? commonTables(cursor, recursive) : undefined;
    let child = organize(cursor, setOperations(cursor, intersections(cursor)));
    while (cursor.accept("|>"))
      child = organize(cursor, setOperations(cursor, pipeOperator(cursor, child, queryTerm)));
    return ctes ? node({ kind: "with", ctes, recursive, child }) : child;
  });
}

function commonTables(cursor: Cursor, recursive: boolean): { name: string; plan: LogicalPlan }[] {
  if (recursive) cursor.take();
  return cursor.commaSeparated(() => {
    const name = plainIdentifier(cursor);
    const columns = cursor.is("(") && !cursor.is("(", "SELECT") ? identifierList(cursor) : null;
    if (cursor.accept("MAX", "RECURSION", "LEVEL")) cursor.take();
    cursor.accept("AS");
    if (!cursor.is("(")) throw cursor.unexpected();
    const plan = subqueryPlan(cursor);
    return Object.freeze({ name, plan: columns ? subqueryAlias(name, plan, columns) : plan });
  });
}

/** UNION, EXCEPT and MINUS from the left; INTERSECT binds tighter. */
function setOperations(cursor: Cursor, first: LogicalPlan): LogicalPlan {
  let left = first;
  while (cursor.isOneOf(["UNION", "EXCEPT", "MINUS"])) {
    const operator = cursor.take().symbol;
    const all = cursor.acceptOneOf(["ALL", "DISTINCT"]) === "ALL";
    left = combine(operator, all, left, intersections(cursor));
  }
  return left;
}

function intersections(cursor: Cursor): LogicalPlan {
  let left = queryTerm(cursor);
  while (cursor.accept("INTERSECT")) {
    const all = cursor.acceptOneOf(["ALL", "DISTINCT"]) === "ALL";
    left = combine("INTERSECT", all, left, queryTerm(cursor));
  }
  return left;
}

const terms: Readonly<Record<string, (cursor: Cursor) => LogicalPlan>> = {
  SELECT: select,
  FROM: fromFirst,
  VALUES: inlineTable,
  TABLE(cursor) {
    cursor.take();
    return namedTable(cursor);
  },
  "(": cursor => subqueryPlan(cursor),
};

/** One SELECT, VALUES, TABLE, or a query in parentheses. */
function queryTerm(cursor: Cursor): LogicalPlan {
  const term = Object.hasOwn(terms, cursor.symbol) ? terms[cursor.symbol] : undefined;
  if (!term) throw cursor.unexpected();
  return term(cursor);
}
