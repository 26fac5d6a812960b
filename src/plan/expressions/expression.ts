import type { DataType, Value } from "../../types/index.js";

/** A column by the name that was typed, not yet looked up: `["value"]`, `["user", "name"]`. */
export interface UnresolvedAttribute {
  readonly kind: "unresolvedAttribute";
  readonly nameParts: readonly string[];
}

/** `*`: every column. */
export interface UnresolvedStar {
  readonly kind: "unresolvedStar";
}

/** A function by name, not yet looked up in the function table. */
export interface UnresolvedFunction {
  readonly kind: "unresolvedFunction";
  readonly name: string;
  readonly args: readonly Expression[];
}

/** A column of a plan node's output. Its id tells it from others of the same name. */
export interface Attribute {
  readonly kind: "attribute";
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
  readonly id: number;
}

export interface Literal {
  readonly kind: "literal";
  readonly value: Value;
  readonly type: DataType;
}

/** An expression with a name of its own. */
export interface Alias {
  readonly kind: "alias";
  readonly child: Expression;
  readonly name: string;
  readonly id: number;
}

export interface Cast {
  readonly kind: "cast";
  readonly child: Expression;
  readonly type: DataType;
  /** Whether the user wrote it; casts that coercion adds do not show in column names. */
  readonly explicit: boolean;
}

/** A function of the table with its arguments coerced and its type known. */
export interface FunctionCall {
  readonly kind: "functionCall";
  readonly name: string;
  readonly args: readonly Expression[];
  readonly type: DataType;
  readonly nullable: boolean;
}

/** An expression tree: frozen data, told apart by `kind`. */
export type Expression =
  | UnresolvedAttribute
  | UnresolvedStar
  | UnresolvedFunction
  | Attribute
  | Literal
  | Alias
  | Cast
  | FunctionCall;

export type ExpressionKind = Expression["kind"];

/** What an operator puts out: it has a name and an id. */
export type NamedExpression = Attribute | Alias;

/** One case for each kind of expression: a forgotten kind does not compile. */
export type ExpressionCases<Result, Context> = {
  readonly [K in ExpressionKind]: (expression: Extract<Expression, { kind: K }>, context: Context) => Result;
};

export function matchExpression<Result, Context>(
  expression: Expression,
  cases: ExpressionCases<Result, Context>,
  context: Context,
): Result {
  return (cases[expression.kind] as (e: Expression, c: Context) => Result)(expression, context);
}
