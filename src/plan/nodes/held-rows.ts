import type { ColumnBatch } from "../../types/vector/index.js";

/** Rows held in this process, which no option can name: a memory sink's table, what a `foreachBatch` is given. */
export interface HeldRows {
  /** Such as `MemoryStream[k#1,v#2]`. */
  readonly label: string;
  batches(): Iterable<ColumnBatch>;
}

/** Rows to which more come while they are read: a memory stream's. */
export interface HeldStream extends HeldRows {
  /** How many additions there were. */
  readonly additions: number;
  /** What the additions `from` up to but not including `to` brought. */
  between(from: number, to: number): Iterable<ColumnBatch>;
  onAddition(listener: () => void): void;
}
