import type { Notices } from "../../contracts/notices.js";
import type { MicroBatchStream, Offset } from "../../contracts/source.js";
import { OffsetOutOfRangeError } from "../../kafka/client/errors.js";
import type { KafkaReader, OffsetRange, TopicPartition } from "../../kafka/client/reader.js";
import { javaDouble } from "../../types/display/java-number.js";
import type { ColumnBatch } from "../../types/vector/index.js";
import { SparkError } from "../../util/errors.js";
import { ask, resolveBound } from "./bounds.js";
import { InitialOffsetLog } from "./initial-offset-log.js";
import type { KafkaOptions } from "./kafka-options.js";
import {
  entriesOf,
  fromJson,
  offsetOf,
  offsetsOf,
  type PartitionOffset,
  type PartitionOffsets,
  toJson,
} from "./partition-offsets.js";
import { rateLimit } from "./rate-limit.js";
import { toBatch } from "./record-batch.js";
import { TriggerDelay } from "./trigger-delay.js";

/** Topics and partitions are looked for again this often. */
const DISCOVERY_MS = 1000;

/** Kafka topics as a stream of micro-batches: ranges of offsets, never a consumer group. */
export class KafkaStream implements MicroBatchStream {
  readonly description: string;
  readonly notifies = true;
  private readonly initialOffsets: InitialOffsetLog;
  private reader: Promise<KafkaReader> | null = null;
  private partitions: readonly TopicPartition[] = [];
  private discoveredAt = 0;
  private followed = "";
  /** Newest known ends; and, for AvailableNow, the ends fixed at the start. */
  private newest: PartitionOffsets | null = null;
  private fixedEnd: PartitionOffsets | null = null;
  private limit: bigint | null;
  private readonly delay: TriggerDelay | null;
  private toldMissing = false;
  private listener: () => void = () => {};

  constructor(
    private readonly options: KafkaOptions,
    metadataPath: string,
    private readonly open: () => Promise<KafkaReader>,
    private readonly notices: Notices,
  ) {
    const { maxOffsetsPerTrigger, minOffsetsPerTrigger, maxTriggerDelayMs } = options;
    this.limit = maxOffsetsPerTrigger;
    this.delay =
      minOffsetsPerTrigger === null ? null : new TriggerDelay(minOffsetsPerTrigger, maxTriggerDelayMs);
    this.description = `KafkaV2[${options.strategy}]`;
    this.initialOffsets = new InitialOffsetLog(metadataPath);
  }

  async initialOffset(): Promise<Offset> {
    const kept = this.initialOffsets.read();
    if (kept) return toJson(kept);
    const reader = await this.connect();
    const offsets = await resolveBound(reader, await this.discover(reader, true), this.options.starting);
    this.initialOffsets.write(offsets);
    return toJson(offsets);
  }

  async latestOffset(start: Offset, fresh: boolean): Promise<Offset> {
    const reader = await this.connect();
    const from = fromJson(start);
    const partitions = await this.discover(reader, fresh);
    this.newest = await this.ends(reader, partitions, fresh);
    this.follow(reader, from);
    const until = this.fixedEnd ?? this.newest;
    if (!this.fixedEnd && this.delay?.holds(from, until, Date.now())) return start;
    return toJson(this.limit === null ? until : rateLimit(this.limit, from, until));
  }

  newestOffset(): Offset | null {
    return this.newest && toJson(this.newest);
  }

  async prepareForTriggerAvailableNow(ignoreLimits: boolean): Promise<void> {
    this.limit = ignoreLimits ? null : this.options.maxOffsetsPerTrigger;
    const reader = await this.connect();
    this.fixedEnd = await ask(reader, await this.discover(reader, true), "latest");
  }

  async *read(start: Offset, end: Offset, signal: AbortSignal): AsyncIterable<ColumnBatch> {
    const reader = await this.connect();
    let ranges = await this.ranges(reader, fromJson(start), fromJson(end));
    while (ranges.length > 0) {
      const position = new Map(ranges.map(range => [range, range.from]));
      try {
        for await (const records of reader.read(ranges, { headers: this.options.includeHeaders, signal })) {
          const range = ranges.find(
            each => each.topic === records.topic && each.partition === records.partition,
          )!;
          position.set(range, records.offsets[records.count - 1]! + 1n);
          yield toBatch(records, this.options.includeHeaders);
        }
        return;
      } catch (error) {
        if (!(error instanceof OffsetOutOfRangeError)) throw error;
        this.reportDataLoss(
          `${error.topic}-${error.partition} has no offset ${error.asked}; it begins at ${error.earliest}.`,
        );
        // Go on with what is still there: the lost partition from its beginning, the others from where they were.
        ranges = ranges
          .map(range => {
            const lost = range.topic === error.topic && range.partition === error.partition;
            const from = position.get(range)!;
            return {
              ...range,
              from: lost && error.earliest > from ? error.earliest : lost ? range.to : from,
            };
          })
          .filter(range => range.from < range.to);
      }
    }
  }

  /** The next batches are read from here on, and so far the reader runs ahead by itself. */
  commit(_end: Offset): void {}

  metrics(end: Offset): Readonly<Record<string, string>> {
    const consumed = fromJson(end);
    const behind = entriesOf(this.newest ?? consumed).map(({ topic, partition, offset }) =>
      Number(offset - (offsetOf(consumed, topic, partition) ?? 0n)),
    );
    if (behind.length === 0) return {};
    return {
      avgOffsetsBehindLatest: javaDouble(behind.reduce((a, b) => a + b, 0) / behind.length),
      maxOffsetsBehindLatest: String(Math.max(...behind)),
      minOffsetsBehindLatest: String(Math.min(...behind)),
    };
  }

  onData(listener: () => void): void {
    this.listener = listener;
  }

  async stop(): Promise<void> {
    // A reader that never opened has nothing to close; why it did not, the query has said.
    const reader = await this.reader?.catch(() => null);
    this.reader = null;
    await reader?.close();
  }

  private connect(): Promise<KafkaReader> {
    this.reader ??= this.open().catch(error => {
      this.reader = null;
      throw error;
    });
    return this.reader;
  }

  private async discover(reader: KafkaReader, fresh: boolean): Promise<readonly TopicPartition[]> {
    const now = Date.now();
    if (!fresh && now - this.discoveredAt < DISCOVERY_MS) return this.partitions;
    this.partitions = await reader.partitions(this.options.subscription);
    this.discoveredAt = now;
    if (this.partitions.length === 0 && !this.toldMissing) {
      this.toldMissing = true;
      this.notices.info(
        `${this.options.strategy}: no such topic at ${this.options.bootstrapServers} yet; the query reads it once it is there`,
      );
    }
    return this.partitions;
  }

  private async ends(
    reader: KafkaReader,
    partitions: readonly TopicPartition[],
    fresh: boolean,
  ): Promise<PartitionOffsets> {
    const known = partitions.map(each => ({ ...each, offset: reader.highWatermark(each) }));
    if (fresh || known.some(({ offset }) => offset === undefined)) return ask(reader, partitions, "latest");
    return offsetsOf(known.map(each => ({ ...each, offset: each.offset! })));
  }

  /** Has the reader run ahead of the query on all partitions there are, from where the query stands. */
  private follow(reader: KafkaReader, from: PartitionOffsets): void {
    const key = this.partitions.map(each => `${each.topic}-${each.partition}`).join(",");
    if (key === this.followed) return;
    this.followed = key;
    reader.follow(
      this.partitions.map(each => ({ ...each, from: offsetOf(from, each.topic, each.partition) ?? 0n })),
      () => this.listener(),
    );
  }

  /**
   * What lies between two offsets. A partition that came since `start` is read from its beginning, and so is one that was made
   * again, where Spark passes over what it holds.
   */
  private async ranges(
    reader: KafkaReader,
    start: PartitionOffsets,
    end: PartitionOffsets,
  ): Promise<OffsetRange[]> {
    const ends = entriesOf(end);
    const startOf = (each: TopicPartition) => offsetOf(start, each.topic, each.partition);
    const isFresh = (each: PartitionOffset) => (startOf(each) ?? each.offset + 1n) > each.offset;
    const fresh = ends.filter(isFresh);
    const begins = fresh.length > 0 ? await ask(reader, fresh, "earliest") : offsetsOf([]);
    const lost = entriesOf(start).filter(each => offsetOf(end, each.topic, each.partition) === undefined);
    if (lost.length > 0)
      this.reportDataLoss(
        `Partitions Set(${lost.map(each => `${each.topic}-${each.partition}`).join(", ")}) have been deleted.`,
      );
    return ends.flatMap(end => {
      const { topic, partition, offset: to } = end;
      const [known, begin] = [startOf(end), offsetOf(begins, topic, partition)];
      if (known !== undefined && known > to)
        this.reportDataLoss(
          `Partition ${topic}-${partition} offset was changed from ${known} to ${to}. This could be either 1) a user error that the start offset is set beyond available offset when starting query, or 2) the kafka topic-partition is deleted and re-created.`,
        );
      const from = begin ?? known!;
      return from < to ? [{ topic, partition, from, to }] : [];
    });
  }

  private reportDataLoss(reason: string): void {
    const message =
      "Some data may have been lost because they are not available in Kafka any more; either the data was aged out by Kafka or the topic may have been deleted before all the data in the topic was processed.";
    if (this.options.failOnDataLoss)
      throw new SparkError(
        null,
        `${message} If you don't want your streaming query to fail on such cases, set the source option failOnDataLoss to false. Reason: ${reason}`,
      );
    this.notices.warn(`${message} Reason: ${reason}`);
  }
}
