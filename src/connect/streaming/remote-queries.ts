import type { QueryHandle, StreamingWrite } from "../../contracts/backend.js";
import type { ConsoleBatch } from "../../contracts/console-batch.js";
import type { Notices } from "../../contracts/notices.js";
import type { QueryEvent } from "../../contracts/query-events.js";
import type { QueryView } from "../../contracts/query-monitor.js";
import { brokerHint } from "../broker-hint.js";
import type { ConnectRemote } from "../connect-remote.js";
import { tableOf } from "../remote-relation.js";
import type { ServerConf } from "../server-conf.js";
import { type ConnectSession, commandPlan } from "../session.js";
import { clientSink } from "./client-sinks.js";
import { encodeStart } from "./encode-start.js";
import { type BusEvent, ListenerBus } from "./listener-bus.js";
import { type ProgressJson, progressOf } from "./progress-json.js";
import { RemoteQuery } from "./remote-query.js";

/** Ended queries stay listed for a display until this many newer ones came. */
const ENDED_KEPT = 10;

/** The queries that this session started on the server. */
export class RemoteQueries {
  private all: RemoteQuery[] = [];
  private readonly batches = new Map<string, ConsoleBatch>();
  private readonly listeners = new Set<() => void>();
  private readonly eventListeners = new Set<(event: QueryEvent) => void>();
  private readonly bus: ListenerBus;

  constructor(
    private readonly session: ConnectSession,
    private readonly remote: ConnectRemote,
    private readonly conf: ServerConf,
    private readonly notices: Notices,
  ) {
    this.bus = new ListenerBus(
      session,
      event => this.hear(event),
      () => {
        for (const query of this.active()) query.check();
      },
    );
  }

  /** @throws AnalysisException as the server refuses it */
  start(write: StreamingWrite, brokers: ReadonlySet<string>): QueryHandle {
    this.bus.open();
    const sink = clientSink(write, this.remote, this.conf, batch => {
      this.batches.set(batch.runId, batch);
      this.changed();
    });
    const input = sink?.input ?? tableOf(write.plan).message;
    const responses = this.session.executeNow(commandPlan(encodeStart(write, input, sink !== undefined)));
    const started = responses.find(
      each => each.responseType.case === "writeStreamOperationStartResult",
    )?.responseType;
    if (started?.case !== "writeStreamOperationStartResult")
      throw new Error("the server told no query of the start");
    const { queryId, queryStartedEventJson } = started.value;
    const { id, runId } = queryId!;
    const query = new RemoteQuery(this.session, id, runId, write.queryName, {
      batch: async progress => {
        await sink?.take(progress, query);
        this.happened({ kind: "progress", progress: progressOf(progress) });
      },
      changed: () => this.changed(),
      ended: ended => {
        const { exception } = ended;
        void sink?.stop();
        const hint = exception && brokerHint(this.session.address.host, brokers, exception.message);
        if (hint) this.notices.warn(hint);
        this.happened({ kind: "terminated", id, runId, exception });
      },
    });
    this.all = [...this.all.filter(each => each.isActive || this.isRecent(each)), query];
    const { timestamp = new Date().toISOString() } = queryStartedEventJson
      ? (JSON.parse(queryStartedEventJson) as { timestamp?: string })
      : {};
    this.happened({ kind: "started", id, runId, name: write.queryName, timestamp });
    this.changed();
    return query;
  }

  active(): readonly RemoteQuery[] {
    return this.all.filter(query => query.isActive);
  }

  views(): readonly QueryView[] {
    return this.all.map(query => {
      const { id, runId, name, state, exception, knownStatus: status } = query;
      const progress = query.recentProgress.at(-1);
      const batch = this.batches.get(runId);
      return {
        id,
        runId,
        name,
        state,
        status,
        ...(exception && { error: query.problem }),
        ...(progress && { progress }),
        ...(batch && { batch }),
      };
    });
  }

  subscribe(changed: () => void): () => void {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  }

  onEvent(listener: (event: QueryEvent) => void): () => void {
    this.eventListeners.add(listener);
    return () => this.eventListeners.delete(listener);
  }

  resetTerminated(): void {
    this.all = this.all.filter(query => query.isActive);
    this.changed();
  }

  /** Stops what still runs. */
  async close(): Promise<void> {
    const stops = this.active().map(query => query.stop());
    for (const outcome of await Promise.allSettled(stops))
      if (outcome.status === "rejected")
        this.notices.warn(`a query could not be stopped: ${outcome.reason.message}`);
    this.bus.close();
  }

  private hear({ kind, json }: BusEvent): void {
    const {
      progress,
      id,
      runId,
      timestamp = "",
    } = json as {
      progress?: ProgressJson;
      id?: string;
      runId?: string;
      timestamp?: string;
    };
    const query = this.all.find(each => each.runId === (progress?.runId ?? runId));
    if (!query) return;
    if (kind === "progress" && progress) query.progressed(progress);
    else if (kind === "terminated") query.terminated();
    else {
      query.idle();
      this.happened({ kind: "idle", id: id!, runId: runId!, timestamp });
    }
  }

  private isRecent(query: RemoteQuery): boolean {
    const recent = this.all
      .filter(each => !each.isActive)
      .slice(-ENDED_KEPT)
      .includes(query);
    if (!recent) this.batches.delete(query.runId);
    return recent;
  }

  private readonly changed = (): void => {
    for (const listener of this.listeners) listener();
  };

  private readonly happened = (event: QueryEvent): void => {
    for (const listener of this.eventListeners) listener(event);
  };
}
