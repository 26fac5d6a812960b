import type { QueryEvent } from "../contracts/query-events.js";
import { SparkError } from "../util/errors.js";
import { JsonForm } from "./spark-json.js";
import { StreamingQueryProgress } from "./streaming-query-progress.js";

/**
 * Hears of all queries of the session: extend it, or give `addListener` an object with some of these functions. What they throw is
 * printed and disturbs no query.
 */
export abstract class StreamingQueryListener {
  /** Before `start()` answers. */
  onQueryStarted?(event: QueryStartedEvent): unknown;
  /** After each micro-batch. */
  onQueryProgress?(event: QueryProgressEvent): unknown;
  /** While a query has nothing to do, each 10 seconds. */
  onQueryIdle?(event: QueryIdleEvent): unknown;
  /** When a query has ended, by itself, by `stop()` or by an error. */
  onQueryTerminated?(event: QueryTerminatedEvent): unknown;
}

type Of<K extends QueryEvent["kind"]> = Extract<QueryEvent, { kind: K }>;

class QueryStartedEvent extends JsonForm {
  readonly id: string;
  readonly runId: string;
  readonly name: string | null;
  readonly timestamp: string;
  readonly jobTags: readonly string[] = [];

  /** @internal */
  constructor({ id, runId, name, timestamp }: Of<"started">) {
    super();
    this.id = id;
    this.runId = runId;
    this.name = name;
    this.timestamp = timestamp;
  }
}

class QueryProgressEvent extends JsonForm {
  readonly progress: StreamingQueryProgress;

  /** @internal */
  constructor(event: Of<"progress">, timeZone: string) {
    super();
    this.progress = new StreamingQueryProgress(event.progress, timeZone);
  }
}

class QueryIdleEvent extends JsonForm {
  readonly id: string;
  readonly runId: string;
  readonly timestamp: string;

  /** @internal */
  constructor({ id, runId, timestamp }: Of<"idle">) {
    super();
    this.id = id;
    this.runId = runId;
    this.timestamp = timestamp;
  }
}

class QueryTerminatedEvent extends JsonForm {
  readonly id: string;
  readonly runId: string;
  /** Why, in one line; null when it ended well. */
  readonly exception: string | null;
  readonly errorClassOnException: string | null;

  /** @internal */
  constructor({ id, runId, exception }: Of<"terminated">) {
    super();
    const cause = exception?.cause;
    this.id = id;
    this.runId = runId;
    this.exception = exception?.message ?? null;
    this.errorClassOnException = cause instanceof SparkError ? cause.errorClass : null;
  }
}

/** Tells a listener of an event. */
export function notify(listener: StreamingQueryListener, event: QueryEvent, timeZone: string): unknown {
  switch (event.kind) {
    case "started":
      return listener.onQueryStarted?.(new QueryStartedEvent(event));
    case "progress":
      return listener.onQueryProgress?.(new QueryProgressEvent(event, timeZone));
    case "idle":
      return listener.onQueryIdle?.(new QueryIdleEvent(event));
    case "terminated":
      return listener.onQueryTerminated?.(new QueryTerminatedEvent(event));
  }
}
