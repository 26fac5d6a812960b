import type { DataType, StructType, Value } from "../../types/index.js";
import type { Pace } from "../pace.js";

/** A value that is not NULL. */
export type NonNull = Exclude<Value, null>;

/** What a kernel may depend on beside its arguments' types. */
export interface KernelContext {
  readonly timeZone: string;
  /** `spark.sql.ansi.enabled`. */
  readonly ansi: boolean;
  /** The query's (a micro-batch's) time, microseconds since the epoch: the same for all its rows. */
  now(): bigint;
  /** Is told of the figures of a `df.observe`. */
  observed?(name: string, schema: StructType, values: readonly Value[]): void;
  /** Of an action: what takes long goes by it. */
  readonly pace?: Pace;
}

type Make = (
  argTypes: readonly DataType[],
  result: DataType,
  context: KernelContext,
  // biome-ignore lint/suspicious/noExplicitAny: kernels of all signatures stand in one table; analysis has checked the types
) => (...args: any[]) => Value;

/** The code of a function for given types: strict in all arguments, so a NULL argument makes NULL before it is called. A lambda argument is a JavaScript function. */
export interface StrictKernel {
  readonly kind: "strict";
  readonly make: Make;
}

/** The code of a function that is called with NULLs, too. */
export interface LooseKernel {
  readonly kind: "loose";
  readonly make: Make;
}

/** Code that deals with NULL itself, and computes only the arguments it needs: given each argument's JavaScript and temporaries, its own. */
export interface InlineKernel {
  readonly kind: "inline";
  code(args: readonly string[], temporary: () => string): string;
}

export type Kernel = StrictKernel | LooseKernel | InlineKernel;

export const strict = (make: Make): StrictKernel => ({ kind: "strict", make });
export const loose = (make: Make): LooseKernel => ({ kind: "loose", make });
export const inline = (code: InlineKernel["code"]): InlineKernel => ({ kind: "inline", code });
