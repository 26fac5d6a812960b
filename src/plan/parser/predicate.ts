import { BooleanType, StringType } from "../../types/index.js";
import { literal, unresolvedFunction } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import type { Cursor } from "./cursor.js";
import { endsAt } from "./names.js";
import { isQueryAhead } from "./query-ahead.js";
import { rowValues } from "./row.js";
import { stringValue } from "./string-literal.js";
import { subquery, subqueryPlan } from "./subquery.js";

type Rule = (cursor: Cursor, value: Expression, negated: boolean) => Expression;

const call = (name: string, ...args: readonly Expression[]): Expression => unresolvedFunction(name, args);
const negate = (value: Expression, negated: boolean): Expression => (negated ? call("not", value) : value);

/** The predicate that follows a value, if one does: `IS NULL`, `BETWEEN 1 AND 2`, `NOT IN (…)` … */
export function predicates(cursor: Cursor, value: Expression): Expression {
  const negated = isNot(cursor.symbol);
  const word = negated ? cursor.peek().symbol : cursor.symbol;
  const rule = Object.hasOwn(rules, word) ? rules[word] : undefined;
  if (!rule || (negated && word === "IS")) return value;
  if (word === "IS" && !isNot(cursor.peek().symbol) && !Object.hasOwn(tests, cursor.peek().symbol))
    return value;
  const after = negated ? 2 : 1;
  const isAlone = word === "IN" ? cursor.peek(after).symbol !== "(" : endsAt(cursor, after);
  // A keyword with nothing after it is an alias, but after NOT it is nothing.
  if (isAlone && !negated) return value;
  if (negated) cursor.take();
  cursor.take();
  return rule(cursor, value, negated);
}

/** `EXISTS (SELECT …)`; `exists(array, x -> …)` is a function. */
export function existsSubquery(cursor: Cursor): Expression | undefined {
  if (!cursor.is("EXISTS", "(") || !isQueryAhead(cursor, 2)) return undefined;
  cursor.take();
  return subquery("exists", [], subqueryPlan(cursor));
}

const isNot = (symbol: string): boolean => symbol === "NOT" || symbol === "!";

const rules: Readonly<Record<string, Rule>> = {
  BETWEEN(cursor, value, negated) {
    const lower = cursor.rules.valueExpression(cursor);
    cursor.expectOrMissing("AND");
    return negate(call("between", value, lower, cursor.rules.valueExpression(cursor)), negated);
  },
  IN(cursor, value, negated) {
    if (isQueryAhead(cursor, 1)) {
      const tried = cursor.attempt("in", () => subqueryPlan(cursor));
      if ("value" in tried) return negate(subquery("in", rowValues(value), tried.value), negated);
      if (cursor.peek().symbol !== "(") throw tried.failure;
    }
    if (cursor.is("(", ")")) throw cursor.unexpected();
    const list = cursor.blaming(cursor.previous, () =>
      cursor.parenthesized(() => cursor.rules.expression(cursor)),
    );
    return negate(call("in", value, ...list), negated);
  },
  LIKE: (cursor, value, negated) => like(cursor, "like", value, negated),
  ILIKE: (cursor, value, negated) => like(cursor, "ilike", value, negated),
  RLIKE: (cursor, value, negated) =>
    negate(call("rlike", value, cursor.rules.valueExpression(cursor)), negated),
  REGEXP: (cursor, value, negated) =>
    negate(call("rlike", value, cursor.rules.valueExpression(cursor)), negated),
  IS(cursor, value) {
    const negated = isNot(cursor.symbol);
    if (negated) cursor.take();
    const test = Object.hasOwn(tests, cursor.symbol) ? tests[cursor.symbol] : undefined;
    if (!test) throw cursor.unexpected(Object.keys(tests));
    cursor.take();
    return test(cursor, value, negated);
  },
};

/** What follows IS [NOT]. */
const tests: Readonly<Record<string, Rule>> = {
  NULL: (_, value, negated) => call(negated ? "isnotnull" : "isnull", value),
  UNKNOWN: (_, value, negated) => call(negated ? "isnotnull" : "isnull", value),
  TRUE: (_, value, negated) => negate(call("<=>", value, literal(true, BooleanType)), negated),
  FALSE: (_, value, negated) => negate(call("<=>", value, literal(false, BooleanType)), negated),
  DISTINCT(cursor, value, negated) {
    cursor.expect("FROM");
    return negate(call("<=>", value, cursor.rules.valueExpression(cursor)), !negated);
  },
};

function like(cursor: Cursor, name: "like" | "ilike", value: Expression, negated: boolean): Expression {
  const first = cursor.previous;
  const quantifier = cursor.peek().symbol === "(" ? cursor.acceptOneOf(["ANY", "SOME", "ALL"]) : undefined;
  if (quantifier) {
    if (cursor.is("(", ")")) throw cursor.error(first, null, "Expected something between '(' and ')'..");
    const patterns = cursor.parenthesized(() => cursor.rules.expression(cursor));
    const lower = (text: Expression): Expression => (name === "ilike" ? call("lower", text) : text);
    const all = quantifier === "ALL" ? "all" : "any";
    return call(`${negated ? "not" : ""}like${all}`, lower(value), ...patterns.map(lower));
  }
  const pattern = cursor.rules.valueExpression(cursor);
  if (!cursor.is("ESCAPE") || cursor.peek().kind !== "string")
    return negate(call(name, value, pattern), negated);
  cursor.take();
  const escapeCharacter = stringValue(cursor.take().text, cursor.options.escapedStringLiterals);
  if (escapeCharacter.length !== 1)
    throw cursor.error(
      first,
      "INVALID_ESC",
      `Found an invalid escape string: '${escapeCharacter}'. The escape string must contain only one character.`,
      "42604",
    );
  return negate(call(name, value, pattern, literal(escapeCharacter, StringType)), negated);
}
