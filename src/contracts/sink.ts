import type { OutputColumn } from "../plan/nodes/logical-plan.js";
import type { ColumnBatch } from "../types/vector/index.js";
import type { FormatOption } from "./format-option.js";

export type OutputMode = "append" | "update" | "complete";

/** What a sink is told of the query that writes to it. */
export interface SinkContext {
  readonly queryId: string;
  readonly runId: string;
  readonly timeZone: string;
  readonly outputMode: OutputMode;
  readonly columns: readonly OutputColumn[];
  readonly partitionBy: readonly string[];
  /** Aborted when the query is to end. */
  readonly signal: AbortSignal;
}

export interface SinkProvider {
  readonly format: string;
  /** The options it takes, for whoever offers them. */
  readonly options?: readonly FormatOption[];
  readonly outputModes: readonly OutputMode[];
  /** Whether what was written outlives the query, so that it must have a checkpoint of its own. */
  readonly isDurable?: boolean;
  /** Whether a query in this mode can go on from a checkpoint; by default it can. */
  recovers?(mode: OutputMode): boolean;
  /** @throws SparkError when an option or the columns are wrong */
  stream(options: Readonly<Record<string, string>>, context: SinkContext): StreamSink;
}

export type SaveMode = "append" | "overwrite" | "ignore" | "error";

/** Where a bounded table goes. */
export interface BatchTarget {
  readonly options: Readonly<Record<string, string>>;
  readonly mode: SaveMode;
  readonly partitionBy: readonly string[];
  readonly columns: readonly OutputColumn[];
  readonly timeZone: string;
}

/** A format that bounded tables are written in. */
export interface BatchSink {
  readonly format: string;
  /** The options it takes, for whoever offers them. */
  readonly options?: readonly FormatOption[];
  /** @throws SparkError when the target cannot be; then nothing of it is left */
  write(target: BatchTarget, rows: AsyncIterable<ColumnBatch>): Promise<void>;
}

export interface StreamSink {
  readonly description: string;
  /**
   * Takes a whole micro-batch, each row of it: operators that keep state learn of it by that; when it returns, the batch may be
   * committed. After a failure the same batch comes again.
   * @returns rows written, -1 where it does not count
   */
  addBatch(
    batchId: number,
    columns: readonly OutputColumn[],
    rows: AsyncIterable<ColumnBatch>,
  ): Promise<number>;
  /** Frees what it holds. */
  stop?(): Promise<void>;
}
