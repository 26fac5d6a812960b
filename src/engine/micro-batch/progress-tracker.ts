import type { QueryProgress, SourceProgress, StateOperatorProgress } from "../../contracts/query-progress.js";
import type { Clock } from "../../util/clock.js";

/** What is known of a batch when it is reported. */
export interface BatchFigures {
  readonly id: string;
  readonly runId: string;
  readonly name: string | null;
  readonly batchId: number;
  readonly sources: readonly Omit<SourceProgress, "inputRowsPerSecond" | "processedRowsPerSecond">[];
  readonly sinkDescription: string;
  readonly numOutputRows: number;
  readonly stateOperators: readonly StateOperatorProgress[];
  readonly eventTime: Readonly<Record<string, string>>;
  readonly observedMetrics: QueryProgress["observedMetrics"];
}

/** Times the phases of a trigger and makes the batch's `QueryProgress` of them. */
export class ProgressTracker {
  private startedAt = 0;
  private previousStart: number | null = null;
  private durations: Record<string, number> = {};

  constructor(private readonly clock: Clock) {}

  startTrigger(): void {
    this.startedAt = this.clock.now();
    this.durations = { getBatch: 0, queryPlanning: 0 };
  }

  get triggerStart(): number {
    return this.startedAt;
  }

  /** Runs a phase and adds its milliseconds to that name. */
  async time<T>(phase: string, work: () => Promise<T> | T): Promise<T> {
    const start = this.clock.now();
    try {
      return await work();
    } finally {
      this.durations[phase] = (this.durations[phase] ?? 0) + this.clock.now() - start;
    }
  }

  finishBatch(batch: BatchFigures): QueryProgress {
    const now = this.clock.now();
    const processingMs = now - this.startedAt;
    const sinceLastMs =
      this.previousStart === null ? Number.POSITIVE_INFINITY : this.startedAt - this.previousStart;
    this.previousStart = this.startedAt;
    const rates = (rows: number) => ({
      inputRowsPerSecond: perSecond(rows, sinceLastMs),
      processedRowsPerSecond: perSecond(rows, processingMs),
    });
    const numInputRows = batch.sources.reduce((sum, source) => sum + source.numInputRows, 0);
    return {
      id: batch.id,
      runId: batch.runId,
      name: batch.name,
      timestamp: new Date(this.startedAt).toISOString(),
      batchId: batch.batchId,
      batchDuration: processingMs,
      numInputRows,
      ...rates(numInputRows),
      durationMs: Object.fromEntries(
        Object.entries({ ...this.durations, triggerExecution: processingMs }).sort(([a], [b]) =>
          a < b ? -1 : 1,
        ),
      ),
      eventTime: batch.eventTime,
      stateOperators: batch.stateOperators,
      sources: batch.sources.map(({ metrics, ...source }) => ({
        ...source,
        ...rates(source.numInputRows),
        ...(metrics ? { metrics } : {}),
      })),
      sink: { description: batch.sinkDescription, numOutputRows: batch.numOutputRows },
      observedMetrics: batch.observedMetrics,
    };
  }
}

function perSecond(rows: number, ms: number): number {
  return ms === 0 ? rows * 1000 : (rows * 1000) / ms;
}
