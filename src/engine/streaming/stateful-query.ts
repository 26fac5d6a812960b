import type { StateOperatorProgress } from "../../contracts/query-progress.js";
import type { OutputMode } from "../../contracts/sink.js";
import type { EventTimeWatermark } from "../../plan/nodes/logical-plan.js";
import { type OperatorSpec, StatefulOperator } from "./stateful-operator.js";
import { EventTimeStats, floorMs } from "./watermark-tracker.js";

/** When a batch was begun, and its watermarks: the query's at that time, and of the batch before; in milliseconds. */
export interface BatchWatermarks {
  readonly previousMs: number;
  readonly currentMs: number;
  readonly batchMs: number;
}

/** What a streaming query keeps from batch to batch: its stateful operators, in the order they were compiled in. */
export class StatefulQuery {
  private readonly operators: StatefulOperator[] = [];
  private readonly eventTimes: { readonly delayMs: number; stats: EventTimeStats }[] = [];
  /** The batch whose state is open and unchanged; undefined when it must be read. */
  private openAt: number | undefined;

  constructor(
    readonly outputMode: OutputMode,
    private readonly folder: string,
  ) {}

  addOperator(spec: OperatorSpec): StatefulOperator {
    const operator = new StatefulOperator(spec, this.operators.length);
    this.operators.push(operator);
    return operator;
  }

  /** @returns what counts the event times of a `withWatermark`, batch by batch */
  addWatermark({ delayMs }: EventTimeWatermark): () => EventTimeStats {
    const watermark = { delayMs, stats: new EventTimeStats() };
    this.eventTimes.push(watermark);
    return () => watermark.stats;
  }

  get isStateful(): boolean {
    return this.operators.length > 0;
  }

  /** Before a batch. After one that did not end, the state is read back as it was. */
  begin(batchId: number, { previousMs, currentMs, batchMs }: BatchWatermarks): void {
    if (this.openAt !== batchId - 1)
      for (const operator of this.operators) operator.open(this.folder, batchId - 1);
    this.openAt = undefined;
    for (const operator of this.operators) operator.begin(previousMs, currentMs, batchMs);
    for (const watermark of this.eventTimes) watermark.stats = new EventTimeStats();
  }

  /** Before the checkpoint's commit: a batch whose state is written, but not committed, is cut off at the restart. */
  commit(batchId: number): void {
    for (const operator of this.operators) operator.commit(batchId);
    this.openAt = batchId;
  }

  /** Whether an operator has something to do now that the watermark is this, even without data. */
  needsBatch(watermarkMs: number, nowMs: number): boolean {
    return this.operators.some(operator => operator.needsBatch(watermarkMs, nowMs));
  }

  /** When an operator next has something to do by the clock; undefined before the first batch, or when none has. */
  nextTimerMs(): number | undefined {
    if (this.openAt === undefined) return undefined;
    const times = this.operators.flatMap(operator => operator.spec.nextTimerMs?.() ?? []);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** What each `withWatermark` saw in the batch. */
  get seen(): readonly { readonly delayMs: number; readonly stats: EventTimeStats }[] {
    return this.eventTimes;
  }

  progress(): StateOperatorProgress[] {
    return this.operators.map(operator => operator.progress());
  }

  /** The progress's `eventTime`: the watermark the batch ran with, and what it saw of event times. */
  eventTime(watermarkMs: number): Record<string, string> {
    if (this.eventTimes.length === 0) return {};
    const seen = this.eventTimes.map(({ stats }) => stats).find(({ count }) => count > 0);
    const range = seen && {
      avg: iso(floorMs(seen.average)),
      max: iso(floorMs(seen.max)),
      min: iso(floorMs(seen.min)),
    };
    return { ...range, watermark: iso(watermarkMs) };
  }

  close(): void {
    for (const operator of this.operators) operator.close();
  }
}

const iso = (ms: number) => new Date(ms).toISOString();
