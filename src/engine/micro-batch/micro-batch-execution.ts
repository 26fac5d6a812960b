import { randomUUID } from "node:crypto";
import type { QueryHandle, StreamingWrite } from "../../contracts/backend.js";
import type { QueryEvent } from "../../contracts/query-events.js";
import type { QueryProgress, QueryStatus } from "../../contracts/query-progress.js";
import type { SinkContext, StreamSink } from "../../contracts/sink.js";
import { extendedPlanText, physicalPlanText } from "../../plan/explain.js";
import { messageOf, SparkError } from "../../util/errors.js";
import type { Checkpoint } from "../checkpoint/checkpoint.js";
import { BatchRunner, type BatchSettings, type StreamLeaf } from "./batch-runner.js";
import { type BatchFigures, ProgressTracker } from "./progress-tracker.js";
import { untilBack } from "./retry.js";
import { msUntilNextTrigger } from "./trigger-clock.js";
import { WakeUp } from "./wake-up.js";

/** A source that says when data arrives is asked this often all the same. */
const IDLE_RECHECK_MS = 1000;

interface ExecutionSettings extends BatchSettings {
  readonly recentProgressCount: number;
  /** A query without work tells so this often. */
  readonly idleEventMs: number;
  readonly onChange: () => void;
  readonly onEvent: (event: QueryEvent) => void;
  readonly onWaiting: (line: string) => void;
}

/** A streaming query from its start to its end: when its micro-batches run, and what it tells of itself (Spark's `MicroBatchExecution`). */
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
  private readonly progress: ProgressTracker;
  private readonly runner: BatchRunner;
  private readonly sink: StreamSink;
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
    this.progress = new ProgressTracker(settings.clock);
    this.wakeUp = new WakeUp(settings.clock);
    this.runner = new BatchRunner(write, leaves, this.sink, checkpoint, settings, {
      progress: this.progress,
      wakeUp: this.wakeUp,
      signal: this.stopping.signal,
      onStatus: (message, isDataAvailable) => this.setStatus(message, isDataAvailable, true),
      onBatch: figures => this.report(figures),
    });
    // A trigger with an interval keeps to its interval, whatever arrives.
    const { trigger } = write;
    if (trigger.kind === "continuous" || (trigger.kind === "processingTime" && trigger.intervalMs === 0))
      for (const { stream } of leaves) stream.onData(this.wakeUp.notify);
    this.ended = this.run();
  }

  /** Milliseconds between its triggers; 0 where there is no interval. */
  get triggerMs(): number {
    const { trigger } = this.write;
    return "intervalMs" in trigger ? trigger.intervalMs : 0;
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
    if (!this.runner.hasRun) return "No physical plan. Waiting for data.\n";
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
      this.runner.close();
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
    while (!this.stopping.signal.aborted && (await this.retrying(() => this.runner.trigger(false))) && !once);
  }

  private async runTriggers(intervalMs: number): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const drains = [...this.drains];
      const ran = await this.retrying(() => this.runner.trigger(drains.length > 0));
      if (!ran) {
        this.reportIdle();
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
        const untilTimer = this.runner.nextTimerMs - this.settings.clock.now() + 1;
        await this.wakeUp.wait(
          Math.min(notified ? IDLE_RECHECK_MS : this.settings.pollingDelayMs, Math.max(1, untilTimer)),
        );
      }
    }
  }

  /** Continuous processing: one epoch after the other, all of them with rows as they come. */
  private async runEpochs(intervalMs: number): Promise<void> {
    const { signal } = this.stopping;
    if (this.runner.isOpen) await this.retrying(() => this.runner.trigger(false));
    while (!signal.aborted) {
      const drains = [...this.drains];
      await this.retrying(() => this.runner.epoch(intervalMs));
      this.drains = this.drains.filter(resolve => !drains.includes(resolve));
      for (const resolve of drains) resolve();
    }
  }

  private report(figures: Omit<BatchFigures, "id" | "runId" | "name">): void {
    const { id, runId, name } = this;
    const report = this.progress.finishBatch({ ...figures, id, runId, name });
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
