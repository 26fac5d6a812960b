import type { Expression, UnresolvedParameter } from "../plan/expressions/expression.js";
import { rewriteTree } from "../plan/nodes/rewrite.js";
import type { Statement } from "../plan/parser/statement.js";
import { AnalysisException } from "../util/errors.js";
import { type Column, type LiteralValue, toExpression } from "./column.js";

/** Values of a query's parameters: by name, or in order. */
export type SqlArguments =
  | Readonly<Record<string, LiteralValue | Column>>
  | readonly (LiteralValue | Column)[];

type Given = ReadonlyMap<string | number, LiteralValue | Column>;

const givenOf = (args: SqlArguments): Given =>
  Array.isArray(args) ? new Map(args.entries()) : new Map(Object.entries(args));

/** The texts among the parameters' values, which may name something. */
export function parameterTexts(args: SqlArguments): (parameter: string | number) => string | undefined {
  const given = givenOf(args);
  return parameter => {
    const value = given.get(parameter);
    return typeof value === "string" ? value : undefined;
  };
}

/** The arguments as expressions, for a server that binds them itself. */
export function argumentExpressions(args: SqlArguments): {
  named: Readonly<Record<string, Expression>>;
  positional: readonly Expression[];
} {
  if (Array.isArray(args)) return { named: {}, positional: args.map(toExpression) };
  const named = Object.entries(args).map(([name, value]) => [name, toExpression(value)] as const);
  return { named: Object.fromEntries(named), positional: [] };
}

/** The statement with its parameters replaced. @throws AnalysisException UNBOUND_SQL_PARAMETER */
export function bindParameters(statement: Statement, args: SqlArguments): Statement {
  const given = givenOf(args);
  if (given.size === 0) return statement;
  return rewriteTree(statement, node =>
    node.kind === "unresolvedParameter"
      ? argumentFor((node as unknown as UnresolvedParameter).parameter, given)
      : undefined,
  );
}

function argumentFor(parameter: string | number, given: Given): Expression {
  const value = given.get(parameter);
  if (value !== undefined) return toExpression(value);
  throw new AnalysisException(
    "UNBOUND_SQL_PARAMETER",
    `Found the unbound parameter: ${typeof parameter === "string" ? parameter : `_${parameter}`}. Please, fix \`args\` and provide a mapping of the parameter to either a SQL literal or collection constructor functions such as \`map()\`, \`array()\`, \`struct()\`.`,
    "42P02",
  );
}
