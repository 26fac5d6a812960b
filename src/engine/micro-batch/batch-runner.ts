import type { StreamingWrite } from "../../contracts/backend.js";
import type { ObservedRow } from "../../contracts/query-progress.js";
import type { StreamSink } from "../../contracts/sink.js";
import type { MicroBatchStream, Offset } from "../../contracts/source.js";
import { outputOf } from "../../plan/nodes/inspect.js";
import type { Relation } from "../../plan/nodes/logical-plan.js";
import type { ColumnBatch } from "../../types/vector/index.js";
import type { Clock } from "../../util/clock.js";
import { SparkError } from "../../util/errors.js";
import type { Checkpoint, OffsetEntry, Recovered } from "../checkpoint/checkpoint.js";
import { follow } from "../continuous/follow.js";
import type { KernelContext } from "../kernels/kernel.js";
import { compilePlan, type Executable } from "../operators/execute.js";
import { StatefulQuery } from "../streaming/stateful-query.js";
import { type WatermarkPolicy, WatermarkTracker } from "../streaming/watermark-tracker.js";
import { counted, untilAborted } from "./passing-rows.js";
import type { BatchFigures, ProgressTracker } from "./progress-tracker.js";
import { msUntilNextTrigger } from "./trigger-clock.js";
import type { WakeUp } from "./wake-up.js";

export interface StreamLeaf {
  readonly relation: Relation;
  readonly stream: MicroBatchStream;
}

export interface BatchSettings {
  readonly clock: Clock;
  readonly kernel: KernelContext;
  readonly pollingDelayMs: number;
  readonly batchesToRetain: number;
  /** Written into the offset log, as Spark does with the settings that a restart must keep. */
  readonly recordedConf: Readonly<Record<string, string>>;
  readonly watermarkPolicy: WatermarkPolicy;
  /** Whether the watermark's moving alone may make a batch. */
  readonly noDataBatches: boolean;
  /** All rows of a bounded table that the query also reads. */
  readonly scan: (
    relation: Relation,
    wanted: ReadonlySet<string>,
    signal: AbortSignal,
  ) => AsyncIterable<ColumnBatch>;
}

/** What a runner works with, and whom it tells. */
export interface Runtime {
  readonly progress: ProgressTracker;
  readonly wakeUp: WakeUp;
  readonly signal: AbortSignal;
  readonly onStatus: (message: string, isDataAvailable: boolean) => void;
  readonly onBatch: (figures: Omit<BatchFigures, "id" | "runId" | "name">) => void;
}

/**
 * Runs a query's micro-batches: each has its offsets written before it runs, and its state and itself committed after, so that a
 * restart repeats just the batch that was open.
 */
export class BatchRunner {
  /** Whether a batch has run: only then can one without data be due. */
  hasRun = false;
  private readonly executable: Executable;
  private readonly stateful: StatefulQuery;
  private readonly watermark: WatermarkTracker;
  private batchId: number;
  /** What the open batch reads: found at a restart, or written by a try that did not end. */
  private begun: OffsetEntry | null;
  private committed: readonly (Offset | null)[];
  /** What the batch before ran with. */
  private previousWatermarkMs: number;
  /** What each `df.observe` has found in the batch. */
  private observed: Record<string, ObservedRow> = {};

  constructor(
    private readonly write: StreamingWrite,
    private readonly leaves: readonly StreamLeaf[],
    private readonly sink: StreamSink,
    private readonly checkpoint: Checkpoint,
    private readonly settings: BatchSettings,
    private readonly runtime: Runtime,
  ) {
    const recovered = checkpoint.recover();
    checkSources(recovered, leaves.length);
    this.batchId = recovered.batchId;
    this.begun = recovered.begun;
    this.committed = recovered.committed?.offsets ?? leaves.map(() => null);
    this.previousWatermarkMs = recovered.committed?.batchWatermarkMs ?? 0;
    this.watermark = new WatermarkTracker(settings.watermarkPolicy, recovered.watermarkMs);
    this.stateful = new StatefulQuery(write.outputMode, checkpoint.statePath);
    const now = () => BigInt(this.begun?.batchTimestampMs ?? settings.clock.now()) * 1000n;
    const observed: KernelContext["observed"] = (name, schema, values) => {
      this.observed[name] = { schema, values };
    };
    this.executable = compilePlan(write.plan, { ...settings.kernel, now, observed }, this.stateful);
  }

  /** Whether a batch was open when the query last ended, or its last try did not end. */
  get isOpen(): boolean {
    return this.begun !== null;
  }

  /** When an operator next has something to do by the clock, milliseconds since 1970; infinite when none has. */
  get nextTimerMs(): number {
    return this.stateful.nextTimerMs() ?? Number.POSITIVE_INFINITY;
  }

  close(): void {
    this.stateful.close();
  }

  /** One trigger: a batch if there is something to read. @returns whether a batch ran */
  async trigger(fresh: boolean): Promise<boolean> {
    const { progress, onStatus } = this.runtime;
    progress.startTrigger();
    const end = this.begun?.offsets ?? (await this.nextOffsets(fresh));
    const start = await this.startOffsets();
    // A source that has an offset at all differs from none: so the very first batch runs even when it is empty.
    const isNew = this.begun !== null || end.some((offset, i) => offset !== this.committed[i]);
    if (!isNew && !this.isBatchDue()) return false;
    onStatus(isNew ? "Processing new data" : "No new data but cleaning up state", isNew);
    if (this.begun === null) {
      const { triggerStart: batchTimestampMs } = progress;
      const entry = { batchTimestampMs, batchWatermarkMs: this.watermark.currentMs, offsets: end };
      await progress.time("walCommit", () =>
        this.checkpoint.writeOffsets(this.batchId, entry, this.settings.recordedConf),
      );
      // From here on the batch is these offsets, also when it has to be tried again.
      this.begun = entry;
    }
    await this.run(this.begun, start, end, i => this.readLeaf(i, start[i]!, end[i] ?? null));
    return true;
  }

  /**
   * An epoch of continuous processing. Its offsets are known, and written, when it has ended: what a kill breaks off is repeated
   * from the epoch's start.
   */
  async epoch(intervalMs: number): Promise<void> {
    const { settings } = this;
    const { progress, wakeUp, signal, onStatus } = this.runtime;
    progress.startTrigger();
    onStatus("Processing new data", true);
    const start = await this.startOffsets();
    const end = [...start];
    const { triggerStart } = progress;
    const course = {
      until: triggerStart + msUntilNextTrigger(triggerStart, triggerStart, Math.max(1, intervalMs)),
      wakeUp,
      clock: settings.clock,
      pollingDelayMs: settings.pollingDelayMs,
      signal,
    };
    const times = { batchTimestampMs: triggerStart, batchWatermarkMs: 0 };
    await this.run(
      times,
      start,
      end,
      leaf =>
        follow(this.leaves[leaf]!.stream, {
          ...course,
          from: start[leaf]!,
          reached: offset => {
            end[leaf] = offset;
          },
        }),
      () => this.checkpoint.writeOffsets(this.batchId, { ...times, offsets: end }, settings.recordedConf),
    );
  }

  /**
   * Runs a batch and commits it.
   * @param end where its sources are when it has ended
   * @param seal called when all rows are written, before the commit
   */
  private async run(
    { batchTimestampMs, batchWatermarkMs }: Omit<OffsetEntry, "offsets">,
    start: readonly Offset[],
    end: readonly (Offset | null)[],
    rowsOf: (leaf: number) => AsyncIterable<ColumnBatch>,
    seal: () => void = () => {},
  ): Promise<void> {
    const { progress, signal, onBatch } = this.runtime;
    this.stateful.begin(this.batchId, {
      previousMs: this.previousWatermarkMs,
      currentMs: batchWatermarkMs,
      batchMs: batchTimestampMs,
    });
    this.observed = {};
    const counts = this.leaves.map(() => 0);
    const rows = this.executable((relation, wanted) => {
      if (!relation.isStreaming) return this.settings.scan(relation, wanted, signal);
      const leaf = this.leaves.findIndex(each => each.relation === relation);
      return counted(rowsOf(leaf), rows => {
        counts[leaf] = counts[leaf]! + rows;
      });
    });
    const numOutputRows = await progress.time("addBatch", () =>
      this.sink.addBatch(this.batchId, outputOf(this.write.plan), untilAborted(rows, signal)),
    );
    seal();
    this.watermark.update(this.stateful.seen);
    await progress.time("commitOffsets", () => {
      this.stateful.commit(this.batchId);
      this.checkpoint.commit(this.batchId, this.watermark.currentMs);
    });
    this.checkpoint.retain(this.settings.batchesToRetain);
    onBatch({
      batchId: this.batchId,
      sources: this.sources(start, end, counts),
      sinkDescription: this.sink.description,
      numOutputRows,
      stateOperators: this.stateful.progress(),
      eventTime: this.stateful.eventTime(batchWatermarkMs),
      observedMetrics: this.observed,
    });
    this.leaves.forEach(({ stream }, i) => {
      if (end[i]) stream.commit(end[i]);
    });
    this.committed = end;
    this.previousWatermarkMs = batchWatermarkMs;
    this.hasRun = true;
    this.begun = null;
    this.batchId++;
  }

  /** Whether the watermark has moved so far that a batch without data has work to do. */
  private isBatchDue(): boolean {
    const { clock, noDataBatches } = this.settings;
    return this.hasRun && noDataBatches && this.stateful.needsBatch(this.watermark.currentMs, clock.now());
  }

  private async startOffsets(): Promise<Offset[]> {
    return Promise.all(this.leaves.map(({ stream }, i) => this.committed[i] ?? stream.initialOffset()));
  }

  private async nextOffsets(fresh: boolean): Promise<(Offset | null)[]> {
    const start = await this.startOffsets();
    return this.runtime.progress.time("latestOffset", () =>
      Promise.all(this.leaves.map(({ stream }, i) => stream.latestOffset(start[i]!, fresh))),
    );
  }

  private async *readLeaf(leaf: number, start: Offset, end: Offset | null): AsyncIterable<ColumnBatch> {
    if (end) yield* this.leaves[leaf]!.stream.read(start, end, this.runtime.signal);
  }

  private sources(
    start: readonly Offset[],
    end: readonly (Offset | null)[],
    counts: readonly number[],
  ): BatchFigures["sources"] {
    const parse = (offset: Offset | null | undefined): unknown => (offset ? JSON.parse(offset) : null);
    return this.leaves.map(({ stream }, i) => ({
      description: stream.description,
      startOffset: this.committed[i] === null ? null : parse(start[i]),
      endOffset: parse(end[i]),
      latestOffset: parse(stream.newestOffset()),
      numInputRows: counts[i]!,
      metrics: end[i] ? stream.metrics(end[i]) : {},
    }));
  }
}

/** @throws SparkError when the query had another number of sources, in Spark's words */
function checkSources({ begun, committed }: Recovered, now: number): void {
  const before = (begun ?? committed)?.offsets.length ?? now;
  if (before !== now)
    throw new SparkError(
      null,
      `There are [${before}] sources in the checkpoint offsets and now there are [${now}] sources requested by the query. Cannot continue.`,
    );
}
