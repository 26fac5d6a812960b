import type { QueryHandle } from "../contracts/backend.js";
import type { QueryStatus } from "../contracts/query-progress.js";
import type { SessionState } from "./session-state.js";
import { JsonForm } from "./spark-json.js";
import { StreamingQueryProgress } from "./streaming-query-progress.js";

/** A query that `start()` started (Spark's `StreamingQuery`). */
export class StreamingQuery {
  /** @internal */
  constructor(
    private readonly handle: QueryHandle,
    private readonly session: SessionState,
  ) {}

  /** The same after a restart from the same checkpoint. */
  get id(): string {
    return this.handle.id;
  }

  /** Another at every start. */
  get runId(): string {
    return this.handle.runId;
  }

  get name(): string | null {
    return this.handle.name;
  }

  get isActive(): boolean {
    return this.handle.isActive;
  }

  /** What the query does right now. */
  get status(): StreamingQueryStatus {
    return new StreamingQueryStatus(this.handle.status);
  }

  /** The progress of the newest micro-batch; null before the first. */
  get lastProgress(): StreamingQueryProgress | null {
    return this.recentProgress.at(-1) ?? null;
  }

  /** The progress of the last micro-batches, the newest last. */
  get recentProgress(): StreamingQueryProgress[] {
    return this.handle.recentProgress.map(
      progress => new StreamingQueryProgress(progress, this.session.conf.timeZone),
    );
  }

  /** Why the query failed; null when it did not. */
  get exception(): Error | null {
    return this.handle.exception;
  }

  /** Stops the query; resolves when it has ended. */
  stop(): Promise<void> {
    return this.handle.stop();
  }

  /** Waits for the end; with a time-out in milliseconds, answers whether it came. Rejects with the query's exception. */
  awaitTermination(): Promise<void>;
  awaitTermination(timeoutMs: number): Promise<boolean>;
  async awaitTermination(timeoutMs?: number): Promise<unknown> {
    const ended = await this.handle.awaitTermination(timeoutMs);
    return timeoutMs === undefined ? undefined : ended;
  }

  /** Waits until all that is in the sources now has been processed. */
  processAllAvailable(): Promise<void> {
    return this.handle.processAllAvailable();
  }

  /** Prints the plan that the newest micro-batch ran by; with `true` also how it came about. */
  explain(extended = false): void {
    this.session.print(this.handle.explain(extended));
  }

  toString(): string {
    const name = this.name === null ? "" : `name = ${this.name}, `;
    const state = this.exception ? "failed" : this.isActive ? "active" : "stopped";
    const rate = this.isActive ? this.lastProgress?.inputRowsPerSecond : undefined;
    const rows = rate ? `, ${Math.round(rate)} rows/s in` : "";
    return `StreamingQuery [${name}id = ${this.id}, runId = ${this.runId}, state = ${state}${rows}]`;
  }
}

/** What a query does right now. */
class StreamingQueryStatus extends JsonForm implements QueryStatus {
  readonly message: string;
  readonly isDataAvailable: boolean;
  readonly isTriggerActive: boolean;

  /** @internal */
  constructor(status: QueryStatus) {
    super();
    this.message = status.message;
    this.isDataAvailable = status.isDataAvailable;
    this.isTriggerActive = status.isTriggerActive;
  }
}
