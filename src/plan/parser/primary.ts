import { BooleanType, StringType, VoidType } from "../../types/index.js";
import {
  cast,
  literal,
  unresolvedAttribute,
  unresolvedExtract,
  unresolvedFunction,
  unresolvedLambda,
  unresolvedStar,
} from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { functionCall } from "./call.js";
import type { Cursor } from "./cursor.js";
import { isIdentifierClause } from "./identifier-clause.js";
import { intervalLiteral, isIntervalAhead } from "./interval-literal.js";
import { atName, identifier, multipartName } from "./names.js";
import { numberLiteral } from "./number-literal.js";
import { isQueryAhead } from "./query-ahead.js";
import { row } from "./row.js";
import { specialForm } from "./special-forms.js";
import { stringValue } from "./string-literal.js";
import { subquery, subqueryPlan } from "./subquery.js";
import { typedLiteral } from "./typed-literal.js";
import { isVariantPath, variantPath } from "./variant-path.js";

/** What no operator joins: literals, names, calls, and what is in parentheses; with its subscripts, fields and `::` casts. */
export function primaryExpression(cursor: Cursor): Expression {
  let result = base(cursor);
  for (;;) {
    if (cursor.accept("[")) {
      result = unresolvedExtract(result, cursor.rules.valueExpression(cursor));
      cursor.expectOrMissing("]", true);
    } else if (cursor.accept(".")) {
      result = unresolvedExtract(result, literal(identifier(cursor), StringType));
    } else if (isVariantPath(cursor)) {
      result = variantPath(cursor, result);
    } else if (cursor.accept("::")) {
      result = cast(result, cursor.rules.dataType(cursor), true);
    } else if (cursor.is("COLLATE") && /word|quoted/.test(cursor.peek().kind)) {
      cursor.take();
      result = unresolvedFunction("collate", [result, literal(multipartName(cursor).join("."), StringType)]);
    } else return result;
  }
}

const constants: Readonly<Record<string, Expression>> = {
  NULL: literal(null, VoidType),
  TRUE: literal(true, BooleanType),
  FALSE: literal(false, BooleanType),
};

/** Functions that are called without parentheses. `user` is left a name: many tables have such a column. */
const niladic: ReadonlySet<string> = new Set([
  "CURRENT_DATE",
  "CURRENT_TIMESTAMP",
  "CURRENT_TIME",
  "CURRENT_USER",
  "SESSION_USER",
  "LOCALTIMESTAMP",
]);

const starters: Readonly<Record<string, (cursor: Cursor) => Expression>> = {
  "(": parenthesized,
  "*"(cursor) {
    cursor.take();
    return unresolvedStar([], starExceptions(cursor));
  },
  "?"(cursor) {
    cursor.take();
    return Object.freeze({ kind: "unresolvedParameter", parameter: cursor.nextPositionalParameter() });
  },
  ":"(cursor) {
    cursor.take();
    return Object.freeze({ kind: "unresolvedParameter", parameter: identifier(cursor) });
  },
  "-"(cursor) {
    return numberLiteral(cursor);
  },
};

function base(cursor: Cursor): Expression {
  const { kind, symbol } = cursor.token;
  const starter = Object.hasOwn(starters, symbol) ? starters[symbol] : undefined;
  if (starter) return starter(cursor);
  if (kind === "string") return literal(strings(cursor), StringType);
  if (kind === "number") return numberLiteral(cursor);
  if (!atName(cursor)) throw cursor.unexpected();
  return named(cursor);
}

/** What begins with a word. */
function named(cursor: Cursor): Expression {
  const { symbol } = cursor.token;
  const next = cursor.peek();
  if (isIntervalAhead(cursor)) return intervalLiteral(cursor);
  if (next.kind === "string" && cursor.token.kind === "word") return typedLiteral(cursor);
  if (isIdentifierClause(cursor)) return nameOrCall(cursor, multipartName(cursor));
  const form = specialForm(cursor);
  if (form) return form;
  if (next.symbol === "->") {
    const parameter = identifier(cursor);
    cursor.take();
    return unresolvedLambda([parameter], cursor.rules.expression(cursor));
  }
  if (next.symbol !== "(") {
    if (Object.hasOwn(constants, symbol)) {
      cursor.take();
      return constants[symbol]!;
    }
    if (niladic.has(symbol) && next.symbol !== ".")
      return unresolvedFunction(cursor.take().text.toLowerCase(), []);
  }
  const parts = [identifier(cursor)];
  while (cursor.is(".")) {
    if (cursor.peek().symbol === "*") {
      cursor.accept(".", "*");
      return unresolvedStar(parts, starExceptions(cursor));
    }
    cursor.take();
    parts.push(identifier(cursor));
  }
  return nameOrCall(cursor, parts);
}

const nameOrCall = (cursor: Cursor, parts: readonly string[]): Expression =>
  cursor.is("(") ? functionCall(cursor, parts) : unresolvedAttribute(parts);

/** The value of string literals one after another. */
function strings(cursor: Cursor): string {
  let text = "";
  while (cursor.token.kind === "string")
    text += stringValue(cursor.take().text, cursor.options.escapedStringLiterals);
  return text;
}

/** `EXCEPT (a, b.c)` after a star. */
function starExceptions(cursor: Cursor): string[][] {
  if (!cursor.is("EXCEPT", "(") || isQueryAhead(cursor, 2)) return [];
  cursor.take();
  return cursor.parenthesized(() => multipartName(cursor));
}

/** A lambda's parameters, a query, a row, or an expression. */
function parenthesized(cursor: Cursor): Expression {
  if (isLambdaAhead(cursor)) {
    const params = cursor.parenthesized(() => identifier(cursor));
    cursor.expect("->");
    return unresolvedLambda(params, cursor.rules.expression(cursor));
  }
  if (isQueryAhead(cursor)) {
    const direct = cursor.peek().symbol !== "(";
    if (direct) return subquery("scalar", [], subqueryPlan(cursor));
    const tried = cursor.attempt("subquery", () => subqueryPlan(cursor));
    if ("value" in tried) return subquery("scalar", [], tried.value);
  }
  cursor.expect("(");
  if (cursor.is(")")) throw cursor.unexpected();
  const items = cursor.commaSeparated(() => cursor.rules.namedExpression(cursor));
  if (items.length === 1 && items[0]!.kind === "alias") throw cursor.unexpected();
  cursor.close();
  return items.length === 1 ? items[0]! : row(items);
}

function isLambdaAhead(cursor: Cursor): boolean {
  let at = 1;
  while (/word|quoted/.test(cursor.peek(at).kind)) {
    const separator = cursor.peek(at + 1).symbol;
    if (separator === ")") return at > 1 && cursor.peek(at + 2).symbol === "->";
    if (separator !== ",") return false;
    at += 2;
  }
  return false;
}
