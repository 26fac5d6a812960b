import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { ActionProgress, ScanProgress } from "../contracts/action-progress.js";
import type { Backend, BatchWrite, QueryHandle, StreamingWrite } from "../contracts/backend.js";
import type { ConsoleBatch, ConsoleOutput } from "../contracts/console-batch.js";
import type { Notices } from "../contracts/notices.js";
import type { QueryEvent } from "../contracts/query-events.js";
import type { QueryView } from "../contracts/query-monitor.js";
import type { BatchSink, SinkProvider } from "../contracts/sink.js";
import type { SourceProvider } from "../contracts/source.js";
import { leafCount, outputOf, relationsOf, schemaOf } from "../plan/nodes/inspect.js";
import type { LogicalPlan, Relation, SourceOptions } from "../plan/nodes/logical-plan.js";
import type { StructType } from "../types/index.js";
import type { ColumnBatch } from "../types/vector/index.js";
import { type Clock, systemClock } from "../util/clock.js";
import type { Conf } from "../util/conf.js";
import { AnalysisException, messageOf, SparkError } from "../util/errors.js";
import { nearest } from "../util/nearest.js";
import { OptionMap } from "../util/options.js";
import { queryLabel } from "../util/query-label.js";
import { Checkpoint } from "./checkpoint/checkpoint.js";
import type { KernelContext } from "./kernels/kernel.js";
import { MicroBatchExecution } from "./micro-batch/micro-batch-execution.js";
import { compilePlan } from "./operators/execute.js";
import { Pace } from "./pace.js";
import { checkStreaming } from "./unsupported-operations.js";

const CHECKS_CORRECTNESS = "spark.sql.streaming.statefulOperator.checkCorrectness.enabled";

/** Ended queries stay listed for a display until this many newer ones came. */
const ENDED_KEPT = 10;

export interface EmbeddedBackendOptions {
  readonly conf: Conf;
  readonly sources: readonly SourceProvider[];
  readonly sinks: readonly SinkProvider[];
  readonly batchSinks: readonly BatchSink[];
  readonly notices: Notices;
  readonly clock?: Clock;
}

/** The engine in this process: plans run over columnar batches, streams in micro-batches. */
export class EmbeddedBackend implements Backend, ConsoleOutput {
  private executions: MicroBatchExecution[] = [];
  private readonly batches = new Map<string, ConsoleBatch>();
  private readonly listeners = new Set<() => void>();
  private readonly running = new Set<Pace>();
  private readonly eventListeners = new Set<(event: QueryEvent) => void>();

  constructor(private readonly options: EmbeddedBackendOptions) {}

  relationSchema(
    source: SourceOptions,
    userSchema: StructType | undefined,
    isStreaming: boolean,
  ): StructType {
    return this.sourceOf(source.format).schema(source, userSchema, isStreaming);
  }

  execute(plan: LogicalPlan, signal: AbortSignal = new AbortController().signal): AsyncIterable<ColumnBatch> {
    const pace = new Pace(leafCount(plan), signal);
    const rows = compilePlan(plan, { ...this.kernelContext(), pace })((relation, wanted) =>
      pace.through(this.scan(relation, wanted, signal, pace.scan())),
    );
    return this.whileRunning(pace, rows);
  }

  actions(): readonly ActionProgress[] {
    return [...this.running];
  }

  private async *whileRunning(
    pace: Pace,
    rows: AsyncIterable<ColumnBatch>,
  ): AsyncGenerator<ColumnBatch, void> {
    this.running.add(pace);
    try {
      yield* rows;
    } finally {
      this.running.delete(pace);
    }
  }

  private scan(
    relation: Relation,
    wanted: ReadonlySet<string>,
    signal: AbortSignal,
    progress?: ScanProgress,
  ): AsyncIterable<ColumnBatch> {
    const source = this.sourceOf(relation.source.format);
    return source.scan(relation.source, schemaOf(relation), wanted, signal, progress);
  }

  async write(write: BatchWrite, signal?: AbortSignal): Promise<void> {
    const { batchSinks, conf } = this.options;
    const sink = batchSinks.find(each => each.format === write.format.toLowerCase());
    if (!sink) throw dataSourceNotFound(write.format, batchSinks);
    const columns = outputOf(write.plan).map(({ name, type }) => ({ name, type }));
    await sink.write({ ...write, columns, timeZone: conf.timeZone }, this.execute(write.plan, signal));
  }

  private kernelContext(): KernelContext {
    const { conf, clock = systemClock } = this.options;
    const now = BigInt(clock.now()) * 1000n;
    return { timeZone: conf.timeZone, ansi: conf.isAnsi, now: () => now };
  }

  startQuery(write: StreamingWrite): QueryHandle {
    checkStreaming(write, this.options.conf.get(CHECKS_CORRECTNESS) !== "false");
    this.refuseTakenName(write.queryName);
    const sink = this.sinkOf(write);
    const { conf } = this.options;
    const location = checkpointLocation(write, conf);
    if (location === null && sink.isDurable) throw missingCheckpoint();
    const checkpoint = new Checkpoint(location);
    if (sink.recovers?.(write.outputMode) === false) checkpoint.refuseRecovery();
    if (this.executions.some(query => query.isActive && query.id === checkpoint.queryId))
      throw new SparkError(
        null,
        `Cannot start query with id ${checkpoint.queryId} as another query with same id is already active. Perhaps you are attempting to restart a query from checkpoint that is already active; stop that one first.`,
      );
    checkpoint.lock();
    try {
      return this.run(write, sink, checkpoint);
    } catch (error) {
      checkpoint.release(false);
      throw error;
    }
  }

  private run(write: StreamingWrite, sink: SinkProvider, checkpoint: Checkpoint): MicroBatchExecution {
    const { conf, notices, clock = systemClock } = this.options;
    const execution = new MicroBatchExecution(
      write,
      [...new Set(relationsOf(write.plan))]
        .filter(relation => relation.isStreaming)
        .map((relation, i) => ({
          relation,
          stream: this.sourceOf(relation.source.format).stream(
            relation.source,
            schemaOf(relation),
            checkpoint.sourcePath(i),
          ),
        })),
      run =>
        sink.stream(write.options, {
          ...run,
          timeZone: conf.timeZone,
          outputMode: write.outputMode,
          columns: outputOf(write.plan),
          partitionBy: write.partitionBy,
        }),
      checkpoint,
      {
        clock,
        kernel: this.kernelContext(),
        pollingDelayMs: Number.parseInt(conf.get("spark.sql.streaming.pollingDelay"), 10),
        recentProgressCount: Number(conf.get("spark.sql.streaming.numRecentProgressUpdates")),
        batchesToRetain: Number(conf.get("spark.sql.streaming.minBatchesToRetain")),
        recordedConf: { "spark.sql.shuffle.partitions": conf.get("spark.sql.shuffle.partitions") },
        watermarkPolicy: conf.get("spark.sql.streaming.multipleWatermarkPolicy") === "max" ? "max" : "min",
        noDataBatches: conf.get("spark.sql.streaming.noDataMicroBatches.enabled") !== "false",
        scan: (relation, wanted, signal) => this.scan(relation, wanted, signal),
        idleEventMs: Number.parseInt(conf.get("spark.sql.streaming.noDataProgressEventInterval"), 10),
        onChange: this.changed,
        onEvent: this.happened,
        onWaiting: line => notices.warn(`query ${queryLabel(execution)} waits: ${line}`),
      },
    );
    this.executions = [...this.executions.filter(query => query.isActive || this.isRecent(query)), execution];
    this.changed();
    const { id, runId, name } = execution;
    this.happened({ kind: "started", id, runId, name, timestamp: new Date(clock.now()).toISOString() });
    return execution;
  }

  activeQueries(): readonly QueryHandle[] {
    return this.executions.filter(query => query.isActive);
  }

  resetTerminated(): void {
    for (const { isActive, runId } of this.executions) if (!isActive) this.batches.delete(runId);
    this.executions = this.executions.filter(query => query.isActive);
    this.changed();
  }

  queries(): readonly QueryView[] {
    return this.executions.map(query => {
      const progress = query.recentProgress.at(-1);
      const batch = this.batches.get(query.runId);
      return {
        id: query.id,
        runId: query.runId,
        name: query.name,
        state: query.isActive ? "active" : query.exception ? "failed" : "stopped",
        status: query.status,
        ...(query.exception ? { error: messageOf(query.exception.cause) } : {}),
        ...(query.triggerMs > 0 ? { triggerMs: query.triggerMs } : {}),
        ...(query.isActive && query.waitsFor ? { waitsFor: query.waitsFor } : {}),
        ...(progress ? { progress } : {}),
        ...(batch ? { batch } : {}),
      };
    });
  }

  subscribe(changed: () => void): () => void {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  }

  onQueryEvent(listener: (event: QueryEvent) => void): () => void {
    this.eventListeners.add(listener);
    return () => this.eventListeners.delete(listener);
  }

  /** Keeps a query's newest console batch for the display. */
  batch(batch: ConsoleBatch): void {
    const query = this.executions.find(({ runId }) => runId === batch.runId);
    this.batches.set(batch.runId, { ...batch, hasInput: query?.status.isDataAvailable ?? true });
    this.changed();
  }

  async close(): Promise<void> {
    await Promise.all(this.executions.map(query => query.stop()));
  }

  private readonly changed = (): void => {
    for (const listener of this.listeners) listener();
  };

  private readonly happened = (event: QueryEvent): void => {
    for (const listener of this.eventListeners) listener(event);
  };

  private isRecent(query: MicroBatchExecution): boolean {
    const ended = this.executions.filter(each => !each.isActive);
    const recent = ended.slice(-ENDED_KEPT).includes(query);
    if (!recent) this.batches.delete(query.runId);
    return recent;
  }

  private refuseTakenName(name: string | null): void {
    if (name !== null && this.activeQueries().some(query => query.name === name))
      throw new SparkError(
        null,
        `Cannot start query with name ${name} as a query with that name is already active in this SparkSession`,
      );
  }

  private sourceOf(format: string): SourceProvider {
    const found = this.options.sources.find(source => source.format === format.toLowerCase());
    if (!found) throw dataSourceNotFound(format, this.options.sources);
    return found;
  }

  private sinkOf({ format, outputMode, sink: given }: StreamingWrite): SinkProvider {
    const found = given ?? this.options.sinks.find(sink => sink.format === format.toLowerCase());
    if (!found) throw dataSourceNotFound(format, this.options.sinks);
    if (!found.outputModes.includes(outputMode))
      throw new AnalysisException(
        "STREAMING_OUTPUT_MODE.UNSUPPORTED_DATASOURCE",
        `Invalid streaming output mode: ${outputMode}. This output mode is not supported in Data Source ${format}.`,
        "42KDE",
      );
    return found;
  }
}

/** The query's own folder; one in the session's, by its name, where it names none. */
function checkpointLocation(write: StreamingWrite, conf: Conf): string | null {
  const given = new OptionMap(write.options).get("checkpointLocation");
  if (given !== undefined) return given;
  const all = conf.find("spark.sql.streaming.checkpointLocation");
  return all === undefined ? null : join(all, write.queryName ?? randomUUID());
}

function missingCheckpoint(): AnalysisException {
  return new AnalysisException(
    null,
    'checkpointLocation must be specified either through option("checkpointLocation", ...) or SparkSession.conf.set("spark.sql.streaming.checkpointLocation", ...).',
  );
}

function dataSourceNotFound(
  format: string,
  known: readonly { readonly format: string }[],
): AnalysisException {
  if (["orc", "avro"].includes(format.toLowerCase()))
    return new AnalysisException(
      null,
      `The format ${format} is not supported yet: name another by .format("parquet"), "json", "csv" or "text".`,
    );
  const best = nearest(
    format,
    known.map(each => each.format),
  );
  const error = new AnalysisException(
    "DATA_SOURCE_NOT_FOUND",
    `Failed to find the data source: ${format}. Make sure the provider name is correct and the package is properly registered and compatible with your Spark version.`,
    "42K02",
  );
  // Behind Spark's own words, which stay as they are.
  if (best) error.message += `. Did you mean ${best}?`;
  return error;
}
