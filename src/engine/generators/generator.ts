import type { DataType, Value } from "../../types/index.js";
import type { KernelContext } from "../kernels/kernel.js";

/** A generator's code: the rows that it makes of one row's arguments, NULLs included. */
export type MakeGenerator = (
  argTypes: readonly DataType[],
  context: KernelContext,
  // biome-ignore lint/suspicious/noExplicitAny: generators of all signatures stand in one table; analysis has checked the types
) => (...args: any[]) => readonly (readonly Value[])[];
