import type { Expression } from "../expressions/expression.js";
import { sqlText } from "../expressions/sql-text.js";
import type { Cursor } from "./cursor.js";

/** Whether `IDENTIFIER(…)` comes next: a name that a constant text gives. */
export const isIdentifierClause = (cursor: Cursor): boolean => cursor.is("IDENTIFIER", "(");

/** The text of `IDENTIFIER(…)`. @throws ParseException NOT_A_CONSTANT_STRING */
export function identifierText(cursor: Cursor): string {
  cursor.take();
  cursor.take();
  const first = cursor.token;
  const expression = cursor.rules.expression(cursor);
  const text = constantText(expression, cursor);
  if (text === undefined)
    throw cursor.error(
      first,
      "NOT_A_CONSTANT_STRING.NOT_CONSTANT",
      `The expression ${sqlText(expression)} used for the routine or clause IDENTIFIER must be a constant STRING which is NOT NULL.\nTo be considered constant the expression must not depend on any columns, contain a subquery, or invoke a non deterministic function such as rand().`,
      "42601",
    );
  cursor.close();
  return text;
}

/** What literals, parameters and their concatenation say. */
function constantText(expression: Expression, cursor: Cursor): string | undefined {
  if (expression.kind === "literal")
    return typeof expression.value === "string" ? expression.value : undefined;
  if (expression.kind === "unresolvedParameter") return cursor.options.parameterText?.(expression.parameter);
  if (expression.kind !== "unresolvedFunction" || !["||", "concat"].includes(expression.name.toLowerCase()))
    return undefined;
  const parts = expression.args.map(each => constantText(each, cursor));
  return parts.includes(undefined) ? undefined : parts.join("");
}
