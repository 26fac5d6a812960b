import type { QueryEvent } from "../contracts/query-events.js";
import { IllegalArgumentException, messageOf } from "../util/errors.js";
import type { SessionState } from "./session-state.js";
import { StreamingQuery } from "./streaming-query.js";
import { notify, type StreamingQueryListener } from "./streaming-query-listener.js";

/** The session's queries: `spark.streams`. */
export class StreamingQueryManager {
  private readonly listeners = new Set<StreamingQueryListener>();
  /** A query that has ended since the last `resetTerminated`; one that failed, if any did. */
  private terminated: { readonly exception: Error | null } | null = null;
  private waiting: (() => void)[] = [];

  /** @internal */
  constructor(private readonly session: SessionState) {
    session.backend.onQueryEvent(event => this.hear(event));
  }

  /** The queries that run. */
  get active(): StreamingQuery[] {
    return this.session.backend.activeQueries().map(handle => new StreamingQuery(handle, this.session));
  }

  /** The active query of an id; null when there is none. */
  get(id: string): StreamingQuery | null {
    if (!/^[\da-f]+(-[\da-f]+){4}$/i.test(id))
      throw new IllegalArgumentException(`Invalid UUID string: ${id}`);
    return this.active.find(query => query.id === id.toLowerCase()) ?? null;
  }

  /** Forgets the queries that have ended, so that `awaitAnyTermination` waits for another; failed ones leave the pane. */
  resetTerminated(): void {
    this.terminated = null;
    this.session.backend.resetTerminated();
  }

  /**
   * Waits until any query of the session ends, or has ended since the start or the last `resetTerminated`; with a time-out in
   * milliseconds, answers whether one did. Rejects with its exception when it failed.
   */
  awaitAnyTermination(): Promise<void>;
  awaitAnyTermination(timeoutMs: number): Promise<boolean>;
  async awaitAnyTermination(timeoutMs?: number): Promise<unknown> {
    if (!this.terminated) await this.anyEnds(timeoutMs);
    if (this.terminated?.exception) throw this.terminated.exception;
    return timeoutMs === undefined ? undefined : this.terminated !== null;
  }

  addListener(listener: StreamingQueryListener): void {
    this.listeners.add(listener);
  }

  removeListener(listener: StreamingQueryListener): void {
    this.listeners.delete(listener);
  }

  /** The listeners there are. */
  listListeners(): StreamingQueryListener[] {
    return [...this.listeners];
  }

  private async anyEnds(timeoutMs: number | undefined): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>(resolve => {
      this.waiting.push(resolve);
      if (timeoutMs !== undefined) timer = setTimeout(resolve, timeoutMs);
    });
    clearTimeout(timer);
  }

  private hear(event: QueryEvent): void {
    if (event.kind === "terminated") {
      if (!this.terminated || event.exception) this.terminated = event;
      const { waiting } = this;
      this.waiting = [];
      for (const resolve of waiting) resolve();
    }
    for (const listener of this.listeners) this.tell(listener, event);
  }

  private async tell(listener: StreamingQueryListener, event: QueryEvent): Promise<void> {
    try {
      await notify(listener, event, this.session.conf.timeZone);
    } catch (error) {
      this.session.print(`A StreamingQueryListener failed: ${messageOf(error)}\n`);
    }
  }
}
