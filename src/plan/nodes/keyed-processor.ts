import type { Value } from "../../types/index.js";

/** What a key has kept, by path: a name, and what is needed to tell its parts apart. Values are plain data. */
export interface KeyedState {
  get(path: readonly unknown[]): unknown;
  /** @param expiresAtMs when it is forgotten by itself, milliseconds since 1970 */
  put(path: readonly unknown[], value: unknown, expiresAtMs?: number): void;
  remove(path: readonly unknown[]): void;
}

/** The times, in milliseconds since 1970, at which a key wants to be called without rows. */
export interface KeyTimers {
  set(timeMs: number): void;
  delete(timeMs: number): void;
  list(): readonly number[];
}

export type TimeMode = "none" | "processingTime" | "eventTime";

/** One key's call, within a micro-batch or over a bounded table. */
export interface KeyContext {
  readonly state: KeyedState;
  readonly timers: KeyTimers;
  /** When the micro-batch began. */
  readonly nowMs: number;
  /** Undefined without a watermark. */
  readonly watermarkMs: number | undefined;
}

/** What is done with the rows of each key: closures of the user's, with state from batch to batch. */
export interface KeyedProcessor {
  /** As Spark calls it: `mapGroupsWithState`, `flatMapGroupsWithState`, `transformWithState`. */
  readonly name: string;
  readonly timeMode: TimeMode;
  /** The output mode its rows are meant for. */
  readonly outputMode: "append" | "update" | "complete";
  /** Plain data; equal keys are one. */
  keyOf(row: readonly Value[]): unknown;
  onRows(key: unknown, rows: readonly (readonly Value[])[], context: KeyContext): Iterable<readonly Value[]>;
  onTimer(key: unknown, timeMs: number, context: KeyContext): Iterable<readonly Value[]>;
}
