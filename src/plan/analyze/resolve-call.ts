import { IntegerType } from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import { functionCall, lambdaVariable, literal } from "../expressions/create.js";
import type { Expression, LambdaFunction, SortOrder, UnresolvedFunction } from "../expressions/expression.js";
import { isNullable } from "../expressions/inspect.js";
import { expectCount } from "../functions/coercion.js";
import type { FunctionRow, ResolveContext } from "../functions/function-row.js";
import { findFunction } from "../functions/registry.js";
import { unresolvedRoutine } from "../functions/unresolved-routine.js";
import { positional } from "./named-arguments.js";
import { isQualifiedBy, type Scope } from "./scope.js";

type Resolve = (expression: Expression, scope?: Scope) => Expression;

/** A call looked up in the function table, its arguments resolved and coerced. */
export function resolveCall(call: UnresolvedFunction, scope: Scope, resolve: Resolve): Expression {
  const row = findFunction(call.name) ?? scope.context.userFunction(call.name);
  if (!row) throw unresolvedRoutine(call.name);
  const args = positional(row, call).flatMap(argument => spread(argument, row, scope, resolve));
  expectCount(row.name, args, ...row.arity);
  const { distinct, ignoreNulls } = call.clauses;
  const filter = call.clauses.filter ? resolve(call.clauses.filter) : null;
  const withinGroup = (call.clauses.withinGroup ?? []).map(order => resolve(order) as SortOrder);
  const context: ResolveContext = {
    ansi: scope.context.ansi,
    timeZone: scope.context.timeZone,
    clauses: { ...(distinct ? { distinct } : {}), ...(ignoreNulls ? { ignoreNulls } : {}), withinGroup },
    lambda: (argument, params) => resolveLambda(argument, params, scope, resolve),
    resolve,
  };
  const resolved = row.resolve(args, context);
  if ("kind" in resolved) return resolved;
  const nullable = resolved.nullable ?? resolved.args.some(isNullable);
  const name = resolved.kernel ?? row.name;
  switch (row.kind) {
    case "aggregate":
      return Object.freeze({
        kind: "aggregateCall",
        name,
        args: resolved.args,
        type: resolved.type,
        nullable: resolved.nullable ?? true,
        distinct: distinct ?? false,
        filter,
        orders: withinGroup,
        ...(resolved.sql === undefined ? {} : { sql: resolved.sql }),
      });
    case "generator":
      return Object.freeze({
        kind: "generatorCall",
        name,
        args: resolved.args,
        columns: resolved.columns ?? [],
        outer: row.name.endsWith("_outer"),
      });
    default:
      return functionCall(name, resolved.args, resolved.type, nullable, resolved.sql);
  }
}

/** `count(*)` counts rows; in other calls a star stands for the columns. */
function spread(
  argument: Expression,
  row: FunctionRow,
  scope: Scope,
  resolve: Resolve,
): readonly Expression[] {
  if (argument.kind !== "unresolvedStar") return [resolve(argument)];
  if (row.name === "count" && argument.qualifier.length === 0) return [literal(1, IntegerType)];
  return scope.input.filter(column => isQualifiedBy(column, argument.qualifier));
}

function resolveLambda(
  argument: Expression,
  params: readonly { readonly type: LambdaFunction["params"][number]["type"]; readonly nullable: boolean }[],
  scope: Scope,
  resolve: Resolve,
): LambdaFunction {
  const given = argument.kind === "unresolvedLambda" ? argument : { params: [], body: argument };
  if (
    given.params.length > params.length ||
    (argument.kind !== "unresolvedLambda" && argument.kind !== "lambdaFunction")
  )
    throw new AnalysisException(
      "INVALID_LAMBDA_FUNCTION_CALL.NUM_ARGS_MISMATCH",
      `Invalid lambda function call. A higher order function expects ${params.length} arguments, but got ${given.params.length}.`,
      "42K0D",
    );
  const variables = given.params.map((name, i) => lambdaVariable(name, params[i]!.type, params[i]!.nullable));
  const inner: Scope = {
    ...scope,
    variables: new Map([
      ...(scope.variables ?? []),
      ...variables.map(each => [each.name.toLowerCase(), each] as const),
    ]),
  };
  return Object.freeze({ kind: "lambdaFunction", params: variables, body: resolve(given.body, inner) });
}
