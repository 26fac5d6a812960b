import type { SessionState } from "./session-state.js";
import { StreamingQuery } from "./streaming-query.js";

/** The session's active queries: `spark.streams`. */
export class StreamingQueryManager {
  /** @internal */
  constructor(private readonly session: SessionState) {}

  get active(): StreamingQuery[] {
    return this.session.backend.activeQueries().map(handle => new StreamingQuery(handle, this.session));
  }

  /** The active query of an id; null when there is none. */
  get(id: string): StreamingQuery | null {
    return this.active.find(query => query.id === id) ?? null;
  }

  /** Forgets the queries that have ended; failed ones leave the pane. */
  resetTerminated(): void {
    this.session.backend.resetTerminated();
  }

  /** Waits until any active query ends; at once when there is none. Rejects with its exception when it failed. */
  async awaitAnyTermination(timeoutMs?: number): Promise<boolean> {
    const handles = this.session.backend.activeQueries();
    if (handles.length === 0) return true;
    return Promise.race(handles.map(handle => handle.awaitTermination(timeoutMs)));
  }
}
