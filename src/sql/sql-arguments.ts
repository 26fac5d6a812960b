import type { Expression, UnresolvedParameter } from "../plan/expressions/expression.js";
import { rewriteTree } from "../plan/nodes/rewrite.js";
import type { Statement } from "../plan/parser/statement.js";
import { AnalysisException } from "../util/errors.js";
import { type Column, type LiteralValue, toExpression } from "./column.js";

/** Values of a query's parameters: by name, or in order. */
export type SqlArguments =
  | Readonly<Record<string, LiteralValue | Column>>
  | readonly (LiteralValue | Column)[];

/** The statement with its parameters replaced. @throws AnalysisException UNBOUND_SQL_PARAMETER */
export function bindParameters(statement: Statement, args: SqlArguments): Statement {
  const given = Array.isArray(args)
    ? new Map<string | number, LiteralValue | Column>(args.entries())
    : new Map<string | number, LiteralValue | Column>(Object.entries(args));
  if (given.size === 0) return statement;
  return rewriteTree(statement, node =>
    node.kind === "unresolvedParameter"
      ? argumentFor((node as unknown as UnresolvedParameter).parameter, given)
      : undefined,
  );
}

function argumentFor(
  parameter: string | number,
  given: ReadonlyMap<string | number, LiteralValue | Column>,
): Expression {
  const value = given.get(parameter);
  if (value !== undefined) return toExpression(value);
  throw new AnalysisException(
    "UNBOUND_SQL_PARAMETER",
    `Found the unbound parameter: ${typeof parameter === "string" ? parameter : `_${parameter}`}. Please, fix \`args\` and provide a mapping of the parameter to either a SQL literal or collection constructor functions such as \`map()\`, \`array()\`, \`struct()\`.`,
    "42P02",
  );
}
