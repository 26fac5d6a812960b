import { randomUUID } from "node:crypto";
import type { QueryHandle, StreamingWrite } from "../../contracts/backend.js";
import type { QueryEvent } from "../../contracts/query-events.js";
import type { ObservedRow, QueryProgress, QueryStatus } from "../../contracts/query-progress.js";
import type { SinkContext, StreamSink } from "../../contracts/sink.js";
import type { MicroBatchStream, Offset } from "../../contracts/source.js";
import { extendedPlanText, physicalPlanText } from "../../plan/explain.js";
import { outputOf } from "../../plan/nodes/inspect.js";
import type { Relation } from "../../plan/nodes/logical-plan.js";
import type { ColumnBatch } from "../../types/vector/index.js";
import type { Clock } from "../../util/clock.js";
import { messageOf, SparkError } from "../../util/errors.js";
import type { Checkpoint, OffsetEntry, Recovered } from "../checkpoint/checkpoint.js";
import { follow } from "../continuous/follow.js";
import type { KernelContext } from "../kernels/kernel.js";
import { compilePlan, type Executable } from "../operators/execute.js";
import { StatefulQuery } from "../streaming/stateful-query.js";
import { type WatermarkPolicy, WatermarkTracker } from "../streaming/watermark-tracker.js";
import { counted, untilAborted } from "./passing-rows.js";
import { ProgressTracker } from "./progress-tracker.js";
import { untilBack } from "./retry.js";
import { msUntilNextTrigger } from "./trigger-clock.js";
import { WakeUp } from "./wake-up.js";

/** A source that says when data arrives is asked this often all the same. */
const IDLE_RECHECK_MS = 1000;

export interface ExecutionSettings {
  readonly clock: Clock;
  readonly timeZone: string;
  readonly kernel: KernelContext;
  readonly pollingDelayMs: number;
  readonly recentProgressCount: number;
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
  /** A query without work tells so this often. */
  readonly idleEventMs: number;
  readonly onChange: () => void;
  readonly onEvent: (event: QueryEvent) => void;
  readonly onWaiting: (line: string) => void;
}

export interface StreamLeaf {
  readonly relation: Relation;
  readonly stream: MicroBatchStream;
}

/**
 * A streaming query: micro-batches one after the other, each with its offsets written before it runs and committed after,
 * so that a restart repeats just the batch that was open (Spark's `MicroBatchExecution`).
 */
export class MicroBatchExecution implements QueryHandle {
  readonly id: string;
  readonly runId = randomUUID();
  readonly name: string | null;
  exception: Error | null = null;
  isActive = true;
  status: QueryStatus = { message: "Initializing sources", isDataAvailable: false, isTriggerActive: false };
  recentProgress: readonly QueryProgress[] = [];
  /** Why it tries again, while it does. */
  waitsFor: string | null = null;

  private readonly stopping = new AbortController();
  private readonly ended: Promise<void>;
  private readonly executable: Executable;
  private readonly progress: ProgressTracker;
  private readonly sink: StreamSink;
  private batchId = 0;
  /** What the open batch reads: found at a restart, or written by a try that did not end. */
  private begun: OffsetEntry | null = null;
  private committed: readonly (Offset | null)[];
  private readonly stateful: StatefulQuery;
  private readonly watermark: WatermarkTracker;
  /** What the batch before ran with. */
  private previousWatermarkMs: number;
  /** Whether a batch has run: only then can one without data be due. */
  private hasRun = false;
  /** What each `df.observe` has found in the batch. */
  private observed: Record<string, ObservedRow> = {};
  /** When listeners last heard of it. */
  private toldAt = Number.NEGATIVE_INFINITY;
  private readonly wakeUp: WakeUp;
  /** Set by `processAllAvailable`: ask the sources themselves, then resolve once nothing new is there. */
  private drains: (() => void)[] = [];

  constructor(
    private readonly write: StreamingWrite,
    private readonly leaves: readonly StreamLeaf[],
    makeSink: (run: Pick<SinkContext, "queryId" | "runId" | "signal">) => StreamSink,
    private readonly checkpoint: Checkpoint,
    private readonly settings: ExecutionSettings,
  ) {
    this.id = checkpoint.queryId;
    this.name = write.queryName;
    this.sink = makeSink({ queryId: this.id, runId: this.runId, signal: this.stopping.signal });
    this.stateful = new StatefulQuery(write.outputMode, checkpoint.statePath);
    const now = () => BigInt(this.begun?.batchTimestampMs ?? settings.clock.now()) * 1000n;
    const observed: KernelContext["observed"] = (name, schema, values) => {
      this.observed[name] = { schema, values };
    };
    this.executable = compilePlan(write.plan, { ...settings.kernel, now, observed }, this.stateful);
    this.progress = new ProgressTracker(settings.clock);
    const recovered = checkpoint.recover();
    checkSources(recovered, leaves.length);
    this.batchId = recovered.batchId;
    this.begun = recovered.begun;
    this.committed = recovered.committed?.offsets ?? leaves.map(() => null);
    this.previousWatermarkMs = recovered.committed?.batchWatermarkMs ?? 0;
    this.watermark = new WatermarkTracker(settings.watermarkPolicy, recovered.watermarkMs);
    this.wakeUp = new WakeUp(settings.clock);
    // A trigger with an interval keeps to its interval, whatever arrives.
    const { trigger } = write;
    if (trigger.kind === "continuous" || (trigger.kind === "processingTime" && trigger.intervalMs === 0))
      for (const { stream } of leaves) stream.onData(this.wakeUp.notify);
    this.ended = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.wakeUp.notify();
    await this.ended;
  }

  async awaitTermination(timeoutMs?: number): Promise<boolean> {
    const timer = new AbortController();
    const timedOut =
      timeoutMs === undefined ? [] : [this.settings.clock.sleep(timeoutMs, timer.signal).then(() => false)];
    const finished = await Promise.race([this.ended.then(() => true), ...timedOut]);
    timer.abort();
    if (this.exception) throw this.exception;
    return finished;
  }

  async processAllAvailable(): Promise<void> {
    if (this.isActive)
      await Promise.race([
        new Promise<void>(resolve => {
          this.drains.push(resolve);
          this.wakeUp.notify();
        }),
        this.ended,
      ]);
    if (this.exception) throw this.exception;
  }

  explain(extended: boolean): string {
    if (!this.hasRun) return "No physical plan. Waiting for data.\n";
    const { plan } = this.write;
    return extended ? extendedPlanText(plan, plan) : physicalPlanText(plan);
  }

  private async run(): Promise<void> {
    try {
      const { trigger } = this.write;
      if (trigger.kind === "processingTime") await this.runTriggers(trigger.intervalMs);
      else if (trigger.kind === "continuous") await this.runEpochs(trigger.intervalMs);
      else await this.runAvailable();
    } catch (error) {
      if (!this.stopping.signal.aborted) this.fail(error);
    } finally {
      this.isActive = false;
      this.stateful.close();
      await Promise.allSettled([...this.leaves.map(({ stream }) => stream.stop()), this.sink.stop?.()]);
      this.checkpoint.release(this.exception !== null);
      if (!this.exception) this.setStatus("Stopped", false, false);
      this.settings.onChange();
      const { id, runId, exception } = this;
      this.settings.onEvent({ kind: "terminated", id, runId, exception });
    }
  }

  /** Once and AvailableNow: until nothing is left of what was there at the start. */
  private async runAvailable(): Promise<void> {
    const once = this.write.trigger.kind === "once";
    await this.retrying(() =>
      Promise.all(this.leaves.map(({ stream }) => stream.prepareForTriggerAvailableNow(once))),
    );
    while (!this.stopping.signal.aborted && (await this.retrying(() => this.trigger(false))) && !once);
  }

  private async runTriggers(intervalMs: number): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const drains = [...this.drains];
      const ran = await this.retrying(() => this.trigger(drains.length > 0));
      if (!ran) {
        this.drains = this.drains.filter(resolve => !drains.includes(resolve));
        for (const resolve of drains) resolve();
      }
      if (signal.aborted) return;
      if (this.drains.length > 0) continue;
      if (intervalMs > 0) {
        this.setStatus("Waiting for next trigger", ran, false);
        await this.wakeUp.wait(
          msUntilNextTrigger(this.settings.clock.now(), this.progress.triggerStart, intervalMs),
        );
      } else if (!ran) {
        this.setStatus("Waiting for data to arrive", false, false);
        const notified = this.leaves.every(({ stream }) => stream.notifies);
        const untilTimer =
          (this.stateful.nextTimerMs() ?? Number.POSITIVE_INFINITY) - this.settings.clock.now() + 1;
        await this.wakeUp.wait(
          Math.min(notified ? IDLE_RECHECK_MS : this.settings.pollingDelayMs, Math.max(1, untilTimer)),
        );
      }
    }
  }

  /** Continuous processing: one epoch after the other, all of them with rows as they come. */
  private async runEpochs(intervalMs: number): Promise<void> {
    const { signal } = this.stopping;
    if (this.begun) await this.retrying(() => this.trigger(false));
    while (!signal.aborted) {
      const drains = [...this.drains];
      await this.retrying(() => this.epoch(intervalMs));
      this.drains = this.drains.filter(resolve => !drains.includes(resolve));
      for (const resolve of drains) resolve();
    }
  }

  /** Its offsets are known, and written, when it has ended: what a kill breaks off is repeated from the epoch's start. */
  private async epoch(intervalMs: number): Promise<void> {
    const { progress, wakeUp, settings } = this;
    progress.startTrigger();
    this.setStatus("Processing new data", true, true);
    const start = await this.startOffsets();
    const end = [...start];
    const { triggerStart } = progress;
    const course = {
      until: triggerStart + msUntilNextTrigger(triggerStart, triggerStart, Math.max(1, intervalMs)),
      wakeUp,
      clock: settings.clock,
      pollingDelayMs: settings.pollingDelayMs,
      signal: this.stopping.signal,
    };
    const times = { batchTimestampMs: triggerStart, batchWatermarkMs: 0 };
    await this.runBatch(
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

  /** One trigger: a batch if there is something to read. @returns whether a batch ran */
  private async trigger(fresh: boolean): Promise<boolean> {
    const { progress } = this;
    progress.startTrigger();
    const end = this.begun?.offsets ?? (await this.nextOffsets(fresh));
    const start = await this.startOffsets();
    // A source that has an offset at all differs from none: so the very first batch runs even when it is empty.
    const isNew = this.begun !== null || end.some((offset, i) => offset !== this.committed[i]);
    if (!isNew && !this.isBatchDue()) {
      this.reportIdle();
      return false;
    }
    this.setStatus(isNew ? "Processing new data" : "No new data but cleaning up state", isNew, true);
    if (this.begun === null) {
      const { triggerStart: batchTimestampMs } = progress;
      const entry = { batchTimestampMs, batchWatermarkMs: this.watermark.currentMs, offsets: end };
      await progress.time("walCommit", () =>
        this.checkpoint.writeOffsets(this.batchId, entry, this.settings.recordedConf),
      );
      // From here on the batch is these offsets, also when it has to be tried again.
      this.begun = entry;
    }
    await this.runBatch(this.begun, start, end, i => this.readLeaf(i, start[i]!, end[i] ?? null));
    return true;
  }

  /**
   * Runs a batch and commits it.
   * @param end where its sources are when it has ended
   * @param seal called when all rows are written, before the commit
   */
  private async runBatch(
    { batchTimestampMs, batchWatermarkMs }: Omit<OffsetEntry, "offsets">,
    start: readonly Offset[],
    end: readonly (Offset | null)[],
    rowsOf: (leaf: number) => AsyncIterable<ColumnBatch>,
    seal: () => void = () => {},
  ): Promise<void> {
    const { progress } = this;
    const { signal } = this.stopping;
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
    const written = await progress.time("addBatch", () =>
      this.sink.addBatch(this.batchId, outputOf(this.write.plan), untilAborted(rows, signal)),
    );
    seal();
    this.watermark.update(this.stateful.seen);
    await progress.time("commitOffsets", () => {
      this.stateful.commit(this.batchId);
      this.checkpoint.commit(this.batchId, this.watermark.currentMs);
    });
    this.checkpoint.retain(this.settings.batchesToRetain);
    this.report(start, end, counts, written, batchWatermarkMs);
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
    return (
      this.hasRun &&
      this.settings.noDataBatches &&
      this.stateful.needsBatch(this.watermark.currentMs, this.settings.clock.now())
    );
  }

  private async startOffsets(): Promise<Offset[]> {
    return Promise.all(this.leaves.map(({ stream }, i) => this.committed[i] ?? stream.initialOffset()));
  }

  private async nextOffsets(fresh: boolean): Promise<(Offset | null)[]> {
    const start = await this.startOffsets();
    return this.progress.time("latestOffset", () =>
      Promise.all(this.leaves.map(({ stream }, i) => stream.latestOffset(start[i]!, fresh))),
    );
  }

  private async *readLeaf(leaf: number, start: Offset, end: Offset | null): AsyncIterable<ColumnBatch> {
    if (end) yield* this.leaves[leaf]!.stream.read(start, end, this.stopping.signal);
  }

  private report(
    start: readonly Offset[],
    end: readonly (Offset | null)[],
    counts: number[],
    numOutputRows: number,
    watermarkMs: number,
  ): void {
    const parse = (offset: Offset | null | undefined): unknown => (offset ? JSON.parse(offset) : null);
    const report = this.progress.finishBatch({
      id: this.id,
      runId: this.runId,
      name: this.name,
      batchId: this.batchId,
      sources: this.leaves.map(({ stream }, i) => ({
        description: stream.description,
        startOffset: this.committed[i] === null ? null : parse(start[i]),
        endOffset: parse(end[i]),
        latestOffset: parse(stream.newestOffset()),
        numInputRows: counts[i]!,
        metrics: end[i] ? stream.metrics(end[i]) : {},
      })),
      sinkDescription: this.sink.description,
      numOutputRows,
      stateOperators: this.stateful.progress(),
      eventTime: this.stateful.eventTime(watermarkMs),
      observedMetrics: this.observed,
    });
    this.recentProgress = [...this.recentProgress, report].slice(-this.settings.recentProgressCount);
    this.toldAt = this.settings.clock.now();
    this.settings.onEvent({ kind: "progress", progress: report });
  }

  private reportIdle(): void {
    const now = this.settings.clock.now();
    if (now - this.toldAt < this.settings.idleEventMs) return;
    this.toldAt = now;
    const { id, runId } = this;
    this.settings.onEvent({ kind: "idle", id, runId, timestamp: new Date(now).toISOString() });
  }

  /** A source whose server is away is asked again until it is back; the query tells what it waits for. */
  private async retrying<T>(work: () => Promise<T>): Promise<T> {
    const result = await untilBack(work, this.settings.clock, this.stopping.signal, (error, tries) => {
      if (tries === 1) this.settings.onWaiting(error.message);
      this.waitsFor = error.message;
      this.setStatus(`Waiting to try again: ${error.message}`, false, false);
    });
    this.waitsFor = null;
    return result;
  }

  private setStatus(message: string, isDataAvailable: boolean, isTriggerActive: boolean): void {
    this.status = { message, isDataAvailable, isTriggerActive };
    this.settings.onChange();
  }

  private fail(error: unknown): void {
    this.exception = new SparkError(
      "STREAM_FAILED",
      `Query [id = ${this.id}, runId = ${this.runId}] terminated with exception: ${messageOf(error)}`,
      "XXKST",
      { cause: error },
    );
    this.setStatus(`Terminated with exception: ${messageOf(error)}`, false, false);
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
