import { StringType } from "../../types/index.js";
import { literal, unresolvedFunction, windowExpression } from "../expressions/create.js";
import type { CallClauses, Expression } from "../expressions/expression.js";
import type { Cursor } from "./cursor.js";
import { endsAt, identifier, startsClause } from "./names.js";
import { sortItem } from "./sort.js";
import type { Token } from "./token.js";
import { windowSpec } from "./window.js";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A call's arguments as typed. */
export interface Arguments {
  readonly args: readonly Expression[];
  /** By position; null where the argument is positional. */
  readonly names: readonly (string | null)[];
}

/** What stands from the `(` of a call on: arguments, FILTER, OVER and the like. */
export function functionCall(cursor: Cursor, nameParts: readonly string[]): Expression {
  const first = cursor.previous;
  const name = nameParts.join(".");
  cursor.expect("(");
  const clauses: Mutable<CallClauses> = {};
  if (!endsAt(cursor, 1) && cursor.acceptOneOf(["DISTINCT", "ALL"]) === "DISTINCT") clauses.distinct = true;
  const { args, names } = cursor.is(")")
    ? { args: [], names: [] }
    : callArguments(cursor, name.toLowerCase() === "struct");
  if (names.some(Boolean)) clauses.argNames = names;
  acceptNulls(cursor, clauses);
  if (startsClause(cursor)) cursor.expectOrMissing(")");
  else cursor.close();
  if (cursor.accept("WITHIN", "GROUP", "(", "ORDER", "BY")) {
    clauses.withinGroup = cursor.commaSeparated(() => sortItem(cursor));
    cursor.close();
  }
  if (cursor.accept("FILTER", "(", "WHERE")) {
    clauses.filter = cursor.rules.expression(cursor);
    cursor.close();
  }
  acceptNulls(cursor, clauses);
  const call = unitCall(cursor, first, name, args) ?? unresolvedFunction(name, args, clauses);
  return over(cursor, call);
}

/** The arguments, up to the `)`. Those of `struct` may have names of their own. */
export function callArguments(cursor: Cursor, named = false): Arguments {
  const names: (string | null)[] = [];
  const args = cursor.commaSeparated(() => {
    const isNamed = cursor.peek().symbol === "=>";
    names.push(isNamed ? identifier(cursor) : null);
    if (isNamed) cursor.take();
    return named ? cursor.rules.namedExpression(cursor) : cursor.rules.expression(cursor);
  });
  return { args, names };
}

function acceptNulls(cursor: Cursor, clauses: Mutable<CallClauses>): void {
  if (cursor.accept("IGNORE", "NULLS")) clauses.ignoreNulls = true;
  else if (cursor.accept("RESPECT", "NULLS")) clauses.ignoreNulls = false;
}

/** OVER without a window after it is an alias. */
function over(cursor: Cursor, call: Expression): Expression {
  if (!cursor.is("OVER") || endsAt(cursor, 1)) return call;
  const tried = cursor.attempt("over", () => {
    cursor.take();
    return windowSpec(cursor);
  });
  return "value" in tried ? windowExpression(call, tried.value) : call;
}

const units = "YEAR QUARTER MONTH WEEK DAY DAYOFYEAR HOUR MINUTE SECOND MILLISECOND MICROSECOND".split(" ");
const unitFunctions: Readonly<Record<string, string>> = {
  TIMESTAMPADD: "timestampadd",
  DATEADD: "timestampadd",
  DATE_ADD: "timestampadd",
  TIMESTAMPDIFF: "timestampdiff",
  DATEDIFF: "timestampdiff",
  DATE_DIFF: "timestampdiff",
  TIMEDIFF: "timestampdiff",
};

/** `dateadd(HOUR, 1, t)`: the unit becomes a string. */
function unitCall(
  cursor: Cursor,
  first: Token,
  name: string,
  args: readonly Expression[],
): Expression | undefined {
  const target = Object.hasOwn(unitFunctions, name.toUpperCase())
    ? unitFunctions[name.toUpperCase()]
    : undefined;
  const [unit, ...rest] = args;
  if (!target || !unit || rest.length !== 2) return undefined;
  if (unit.kind === "unresolvedAttribute" && units.includes(unit.nameParts.join(".").toUpperCase()))
    return unresolvedFunction(target, [literal(unit.nameParts[0]!, StringType), ...rest]);
  if (unit.kind !== "literal" || unit.type.kind !== "string") return undefined;
  throw cursor.error(
    first,
    "INVALID_PARAMETER_VALUE.DATETIME_UNIT",
    `The value of parameter(s) \`unit\` in \`${first.text}\` is invalid: expects one of the units without quotes ` +
      `${units.join(", ")}, but got the string literal '${unit.value}'.`,
    "22023",
  );
}
