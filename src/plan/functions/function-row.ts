import type { DataType } from "../../types/index.js";
import type { Expression } from "../expressions/expression.js";

/** What analysis makes of a call: its arguments, cast where coercion asks for it, and its type. */
export interface ResolvedCall {
  readonly args: readonly Expression[];
  readonly type: DataType;
  /** Left out: nullable where an argument is. */
  readonly nullable?: boolean;
}

/** A function is a row: name, signature, doc. Its code is the kernel of the same name in the engine. */
export interface FunctionRow {
  readonly name: string;
  /** Such as `upper(str)`; shown by `:doc` and completion. */
  readonly usage: string;
  readonly doc: string;
  /** @throws SparkError when the arguments do not fit */
  readonly resolve: (args: readonly Expression[]) => ResolvedCall;
}
