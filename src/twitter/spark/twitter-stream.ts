import type { Notices } from "../../contracts/notices.js";
import type { MicroBatchStream, Offset } from "../../contracts/source.js";
import type { ProducerRecord } from "../../kafka/client/producer.js";
import type { ColumnBatch } from "../../types/vector/index.js";
import { systemClock } from "../../util/clock.js";
import { messageOf, SparkError } from "../../util/errors.js";
import type { TwitterConfig } from "../config/twitter-config.js";
import { itemsWriter } from "../records/record-writer.js";
import { openSource } from "../sources/open-source.js";
import type { SourceEvents } from "../sources/source.js";
import { toBatch } from "./rows.js";

/**
 * Tweets straight into a query. X sends nothing twice: what was not committed when the query ended is lost, and a restart begins
 * with new tweets; with Kafka between them they stay.
 */
export class TwitterStream implements MicroBatchStream {
  readonly description: string;
  readonly notifies = true;
  /** What is not committed yet; the first of it has the offset `base`. */
  private records: ProducerRecord[] = [];
  private base = 0;
  private fixed: number | null = null;
  /** A batch of a whole replay holds more than the bound. */
  private holdsAll = false;
  private playing: Promise<void> | null = null;
  private failure: unknown;
  private readonly stopping = new AbortController();
  private listener: () => void = () => {};
  private hasRoom: () => void = () => {};

  constructor(
    private readonly config: TwitterConfig,
    private readonly notices: Notices,
  ) {
    const { origin } = config;
    this.description = `Twitter[${origin.kind === "replay" ? origin.file : origin.kind}]`;
  }

  async initialOffset(): Promise<Offset> {
    return "0";
  }

  async latestOffset(start: Offset): Promise<Offset> {
    this.open(Number(start));
    if (this.failure !== undefined)
      throw new SparkError(
        null,
        `${this.description}: ${this.config.secrets.scrub(messageOf(this.failure))}`,
      );
    return String(this.fixed ?? this.end);
  }

  newestOffset(): Offset {
    return String(this.end);
  }

  async prepareForTriggerAvailableNow(): Promise<void> {
    this.open(0);
    // Only a replay has an end; of the others what has come by now is all there is.
    this.holdsAll = this.config.origin.kind === "replay";
    this.hasRoom();
    if (this.holdsAll) await this.playing;
    this.fixed = this.end;
  }

  async *read(start: Offset, end: Offset): AsyncIterable<ColumnBatch> {
    const [from, to] = [Number(start), Number(end)];
    if (this.playing === null && from < to) {
      this.notices.warn(`${this.description}: ${to - from} tweets of the batch that was open are lost`);
      return;
    }
    yield toBatch(this.records.slice(from - this.base, to - this.base));
  }

  commit(end: Offset): void {
    this.records.splice(0, Math.max(0, Number(end) - this.base));
    this.base = Math.max(this.base, Number(end));
    if (this.records.length < this.config.settings.bufferSize) this.hasRoom();
  }

  metrics(): Readonly<Record<string, string>> {
    return {};
  }

  onData(listener: () => void): void {
    this.listener = listener;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.hasRoom();
    await this.playing;
  }

  private get end(): number {
    return this.base + this.records.length;
  }

  private open(base: number): void {
    if (this.playing !== null) return;
    this.base = base;
    this.playing = this.play().catch(error => {
      this.failure = error;
      this.listener();
    });
  }

  private async play(): Promise<void> {
    const { signal } = this.stopping;
    const source = await openSource(this.config, "tweet-shell:readStream", systemClock);
    const write = itemsWriter(this.config, error =>
      this.events.warn(`a tweet that cannot be read was left out: ${messageOf(error)}`),
    );
    try {
      for await (const items of source.play(this.events, signal)) {
        this.records.push(...write(items, systemClock.now()));
        this.listener();
        const { bufferSize } = this.config.settings;
        while (!this.holdsAll && !signal.aborted && this.records.length >= bufferSize)
          await new Promise<void>(resolve => {
            this.hasRoom = resolve;
          });
      }
    } finally {
      const trouble = await source.close?.();
      if (trouble) this.notices.warn(`${this.description}: ${this.config.secrets.scrub(trouble)}`);
    }
  }

  private readonly events: SourceEvents = {
    left: () => {},
    connected: () => {},
    broken: problem => this.events.warn(problem),
    warn: line => this.notices.warn(`${this.description}: ${this.config.secrets.scrub(line)}`),
  };
}
