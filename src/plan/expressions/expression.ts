import type { DataType, Value } from "../../types/index.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";

/** A column by the name that was typed, not yet looked up: `["value"]`, `["user", "name"]`. */
export interface UnresolvedAttribute {
  readonly kind: "unresolvedAttribute";
  readonly nameParts: readonly string[];
}

/** `*`, `t.*`: every column, or every one of a table or struct; `* EXCEPT (a, b)` without some. */
export interface UnresolvedStar {
  readonly kind: "unresolvedStar";
  readonly qualifier: readonly string[];
  readonly except: readonly (readonly string[])[];
  /** What stands in the places of columns of these names: `|> SET a = 1`. */
  readonly replace: readonly Alias[];
}

/** What a call may carry beside its arguments. */
export interface CallClauses {
  readonly distinct?: boolean;
  /** `FILTER (WHERE …)`. */
  readonly filter?: Expression;
  /** `IGNORE NULLS`, `RESPECT NULLS`. */
  readonly ignoreNulls?: boolean;
  /** `WITHIN GROUP (ORDER BY …)`. */
  readonly withinGroup?: readonly SortOrder[];
  /** `name => value`, by position of the argument; null where it is positional. */
  readonly argNames?: readonly (string | null)[];
}

/** A function by name, not yet looked up in the function table. */
export interface UnresolvedFunction {
  readonly kind: "unresolvedFunction";
  readonly name: string;
  readonly args: readonly Expression[];
  readonly clauses: CallClauses;
}

/** `child[extraction]` and `child.field`: of a struct by name, an array by position, a map by key. */
export interface UnresolvedExtract {
  readonly kind: "unresolvedExtract";
  readonly child: Expression;
  readonly extraction: Expression;
}

/** `:name` (a string) or `?` (its position, from 0) of a parameterized query. */
export interface UnresolvedParameter {
  readonly kind: "unresolvedParameter";
  readonly parameter: string | number;
}

/** `(x, y) -> body`; in the body the parameters are unresolved attributes of one part. */
export interface UnresolvedLambda {
  readonly kind: "unresolvedLambda";
  readonly params: readonly string[];
  readonly body: Expression;
}

/** A column of a plan node's output. Its id tells it from others of the same name. */
export interface Attribute {
  readonly kind: "attribute";
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
  readonly id: number;
  /** The table it is of, such as `["t"]`. */
  readonly qualifier: readonly string[];
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

/** The names of a generator's several columns: `posexplode(a) AS (i, x)`. */
export interface MultiAlias {
  readonly kind: "multiAlias";
  readonly child: Expression;
  readonly names: readonly string[];
}

export interface Cast {
  readonly kind: "cast";
  readonly child: Expression;
  readonly type: DataType;
  /** Whether the user wrote it; casts that coercion adds do not show in column names. */
  readonly explicit: boolean;
  /** `try_cast`: NULL where a cast would fail. */
  readonly tolerant: boolean;
}

/** A function of the table with its arguments coerced and its type known. */
export interface FunctionCall {
  readonly kind: "functionCall";
  /** The kernel's name. */
  readonly name: string;
  readonly args: readonly Expression[];
  readonly type: DataType;
  readonly nullable: boolean;
  /** How column names and messages show it, where not as `name(args)`. */
  readonly sql?: string;
}

/** An aggregate function's call; within a window expression it runs over the window's frame. */
export interface AggregateCall {
  readonly kind: "aggregateCall";
  readonly name: string;
  readonly args: readonly Expression[];
  readonly type: DataType;
  readonly nullable: boolean;
  readonly distinct: boolean;
  readonly filter: Expression | null;
  /** The order in which it takes its rows (`listagg … WITHIN GROUP`); empty: as they come. */
  readonly orders: readonly SortOrder[];
  readonly sql?: string;
}

/** A generator's call: none, one or many rows for each row. */
export interface GeneratorCall {
  readonly kind: "generatorCall";
  readonly name: string;
  readonly args: readonly Expression[];
  readonly columns: readonly { readonly name: string; readonly type: DataType; readonly nullable: boolean }[];
  /** Whether a row that makes none is kept, with NULLs. */
  readonly outer: boolean;
}

/** A closure of the user's, called a row at a time. */
export interface UdfCall {
  readonly kind: "udfCall";
  readonly name: string;
  readonly closure: (...args: never[]) => unknown;
  /** Whether the closure is the user's own and takes values as users see them (`externalOf`), not as they are held. */
  readonly external?: boolean;
  readonly args: readonly Expression[];
  readonly type: DataType;
}

export interface SortOrder {
  readonly kind: "sortOrder";
  readonly child: Expression;
  readonly ascending: boolean;
  readonly nullsFirst: boolean;
}

/** A frame's edge: rows or values before (negative) or after the current row, an expression in RANGE frames. */
export type FrameBound = "unboundedPreceding" | "currentRow" | "unboundedFollowing" | Expression;

export interface WindowFrame {
  readonly unit: "rows" | "range";
  readonly lower: FrameBound;
  readonly upper: FrameBound;
}

/** `OVER (PARTITION BY … ORDER BY … frame)`; `name` where the text names a window of the WINDOW clause. */
export interface WindowSpec {
  readonly name?: string;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly SortOrder[];
  readonly frame: WindowFrame | null;
}

/** A function over a window. After analysis `child` is an aggregateCall, or the functionCall of a window function. */
export interface WindowExpression {
  readonly kind: "windowExpression";
  readonly child: Expression;
  readonly spec: WindowSpec;
}

/** A lambda whose parameters have types. */
export interface LambdaFunction {
  readonly kind: "lambdaFunction";
  readonly params: readonly LambdaVariable[];
  readonly body: Expression;
}

export interface LambdaVariable {
  readonly kind: "lambdaVariable";
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
  readonly id: number;
}

/** A query within an expression; `values` are what IN looks for, empty otherwise. */
export interface SubqueryExpression {
  readonly kind: "subquery";
  readonly form: "scalar" | "exists" | "in";
  readonly values: readonly Expression[];
  readonly plan: LogicalPlan;
  /** Known after analysis: BOOLEAN, or a scalar one's own. */
  readonly type: DataType;
  /** After analysis: the columns of the outer query that the plan reads, as outer references. */
  readonly outer: readonly Attribute[];
}

/** An expression tree: frozen data, told apart by `kind`. */
export type Expression =
  | UnresolvedAttribute
  | UnresolvedStar
  | UnresolvedFunction
  | UnresolvedExtract
  | UnresolvedParameter
  | UnresolvedLambda
  | Attribute
  | Literal
  | Alias
  | MultiAlias
  | Cast
  | FunctionCall
  | AggregateCall
  | GeneratorCall
  | UdfCall
  | SortOrder
  | WindowExpression
  | LambdaFunction
  | LambdaVariable
  | SubqueryExpression;

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
