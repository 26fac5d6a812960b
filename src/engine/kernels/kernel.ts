import type { DataType, Value } from "../../types/index.js";

/** A value that is not NULL. */
export type NonNull = Exclude<Value, null>;

/** The code of a function for given types: strict in all arguments, so a NULL argument makes NULL before it is called. */
export interface StrictKernel {
  readonly kind: "strict";
  // biome-ignore lint/suspicious/noExplicitAny: kernels of all signatures stand in one table; analysis has checked the types
  make(argTypes: readonly DataType[], result: DataType): (...args: any[]) => Value;
}

/** Code that deals with NULL itself: given each argument's JavaScript and temporaries, its own. */
export interface InlineKernel {
  readonly kind: "inline";
  code(args: readonly string[], temporary: () => string): string;
}

export type Kernel = StrictKernel | InlineKernel;

export const strict = (make: StrictKernel["make"]): StrictKernel => ({ kind: "strict", make });
export const inline = (code: InlineKernel["code"]): InlineKernel => ({ kind: "inline", code });
