import type { ActionProgress } from "../contracts/action-progress.js";
import type { Backend, BatchWrite, QueryHandle, StreamingWrite } from "../contracts/backend.js";
import type { BrokerHost } from "../contracts/broker-host.js";
import type { Notices } from "../contracts/notices.js";
import type { QueryEvent } from "../contracts/query-events.js";
import type { QueryView } from "../contracts/query-monitor.js";
import type { LogicalPlan, SourceOptions } from "../plan/nodes/logical-plan.js";
import type { StructType } from "../types/index.js";
import type { ColumnBatch } from "../types/vector/index.js";
import { OptionMap } from "../util/options.js";
import { type Address, parseAddress, placeOf } from "./address.js";
import { brokerHint } from "./broker-hint.js";
import { ConnectRemote } from "./connect-remote.js";
import { decodeBatches } from "./decode/arrow-batches.js";
import { decodeSchema } from "./decode/data-type.js";
import { decodeValue, schemaOfValues } from "./decode/literal.js";
import { encodeWrite } from "./encode/write.js";
import type { ExecutePlanResponse } from "./proto/generated/base_pb.js";
import { type RemoteTable, tableOf } from "./remote-relation.js";
import { RunningActions } from "./running-actions.js";
import { ServerConf } from "./server-conf.js";
import { ConnectSession, type PlanInit, relationPlan } from "./session.js";
import { RemoteQueries } from "./streaming/remote-queries.js";

export interface ConnectOptions {
  /** `sc://…` */
  readonly url: string;
  readonly broker: BrokerHost;
  readonly notices: Notices;
  /** For how long a broken connection is tried again; a minute by default. */
  readonly patienceMs?: number;
  /** Certificates to trust, as PEM, beside those that Node does (NODE_EXTRA_CA_CERTS names a file of them). */
  readonly ca?: string;
}

const PATIENCE_MS = 60_000;

/** A real Spark behind the same interface: plans go there as protobuf, rows come back as Arrow. */
export class ConnectBackend implements Backend {
  private readonly running = new RunningActions();

  private constructor(
    private readonly session: ConnectSession,
    readonly conf: ServerConf,
    readonly remote: ConnectRemote,
    private readonly streams: RemoteQueries,
    private readonly broker: BrokerHost,
    private readonly notices: Notices,
  ) {}

  /** @throws UserError when the address is none, nothing answers there, or what does is too old */
  static async open({
    url,
    broker,
    notices,
    patienceMs = PATIENCE_MS,
    ca,
  }: ConnectOptions): Promise<ConnectBackend> {
    const address = parseAddress(url);
    const session = new ConnectSession(address, { patienceMs, ca }, troubleTeller(notices, address));
    try {
      const version = await session.open();
      const conf = await ServerConf.open(session);
      const remote = new ConnectRemote(session, conf, version);
      return new ConnectBackend(
        session,
        conf,
        remote,
        new RemoteQueries(session, remote, conf, notices),
        broker,
        notices,
      );
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  relationSchema(
    source: SourceOptions,
    userSchema: StructType | undefined,
    isStreaming: boolean,
  ): StructType {
    return this.remote.schema(this.remote.read(source, userSchema, isStreaming));
  }

  async *execute(plan: LogicalPlan, signal?: AbortSignal): AsyncGenerator<ColumnBatch> {
    const table = tableOf(plan);
    await this.ensureBrokers(table.brokers);
    let schema: StructType | undefined;
    for await (const response of this.responses(relationPlan(table.message), table, signal)) {
      if (response.schema) schema = decodeSchema(response.schema);
      const { responseType } = response;
      if (responseType.case === "arrowBatch") yield* decodeBatches(responseType.value.data, schema!);
    }
  }

  async write(write: BatchWrite, signal?: AbortSignal): Promise<void> {
    const table = tableOf(write.plan);
    const servers = new OptionMap(write.options).get("kafka.bootstrap.servers");
    await this.ensureBrokers([...table.brokers, ...(servers ? [servers] : [])]);
    for await (const _ of this.responses(encodeWrite(write), table, signal));
  }

  /** The answers, with their news told on the way. */
  private async *responses(plan: PlanInit, table: RemoteTable, signal: AbortSignal | undefined) {
    const action = this.running.begin();
    try {
      for await (const response of this.session.execute(plan, signal)) {
        const { responseType } = response;
        if (responseType.case === "executionProgress") this.running.progressed(action, responseType.value);
        tellObservers(table, response);
        yield response;
      }
    } finally {
      this.running.end(action);
    }
  }

  actions(): readonly ActionProgress[] {
    return this.running.list();
  }

  startQuery(write: StreamingWrite): QueryHandle {
    const servers = new OptionMap(write.options).get("kafka.bootstrap.servers");
    const brokers = new Set([...tableOf(write.plan).brokers, ...(servers ? [servers] : [])]);
    // Its broker starts while the query does: Spark's client tries until it is there.
    this.ensureBrokers(brokers).catch((error: Error) => this.notices.warn(error.message));
    return this.streams.start(write, brokers);
  }

  activeQueries(): readonly QueryHandle[] {
    return this.streams.active();
  }

  onQueryEvent(listener: (event: QueryEvent) => void): () => void {
    return this.streams.onEvent(listener);
  }

  resetTerminated(): void {
    this.streams.resetTerminated();
  }

  queries(): readonly QueryView[] {
    return this.streams.views();
  }

  subscribe(changed: () => void): () => void {
    return this.streams.subscribe(changed);
  }

  /** Stops the queries that were started here, then ends the session. */
  async close(): Promise<void> {
    await this.streams.close();
    await this.session.close();
  }

  /** Brokers of this machine that are read or written: the embedded one starts where nothing listens. */
  private async ensureBrokers(servers: Iterable<string>): Promise<void> {
    const hint = brokerHint(this.session.address.host, servers);
    if (hint) return this.notices.warn(hint);
    for (const each of new Set(servers)) await this.broker.ensure(each);
  }
}

/** Says once that the connection broke, however many calls found it, and once that it is there again. */
function troubleTeller(notices: Notices, address: Address): (isOver: boolean) => void {
  let isBroken = false;
  return isOver => {
    if (isOver === !isBroken) return;
    isBroken = !isOver;
    if (isOver) notices.info(`spark: the connection to ${placeOf(address)} is there again`);
    else notices.warn(`spark: the connection to ${placeOf(address)} broke; trying again`);
  };
}

function tellObservers(table: RemoteTable, { observedMetrics }: ExecutePlanResponse): void {
  for (const { name, keys, values } of observedMetrics) {
    const decoded = values.map(decodeValue);
    table.observers.get(name)?.(
      schemaOfValues(keys, decoded),
      decoded.map(({ value }) => value),
    );
  }
}
