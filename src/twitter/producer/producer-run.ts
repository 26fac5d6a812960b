import type { Notices } from "../../contracts/notices.js";
import { kafkaConfig } from "../../kafka/client/config.js";
import { type KafkaProducer, openProducer } from "../../kafka/client/producer.js";
import type { Clock } from "../../util/clock.js";
import { messageOf, UserError } from "../../util/errors.js";
import type { TwitterConfig } from "../config/twitter-config.js";
import { type ItemsWriter, itemsWriter } from "../records/record-writer.js";
import type { SourceEvents, TweetSource } from "../sources/source.js";
import { Counts } from "./counts.js";
import { Outbox } from "./outbox.js";

export type RunState = "starting" | "running" | "waiting" | "paused" | "ended" | "failed" | "stopped";

/** How long the end waits for Kafka to take what is still held. */
const graceMs = 5_000;

/** One producer at work: tweets from a source into a topic. */
export class ProducerRun {
  readonly counts: Counts;
  /** Settles when tweets can come, or it is known that they cannot yet; rejects when it has failed. */
  readonly started: Promise<void>;
  /** Settles when nothing more is done. */
  readonly finished: Promise<void>;
  #state: RunState = "starting";
  #problem: string | undefined;
  #kafkaProblem: string | undefined;
  #playing = new AbortController();
  readonly #stopping = new AbortController();
  #resume = () => {};
  readonly #kafka: KafkaProducer;
  readonly #outbox: Outbox;
  readonly #write: ItemsWriter;
  #left = 0;
  /** Called once tweets can come, or it is known that they cannot yet. */
  #known = () => {};
  #lastTold: string | undefined;

  constructor(
    readonly name: string,
    readonly config: TwitterConfig,
    private readonly source: TweetSource,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {
    const { settings, topic } = config;
    this.counts = new Counts(clock);
    this.#write = itemsWriter(config, error => {
      this.counts.invalid++;
      this.#warn(`a tweet that cannot be read was left out: ${messageOf(error)}`);
    });
    const client = kafkaConfig(config.kafka);
    for (const warning of client.warnings) notices.warn(`${this.title}: ${warning}`);
    this.#kafka = openProducer(client);
    this.#outbox = new Outbox({
      batchSize: settings.batchSize,
      batchTimeoutMs: settings.batchTimeout * 1000,
      bound: settings.bufferSize,
      send: records => this.#kafka.send(topic, records),
      sent: count => {
        this.counts.produced += count;
        this.#kafkaProblem = undefined;
      },
      refused: problem => this.#refused(config.secrets.scrub(problem)),
      tooLarge: ({ headers }) => {
        this.counts.invalid++;
        this.#warn(`tweet ${headers?.id ?? "?"} is larger than Kafka's message.max.bytes and was left out`);
      },
    });
    const known = new Promise<void>(resolve => {
      this.#known = resolve;
    });
    this.finished = this.#run();
    this.started = Promise.race([known, this.finished]).then(() => {
      if (this.#state === "failed") throw new UserError(`${this.title}: ${this.#problem}`);
    });
  }

  get state(): RunState {
    return this.#state;
  }

  get isOver(): boolean {
    return ["ended", "failed", "stopped"].includes(this.#state);
  }

  /** What went wrong last, while it is not mended. */
  get problem(): string | undefined {
    return this.#kafkaProblem ?? this.#problem;
  }

  get title(): string {
    return this.name === "producer" ? this.name : `producer ${this.name}`;
  }

  /** From where to where. */
  get route(): string {
    return `${this.source.label} → ${this.config.topic} at ${this.config.bootstrapServers}`;
  }

  /** One line on how it stands. */
  status(): string {
    const { problem } = this;
    const state = this.#state === "running" && problem === undefined ? "" : `, ${this.#state}`;
    return `${this.title}: ${this.route}, ${this.counts.line(this.#outbox.length)}${state}${problem ? `: ${problem}` : ""}`;
  }

  pause(): void {
    this.#state = "paused";
    this.#playing.abort();
  }

  resume(): void {
    this.#state = "running";
    this.#resume();
  }

  /** Ends it: what came is still written, our rules at X are removed. @returns one line on what was done */
  async stop(): Promise<string> {
    if (!this.isOver) {
      this.#stopping.abort();
      this.#playing.abort();
      this.#resume();
      await this.finished;
    }
    return this.summary();
  }

  summary(): string {
    const left = this.#left > 0 ? `; ${this.#left} more were received and not written, as Kafka is away` : "";
    return `${this.title}: ${this.#state} after ${this.counts.produced} tweets${left}`;
  }

  async #run(): Promise<void> {
    let end: RunState = "ended";
    try {
      await this.#playToEnd();
      if (this.#stopping.signal.aborted) end = "stopped";
    } catch (error) {
      this.#problem = this.config.secrets.scrub(messageOf(error));
      end = "failed";
    }
    this.#left = await this.#outbox.close(graceMs);
    await this.#kafka.close();
    const trouble = await this.source.close?.();
    if (trouble) this.#warn(trouble);
    this.#state = end;
  }

  async #playToEnd(): Promise<void> {
    const events = this.#events();
    const { signal } = this.#stopping;
    for (;;) {
      for await (const items of this.source.play(events, this.#playing.signal)) {
        this.counts.receive(items.length);
        await this.#outbox.put(this.#write(items, this.clock.now()), signal);
      }
      if (signal.aborted || !this.#playing.signal.aborted) return;
      await new Promise<void>(resolve => {
        this.#resume = resolve;
        if (this.#state !== "paused" || signal.aborted) resolve();
      });
      if (signal.aborted) return;
      this.#playing = new AbortController();
    }
  }

  #events(): SourceEvents {
    return {
      left: (why, count) => {
        this.counts[why] += count;
        this.counts.receive(count);
      },
      connected: () => {
        this.counts.connections++;
        if (this.#state !== "paused") this.#state = "running";
        this.#problem = undefined;
        this.#lastTold = undefined;
        this.#known();
      },
      broken: (problem, waitMs) => {
        const wait = waitMs >= 1000 ? `; again in ${Math.ceil(waitMs / 1000)} s` : "";
        const line = `${this.config.secrets.scrub(problem)}${wait}`;
        // What goes on is told once; the status counts it down.
        if (problem !== this.#lastTold) this.notices.warn(`${this.title}: ${line}`);
        this.#lastTold = problem;
        this.#problem = line;
        if (this.#state !== "paused") this.#state = "waiting";
        this.#known();
      },
      warn: line => this.#warn(line),
    };
  }

  #warn(line: string): void {
    this.notices.warn(`${this.title}: ${this.config.secrets.scrub(line)}`);
  }

  #refused(problem: string): void {
    if (this.#kafkaProblem === undefined)
      this.notices.warn(`${this.title}: ${problem}; tweets are held until Kafka takes them`);
    this.#kafkaProblem = problem;
  }
}
