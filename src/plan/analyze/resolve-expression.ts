import { AnalysisException } from "../../util/errors.js";
import { alias, cast, functionCall, windowExpression } from "../expressions/create.js";
import {
  type Expression,
  type ExpressionCases,
  matchExpression,
  type SortOrder,
} from "../expressions/expression.js";
import { isNullable, typeOf } from "../expressions/inspect.js";
import { mapChildren } from "../expressions/traverse.js";
import { checkCast } from "./check-cast.js";
import { extractValue } from "./extract-value.js";
import { resolveCall } from "./resolve-call.js";
import { resolveName, type Scope, unresolvedColumn } from "./scope.js";
import { resolveSubquery } from "./subquery.js";
import { resolveWindow } from "./window-spec.js";

/**
 * The expression with its names looked up, typed.
 * @throws AnalysisException for a name that is not there, or arguments that do not fit
 */
export function resolveExpression(expression: Expression, scope: Scope): Expression {
  return matchExpression(expression, cases, scope);
}

const asIs = (expression: Expression) => expression;
const throughout = (expression: Expression, scope: Scope) =>
  mapChildren(expression, child => resolveExpression(child, scope));

const cases: ExpressionCases<Expression, Scope> = {
  literal: asIs,
  lambdaVariable: asIs,
  unresolvedLambda: asIs,
  lambdaFunction: throughout,
  attribute: (expression, scope) => {
    if (scope.input.some(column => column.id === expression.id)) return expression;
    for (let outer = scope.outer; outer; outer = outer.scope.outer)
      if (outer.scope.input.some(column => column.id === expression.id)) {
        outer.used.add(expression);
        return expression;
      }
    throw unresolvedColumn([expression.name], scope.input);
  },
  unresolvedStar: () => {
    throw new AnalysisException(
      "INVALID_USAGE_OF_STAR_OR_REGEX",
      "Invalid usage of '*' in expression.",
      "42000",
    );
  },
  unresolvedParameter: ({ parameter }) => {
    throw new AnalysisException(
      "UNBOUND_SQL_PARAMETER",
      `Found the unbound parameter: ${typeof parameter === "string" ? parameter : `_${parameter}`}. Please, fix \`args\` and provide a mapping of the parameter to either a SQL literal or collection constructor functions such as \`map()\`, \`array()\`, \`struct()\`.`,
      "42P02",
    );
  },
  unresolvedAttribute: ({ nameParts }, scope) => {
    const found = lookUp(nameParts, scope);
    if (found) return found;
    throw unresolvedColumn(nameParts, scope.input);
  },
  unresolvedExtract: ({ child, extraction }, scope) =>
    extractValue(
      resolveExpression(child, scope),
      extraction.kind === "unresolvedAttribute" ? extraction : resolveExpression(extraction, scope),
      scope.context.ansi,
    ),
  alias: (expression, scope) =>
    alias(resolveExpression(expression.child, scope), expression.name, expression.id),
  multiAlias: throughout,
  cast: (expression, scope) => {
    const child = resolveExpression(expression.child, scope);
    const resolved = cast(child, expression.type, expression.explicit, expression.tolerant);
    checkCast(child, expression.type, scope.context.ansi, expression.tolerant);
    return resolved;
  },
  functionCall: throughout,
  aggregateCall: throughout,
  generatorCall: throughout,
  udfCall: throughout,
  sortOrder: throughout,
  unresolvedFunction: (expression, scope) =>
    resolveCall(expression, scope, (child, inner = scope) => resolveExpression(child, inner)),
  windowExpression: (expression, scope) => {
    const spec = resolveWindow(expression.spec, scope, child => resolveExpression(child, scope) as SortOrder);
    const child = resolveExpression(expression.child, scope);
    return windowExpression(child, spec(child));
  },
  subquery: (expression, scope) =>
    resolveSubquery(
      expression,
      expression.values.map(value => resolveExpression(value, scope)),
      scope,
    ),
};

/** A lambda's parameter, a column, a name to the left in the select list, or a column of the query around. */
function lookUp(parts: readonly string[], scope: Scope): Expression | undefined {
  const variable = scope.variables?.get(parts[0]!.toLowerCase());
  if (variable)
    return parts
      .slice(1)
      .reduce<Expression>(
        (child, name) => extractValue(child, { kind: "literal", value: name, type: { kind: "string" } }),
        variable,
      );
  const column = resolveName(parts, scope.input);
  if (column) return column;
  const named = scope.aliases?.get(parts[0]!.toLowerCase());
  if (named)
    return functionCall(
      "identity",
      [named],
      typeOf(named),
      isNullable(named),
      `lateralAliasReference(${parts[0]})`,
    );
  if (!scope.outer) return undefined;
  const found = lookUp(parts, scope.outer.scope);
  if (found?.kind === "attribute") scope.outer.used.add(found);
  return found;
}
