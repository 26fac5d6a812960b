import type { StructType, Value } from "../types/index.js";

/**
 * What a streaming query tells of itself, with the field names of Spark's
 * `StreamingQueryProgress` and `StreamingQueryStatus` JSON
 * (https://spark.apache.org/docs/latest/streaming/apis-on-dataframes-and-datasets.html#monitoring-streaming-queries).
 */
export interface QueryProgress {
  readonly id: string;
  readonly runId: string;
  readonly name: string | null;
  /** Start of the trigger, ISO 8601 in UTC with milliseconds. */
  readonly timestamp: string;
  readonly batchId: number;
  /** Milliseconds the whole trigger took. */
  readonly batchDuration: number;
  readonly numInputRows: number;
  readonly inputRowsPerSecond: number;
  readonly processedRowsPerSecond: number;
  /** Milliseconds by phase: `addBatch`, `getBatch`, `latestOffset`, `queryPlanning`, `triggerExecution`, `walCommit`, `commitOffsets`. */
  readonly durationMs: Readonly<Record<string, number>>;
  /** `watermark`, and of the batch's event times `min`, `max`, `avg`: ISO 8601. Empty without `withWatermark`. */
  readonly eventTime: Readonly<Record<string, string>>;
  readonly stateOperators: readonly StateOperatorProgress[];
  readonly sources: readonly SourceProgress[];
  readonly sink: SinkProgress;
  /** What each `df.observe` found in the batch, by its name. */
  readonly observedMetrics: Readonly<Record<string, ObservedRow>>;
}

export interface ObservedRow {
  readonly schema: StructType;
  readonly values: readonly Value[];
}

export interface SourceProgress {
  readonly description: string;
  /** Offsets as the source writes them: parsed JSON, null before the first batch. */
  readonly startOffset: unknown;
  readonly endOffset: unknown;
  readonly latestOffset: unknown;
  readonly numInputRows: number;
  readonly inputRowsPerSecond: number;
  readonly processedRowsPerSecond: number;
  readonly metrics?: Readonly<Record<string, string>>;
}

export interface SinkProgress {
  readonly description: string;
  /** -1 where the sink does not count. */
  readonly numOutputRows: number;
}

export interface StateOperatorProgress {
  readonly operatorName: string;
  /** Keys held after the batch. */
  readonly numRowsTotal: number;
  readonly numRowsUpdated: number;
  readonly allUpdatesTimeMs: number;
  readonly numRowsRemoved: number;
  readonly allRemovalsTimeMs: number;
  readonly commitTimeMs: number;
  readonly memoryUsedBytes: number;
  /** Rows that came later than the watermark. */
  readonly numRowsDroppedByWatermark: number;
  /** One: state is not partitioned here. */
  readonly numShufflePartitions: number;
  readonly numStateStoreInstances: number;
}

export interface QueryStatus {
  readonly message: string;
  readonly isDataAvailable: boolean;
  readonly isTriggerActive: boolean;
}
