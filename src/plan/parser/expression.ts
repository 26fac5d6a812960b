import { alias, unresolvedFunction } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import type { Cursor } from "./cursor.js";
import { atName, endsAt, identifierList, plainIdentifier, startsClause } from "./names.js";
import { valueExpression } from "./operators.js";
import { existsSubquery, predicates } from "./predicate.js";

/** Any expression. Chains of AND and OR are read in a loop and made a balanced tree, so that none is too long. */
export function expression(cursor: Cursor): Expression {
  return cursor.nested(() => chain(cursor, "OR", () => chain(cursor, "AND", () => negation(cursor))));
}

function chain(cursor: Cursor, word: "AND" | "OR", operand: () => Expression): Expression {
  const operands = [operand()];
  while (cursor.is(word) && !endsAt(cursor, 1)) {
    cursor.take();
    operands.push(operand());
  }
  return balanced(word.toLowerCase(), operands);
}

function balanced(name: string, operands: readonly Expression[]): Expression {
  if (operands.length === 1) return operands[0]!;
  const middle = Math.ceil(operands.length / 2);
  return unresolvedFunction(name, [
    balanced(name, operands.slice(0, middle)),
    balanced(name, operands.slice(middle)),
  ]);
}

function negation(cursor: Cursor): Expression {
  let negations = 0;
  while (cursor.is("!") || (cursor.is("NOT") && !endsAt(cursor, 1))) {
    cursor.take();
    negations++;
  }
  let result = existsSubquery(cursor) ?? predicates(cursor, valueExpression(cursor));
  for (; negations > 0; negations--) result = unresolvedFunction("not", [result]);
  return result;
}

/** An item of a select list: `a`, `a AS b`, `a b`, `f(a) AS (b, c)`. */
export function namedExpression(cursor: Cursor): Expression {
  const child = expression(cursor);
  const as = cursor.is("AS") && !endsAt(cursor, 1) && !isFromAhead(cursor);
  if (as) cursor.take();
  if (cursor.is("(")) {
    const names = identifierList(cursor);
    return Object.freeze({ kind: "multiAlias", child, names });
  }
  if (!as && (!atName(cursor) || (startsClause(cursor) && !cursor.is("AS")))) return child;
  return alias(child, plainIdentifier(cursor));
}

/** Whether AS is a name itself: `SELECT a AS FROM t`. */
const isFromAhead = (cursor: Cursor): boolean => cursor.peek().symbol === "FROM" && !endsAt(cursor, 2);
