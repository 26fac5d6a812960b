import { AnalysisException } from "../../util/errors.js";
import { bySimilarity } from "../../util/nearest.js";
import { alias, cast, functionCall } from "../expressions/create.js";
import {
  type Attribute,
  type Expression,
  type ExpressionCases,
  matchExpression,
} from "../expressions/expression.js";
import { isNullable } from "../expressions/inspect.js";
import { findFunction, functionNames } from "../functions/registry.js";
import { checkCast } from "./check-cast.js";

/** How many names Spark suggests. */
const MAX_SUGGESTIONS = 5;

/**
 * The expression over these columns, typed.
 * @throws AnalysisException for a name that is not there, or arguments that do not fit
 */
export function resolveExpression(expression: Expression, input: readonly Attribute[]): Expression {
  return matchExpression(expression, cases, input);
}

const cases: ExpressionCases<Expression, readonly Attribute[]> = {
  attribute: (expression, input) => {
    if (input.some(column => column.id === expression.id)) return expression;
    throw unresolvedColumn(expression.name, input);
  },
  literal: expression => expression,
  unresolvedStar: () => {
    throw new AnalysisException(
      "INVALID_USAGE_OF_STAR_OR_REGEX",
      "Invalid usage of '*' in expression.",
      "42000",
    );
  },
  unresolvedAttribute: (expression, input) => {
    const name = expression.nameParts.join(".");
    const named = input.filter(column => column.name.toLowerCase() === name.toLowerCase());
    // The same column twice is no ambiguity.
    const matches = named.filter((column, i) => named.findIndex(each => each.id === column.id) === i);
    if (matches.length > 1)
      throw new AnalysisException(
        "AMBIGUOUS_REFERENCE",
        `Reference \`${name}\` is ambiguous, could be: [${matches.map(column => `\`${column.name}\``).join(", ")}].`,
        "42704",
      );
    if (!matches[0]) throw unresolvedColumn(name, input);
    return matches[0];
  },
  alias: (expression, input) =>
    alias(resolveExpression(expression.child, input), expression.name, expression.id),
  cast: (expression, input) => {
    const child = resolveExpression(expression.child, input);
    checkCast(child, expression.type);
    return cast(child, expression.type, expression.explicit);
  },
  functionCall: (expression, input) =>
    functionCall(
      expression.name,
      expression.args.map(argument => resolveExpression(argument, input)),
      expression.type,
      expression.nullable,
    ),
  unresolvedFunction: (expression, input) => {
    const row = findFunction(expression.name);
    if (!row) throw unresolvedRoutine(expression.name);
    const call = row.resolve(expression.args.map(argument => resolveExpression(argument, input)));
    return functionCall(row.name, call.args, call.type, call.nullable ?? call.args.some(isNullable));
  },
};

function unresolvedColumn(name: string, input: readonly Attribute[]): AnalysisException {
  const quoted = `\`${name.replaceAll("`", "``")}\``;
  const what = `A column, variable, or function parameter with name ${quoted} cannot be resolved.`;
  if (input.length === 0) return new AnalysisException("UNRESOLVED_COLUMN.WITHOUT_SUGGESTION", what, "42703");
  const suggestions = bySimilarity(
    name,
    input.map(column => column.name),
  ).slice(0, MAX_SUGGESTIONS);
  return new AnalysisException(
    "UNRESOLVED_COLUMN.WITH_SUGGESTION",
    `${what} Did you mean one of the following? [${suggestions.map(each => `\`${each}\``).join(", ")}].`,
    "42703",
  );
}

function unresolvedRoutine(name: string): AnalysisException {
  const [best] = bySimilarity(name, functionNames());
  return new AnalysisException(
    "UNRESOLVED_ROUTINE",
    `Cannot resolve routine \`${name}\` on search path [\`system\`.\`builtin\`, \`system\`.\`session\`, \`spark_catalog\`.\`default\`].${best ? ` The nearest is \`${best}\`.` : ""}`,
    "42883",
  );
}
