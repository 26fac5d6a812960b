import type { DataType, Value } from "../../types/index.js";
import type { KernelContext } from "../kernels/kernel.js";
import type { Accumulator } from "./accumulator.js";

/**
 * An aggregate function's code. A state is plain data (numbers, bigints, strings, bytes, arrays of them), as it is
 * also kept in the state store; `update` may change and answer the state it was given.
 */
export interface Aggregator<State = unknown> {
  initial(): State;
  /** Takes a row in: the arguments, NULLs included. */
  // biome-ignore lint/suspicious/noExplicitAny: aggregators of all signatures stand in one table; analysis has checked the types
  update(state: State, ...args: any[]): State;
  merge(state: State, other: State): State;
  finish(state: State): Value;
  /** Where it is known how whole columns are taken in. */
  readonly accumulator?: () => Accumulator<State>;
}

export type MakeAggregator = (
  argTypes: readonly DataType[],
  result: DataType,
  context: KernelContext,
  // biome-ignore lint/suspicious/noExplicitAny: as above
) => Aggregator<any>;
