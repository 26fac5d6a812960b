import type { Column, LiteralValue } from "../column.js";
import type { ColumnOrName } from "../column-or-name.js";
import { call, value } from "./call.js";

/** The row's number in its window partition, from 1. */
export const row_number = (): Column => call("row_number");

/** The row's rank, equal rows the same, with gaps. */
export const rank = (): Column => call("rank");

/** The row's rank, equal rows the same, without gaps. */
export const dense_rank = (): Column => call("dense_rank");

/** The row's rank from 0 to 1. */
export const percent_rank = (): Column => call("percent_rank");

/** The share of rows up to this one. */
export const cume_dist = (): Column => call("cume_dist");

/** Which of `n` even parts of its partition the row is in. */
export const ntile = (n: number): Column => call("ntile", value(n));

/** The value some rows further on. */
export const lead = (e: ColumnOrName, offset = 1, defaultValue: LiteralValue = null): Column =>
  call("lead", e, value(offset), value(defaultValue));

/** The value some rows before. */
export const lag = (e: ColumnOrName, offset = 1, defaultValue: LiteralValue = null): Column =>
  call("lag", e, value(offset), value(defaultValue));

/** The value of the frame's n-th row. */
export const nth_value = (e: ColumnOrName, offset: number): Column => call("nth_value", e, value(offset));

/** The time windows that a row is in: `window("ts", "1 minute")`, sliding with a third duration. */
export const window = (
  timeColumn: ColumnOrName,
  windowDuration: string,
  slideDuration: string = windowDuration,
  startTime = "0 second",
): Column => call("window", timeColumn, value(windowDuration), value(slideDuration), value(startTime));

/** The session that a row is in: rows that follow each other within the gap, which may be a column's. */
export const session_window = (timeColumn: ColumnOrName, gapDuration: string | Column): Column =>
  call("session_window", timeColumn, typeof gapDuration === "string" ? value(gapDuration) : gapDuration);

/** The last instant of a time window. */
export const window_time = (windowColumn: ColumnOrName): Column => call("window_time", windowColumn);
