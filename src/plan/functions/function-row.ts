import type { DataType } from "../../types/index.js";
import type { CallClauses, Expression, GeneratorCall, LambdaFunction } from "../expressions/expression.js";

/** What a call is resolved in. */
export interface ResolveContext {
  /** `spark.sql.ansi.enabled`. */
  readonly ansi: boolean;
  readonly timeZone: string;
  /** DISTINCT, IGNORE NULLS, WITHIN GROUP, resolved. */
  readonly clauses: CallClauses;
  /** Types a lambda argument; its parameters are given these types. */
  lambda(argument: Expression, params: readonly LambdaParameter[]): LambdaFunction;
  /** Resolves an expression made of resolved parts and calls by name: for functions that are short for others. */
  resolve(expression: Expression): Expression;
}

export interface LambdaParameter {
  readonly type: DataType;
  readonly nullable: boolean;
}

/** What analysis makes of a call: its arguments, cast where coercion asks for it, and its type. */
export interface ResolvedCall {
  readonly args: readonly Expression[];
  readonly type: DataType;
  /** Left out: nullable where an argument is. */
  readonly nullable?: boolean;
  /** The kernel (or aggregate, or generator), where its name is another than the row's. */
  readonly kernel?: string;
  /** How column names and messages show the call, where not as `name(args)`. */
  readonly sql?: string;
  /** The columns of a generator. */
  readonly columns?: GeneratorCall["columns"];
}

export type FunctionKind = "scalar" | "aggregate" | "window" | "generator";

/** A function is a row: name, signature, doc, examples. Its code is the kernel of the same name in the engine. */
export interface FunctionRow {
  readonly name: string;
  readonly kind: FunctionKind;
  /** Such as `upper(str)`; shown by `:doc` and completion. */
  readonly usage: string;
  readonly doc: string;
  /** An SQL expression that shows what it does. */
  readonly example?: string;
  /** How many arguments it takes; resolve refuses others. */
  readonly arity: readonly [least: number, most: number];
  /** The parameters' names, for calls with `name => value`. */
  readonly parameters: readonly string[];
  /** What stands in for the last parameters where they are left out. */
  readonly defaults?: readonly Expression[];
  /** @throws SparkError when the arguments do not fit */
  readonly resolve: (args: readonly Expression[], context: ResolveContext) => ResolvedCall | Expression;
}
