import type { SourceOptions } from "../plan/nodes/logical-plan.js";
import type { StructType } from "../types/index.js";
import type { ColumnBatch } from "../types/vector/index.js";
import type { ScanProgress } from "./action-progress.js";
import type { FormatOption } from "./format-option.js";

/** A place in a source, as the offset log stores it: one line of JSON. */
export type Offset = string;

/** A data source format. Making one touches nothing outside; options are checked when the schema is asked for. */
export interface SourceProvider {
  readonly format: string;
  /** Whether it is a stream alone. */
  readonly isStreamOnly?: boolean;
  /** The options it takes, for whoever offers them. */
  readonly options?: readonly FormatOption[];
  /**
   * The schema of what `load()` reads.
   * @throws SparkError in Spark's words for missing or contradicting options
   */
  schema(source: SourceOptions, userSchema: StructType | undefined, isStreaming: boolean): StructType;
  /** Everything there is, once; NULL may stand in columns that are not `wanted`. */
  scan(
    source: SourceOptions,
    schema: StructType,
    wanted: ReadonlySet<string>,
    signal: AbortSignal,
    progress?: ScanProgress,
  ): AsyncIterable<ColumnBatch>;
  /** @param metadataPath the query's folder for this source, `sources/N` of the checkpoint */
  stream(source: SourceOptions, schema: StructType, metadataPath: string): MicroBatchStream;
}

/** A stream of micro-batches: Spark's interface of the same name (org.apache.spark.sql.connector.read.streaming). */
export interface MicroBatchStream {
  /** Such as `KafkaV2[Subscribe[twitter]]`. */
  readonly description: string;
  /** Where the first batch starts; the same after a restart. */
  initialOffset(): Promise<Offset>;
  /** Where a batch that starts at `start` ends now, within the read limits of the options; `fresh`: asked of the server, not of what it last said; null before there was anything. */
  latestOffset(start: Offset, fresh: boolean): Promise<Offset | null>;
  /** Where the source ends now, limits aside; for progress reports. */
  newestOffset(): Offset | null;
  /** Fixes the end of what AvailableNow and Once read; Once reads it in one batch, whatever the read limits. */
  prepareForTriggerAvailableNow(ignoreLimits: boolean): Promise<void>;
  /** The rows of `[start, end)`. */
  read(start: Offset, end: Offset, signal: AbortSignal): AsyncIterable<ColumnBatch>;
  /** Up to here a restart never asks again. */
  commit(end: Offset): void;
  /** Spark's source metrics of a batch that ended at `end`. */
  metrics(end: Offset): Readonly<Record<string, string>>;
  /** Whether `onData` tells of all new data, so that a default trigger need not poll. */
  readonly notifies: boolean;
  onData(listener: () => void): void;
  stop(): Promise<void>;
}
