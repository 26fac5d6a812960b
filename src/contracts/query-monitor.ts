import type { ConsoleBatch } from "./console-batch.js";
import type { QueryProgress, QueryStatus } from "./query-progress.js";

/** An active or just ended query, as a display needs it: a snapshot, replaced and never changed. */
export interface QueryView {
  readonly id: string;
  readonly runId: string;
  readonly name: string | null;
  readonly state: "active" | "stopped" | "failed";
  readonly status: QueryStatus;
  /** One line, when failed. */
  readonly error?: string;
  /** Milliseconds between its triggers; undefined where batches follow each other at once. */
  readonly triggerMs?: number;
  /** One line, while it waits for a broker that is away and tries again. */
  readonly waitsFor?: string;
  readonly progress?: QueryProgress;
  /** The newest console batch; none for queries that write elsewhere. */
  readonly batch?: ConsoleBatch;
}

/** The queries of a session, oldest first, and a call when any of them changes (at any rate: a display throttles). */
export interface QueryMonitor {
  queries(): readonly QueryView[];
  subscribe(changed: () => void): () => void;
}
