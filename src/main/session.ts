import type { Notices } from "../contracts/notices.js";
import { EmbeddedBackend } from "../engine/embedded-backend.js";
import { promptBindings } from "../sql/prompt.js";
import { Conf } from "../util/conf.js";
import { BackgroundProducers } from "./background-producers.js";
import { EmbeddedBroker } from "./embedded-broker.js";
import { formats } from "./formats.js";

export interface SessionOptions {
  readonly dataDir: string;
  readonly conf: Readonly<Record<string, string>>;
  readonly notices: Notices;
}

/** What stands behind a prompt: the engine with its sources and sinks, the embedded broker, the producers. */
export class Session {
  readonly backend: EmbeddedBackend;
  readonly producer: BackgroundProducers;
  readonly bindings: Record<string, unknown>;
  private readonly broker: EmbeddedBroker;
  private interruption = new AbortController();

  constructor({ dataDir, conf: settings, notices }: SessionOptions) {
    const conf = new Conf();
    for (const [key, value] of Object.entries(settings)) conf.set(key, value);
    this.broker = new EmbeddedBroker(dataDir, notices);
    this.backend = new EmbeddedBackend({
      conf,
      ...formats(conf, this.broker, { batch: batch => this.backend.batch(batch) }, notices),
      notices,
    });
    this.producer = new BackgroundProducers(servers => this.broker.ensure(servers), notices);
    this.bindings = promptBindings({
      backend: this.backend,
      conf,
      print: text => void process.stdout.write(text),
      interruption: () => this.interruption.signal,
    });
  }

  /** Breaks off what the running entry waits for. */
  interrupt(): void {
    this.interruption.abort();
    this.interruption = new AbortController();
  }

  statusLines(): string[] {
    return [...this.producer.list(), ...this.broker.status()];
  }

  /** Ends queries, producers and broker, in this order. */
  async close(): Promise<void> {
    await this.backend.close();
    await this.producer.control("stop");
    await this.broker.stop();
  }
}
