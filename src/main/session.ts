import type { ActionProgress } from "../contracts/action-progress.js";
import type { Backend } from "../contracts/backend.js";
import type { ClusterControl } from "../contracts/cluster-control.js";
import type { Notices } from "../contracts/notices.js";
import type { QueryMonitor } from "../contracts/query-monitor.js";
import { EmbeddedBackend } from "../engine/embedded-backend.js";
import { type CompletionSources, noSources } from "../shell/complete/sources.js";
import { promptBindings } from "../sql/prompt.js";
import { SparkSession } from "../sql/spark-session.js";
import { Conf } from "../util/conf.js";
import { Backends } from "./backends.js";
import { BackgroundProducers } from "./background-producers.js";
import { completionSources } from "./completion-sources.js";
import { EmbeddedBroker } from "./embedded-broker.js";
import { formats } from "./formats.js";

export interface SessionOptions {
  readonly dataDir: string;
  readonly conf: Readonly<Record<string, string>>;
  readonly notices: Notices;
}

interface Opened {
  readonly backend: Backend;
  readonly spark: SparkSession;
}

/** What stands behind a prompt: the engine with its sources and sinks, or a cluster; the embedded broker, the producers. */
export class Session implements ClusterControl {
  readonly producer: BackgroundProducers;
  readonly bindings: object;
  completion: CompletionSources = noSources;
  private readonly backends = new Backends();
  private readonly broker: EmbeddedBroker;
  private readonly embedded: Opened;
  private current: Opened;
  private interruption = new AbortController();

  private constructor(private readonly options: SessionOptions) {
    const { dataDir, notices } = options;
    this.broker = new EmbeddedBroker(dataDir, notices);
    this.producer = new BackgroundProducers(servers => this.broker.ensure(servers), notices);
    this.embedded = this.openEmbedded();
    this.current = this.embedded;
    this.bindings = promptBindings({
      spark: () => this.current.spark,
      print,
      connect: async url => (await this.openRemote(url)).spark,
    });
  }

  /** @param remote `sc://…`: lines run there. @throws UserError when nothing answers there */
  static async open(options: SessionOptions, remote: string | undefined): Promise<Session> {
    const session = new Session(options);
    if (remote === undefined) session.set(session.embedded, options.conf);
    else {
      await session.connect(remote);
      session.set(session.current, options.conf);
    }
    return session;
  }

  get monitor(): QueryMonitor {
    return this.backends;
  }

  get place(): string | undefined {
    return this.current.backend.remote?.place;
  }

  get whereLinesRun(): string {
    const { place, current } = this;
    return place === undefined
      ? "lines run here"
      : `lines run on Spark ${current.spark.version} at ${place}; :disconnect comes back`;
  }

  async connect(url: string): Promise<string> {
    const opened = await this.openRemote(url);
    const before = this.current;
    this.current = opened;
    if (before !== this.embedded) await this.backends.close(before.backend);
    return this.whereLinesRun;
  }

  async disconnect(): Promise<string> {
    const { place, current } = this;
    if (place === undefined) return this.whereLinesRun;
    this.current = this.embedded;
    await this.backends.close(current.backend);
    return `the session at ${place} is closed; lines run here again`;
  }

  /** Breaks off what the running entry waits for. */
  interrupt(): void {
    this.interruption.abort();
    this.interruption = new AbortController();
  }

  /** What computes now, where lines run. */
  actions(): readonly ActionProgress[] {
    return this.current.backend.actions?.() ?? [];
  }

  statusLines(): string[] {
    return [...this.producer.list(), ...this.broker.status()];
  }

  /** Ends queries, producers and broker, in this order. */
  async close(): Promise<void> {
    await this.backends.closeAll();
    await this.producer.control("stop");
    await this.broker.stop();
  }

  private set({ spark }: Opened, conf: Readonly<Record<string, string>>): void {
    for (const [key, value] of Object.entries(conf)) spark.conf.set(key, value);
  }

  private openEmbedded(): Opened {
    const { notices } = this.options;
    const conf = new Conf();
    const known = formats(conf, this.broker, { batch: batch => backend.batch(batch) }, notices);
    this.completion = completionSources(known);
    const backend: EmbeddedBackend = new EmbeddedBackend({ conf, ...known, notices });
    return this.opened(backend, conf);
  }

  private async openRemote(url: string): Promise<Opened> {
    const { ConnectBackend } = await import("../connect/connect-backend.js");
    const { notices } = this.options;
    const backend = await ConnectBackend.open({ url, broker: this.broker, notices });
    return this.opened(backend, backend.conf);
  }

  private opened(backend: Backend, conf: Conf): Opened {
    this.backends.add(backend);
    const spark = new SparkSession({ backend, conf, print, interruption: () => this.interruption.signal });
    return { backend, spark };
  }
}

const print = (text: string) => void process.stdout.write(text);
