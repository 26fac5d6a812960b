import type { LogicalPlan, SourceOptions } from "../plan/nodes/logical-plan.js";
import type { StructType } from "../types/index.js";
import type { ColumnBatch } from "../types/vector/index.js";
import type { ActionProgress } from "./action-progress.js";
import type { QueryEvent } from "./query-events.js";
import type { QueryMonitor } from "./query-monitor.js";
import type { QueryProgress, QueryStatus } from "./query-progress.js";
import type { RemoteSession } from "./remote-session.js";
import type { OutputMode, SaveMode, SinkProvider } from "./sink.js";

/** When micro-batches start. */
export type TriggerSpec =
  | { readonly kind: "processingTime"; readonly intervalMs: number }
  | { readonly kind: "once" }
  | { readonly kind: "availableNow" }
  /** Rows go through as they come; what was done is committed this often. */
  | { readonly kind: "continuous"; readonly intervalMs: number };

/** What `df.writeStream…start()` asks for. */
export interface StreamingWrite {
  /** Analyzed. */
  readonly plan: LogicalPlan;
  readonly format: string;
  readonly options: Readonly<Record<string, string>>;
  readonly outputMode: OutputMode;
  readonly trigger: TriggerSpec;
  readonly queryName: string | null;
  readonly partitionBy: readonly string[];
  /** A table in the place of a path, on a server that keeps tables. */
  readonly table?: string;
  /** In place of the one that `format` names: a sink made of the session's own objects. */
  readonly sink?: SinkProvider;
}

/** What `df.write…save()` asks for. */
export interface BatchWrite {
  /** Analyzed. */
  readonly plan: LogicalPlan;
  readonly format: string;
  readonly options: Readonly<Record<string, string>>;
  readonly mode: SaveMode;
  readonly partitionBy: readonly string[];
  /** A table in the place of files, on a server that keeps tables. */
  readonly table?: { readonly name: string; readonly method: "saveAsTable" | "insertInto" };
}

/** A started query. */
export interface QueryHandle {
  readonly id: string;
  readonly runId: string;
  readonly name: string | null;
  readonly isActive: boolean;
  readonly status: QueryStatus;
  /** The newest last; at most `spark.sql.streaming.numRecentProgressUpdates`. */
  readonly recentProgress: readonly QueryProgress[];
  /** Why it ended, when it failed. */
  readonly exception: Error | null;
  /** Resolves when the query has ended and its resources are free. */
  stop(): Promise<void>;
  /** Resolves true when it has ended, false after the time-out; rejects with its exception when it failed. */
  awaitTermination(timeoutMs?: number): Promise<boolean>;
  /** Resolves when all data available at the call has been processed and committed. */
  processAllAvailable(): Promise<void>;
  /** The plan of the newest micro-batch; `extended`: before it was analyzed and optimized, too. */
  explain(extended: boolean): string;
}

/** Where plans run: the embedded engine, or a cluster. */
export interface Backend extends QueryMonitor {
  /** The session on a server, where plans run on one. */
  readonly remote?: RemoteSession;
  /**
   * The schema of a data source with these options.
   * @throws AnalysisException DATA_SOURCE_NOT_FOUND, or what the source finds wrong with its options
   */
  relationSchema(source: SourceOptions, userSchema: StructType | undefined, isStreaming: boolean): StructType;
  /** The rows of an analyzed batch plan; stops early when the consumer does. */
  execute(plan: LogicalPlan, signal?: AbortSignal): AsyncIterable<ColumnBatch>;
  /** Writes the rows of an analyzed batch plan. @throws AnalysisException DATA_SOURCE_NOT_FOUND, or what the sink finds wrong */
  write(write: BatchWrite, signal?: AbortSignal): Promise<void>;
  /** The actions that run now, the oldest first; a backend that cannot know has none. */
  actions?(): readonly ActionProgress[];
  startQuery(write: StreamingWrite): QueryHandle;
  activeQueries(): readonly QueryHandle[];
  /** Calls the listener with what happens to queries. @returns ends it */
  onQueryEvent(listener: (event: QueryEvent) => void): () => void;
  /** Forgets the queries that have ended; failed ones leave the display. */
  resetTerminated(): void;
  /** Ends every query and frees what the backend holds. */
  close(): Promise<void>;
}
