import type { Expression } from "../plan/expressions/expression.js";
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
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== "object" || node === null || Object.getPrototypeOf(node) !== Object.prototype)
      return node;
    const record = node as { readonly kind?: string; readonly parameter?: string | number };
    if (record.kind === "unresolvedParameter") return argumentFor(record.parameter!, given);
    return Object.freeze(
      Object.fromEntries(Object.entries(record).map(([key, value]) => [key, walk(value)])),
    );
  };
  return walk(statement) as Statement;
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
