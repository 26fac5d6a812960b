import type { KafkaClientConfig } from "./config.js";
import { columnsBetween, PartitionBuffer } from "./partition-buffer.js";
import { type FollowNews, ThreadSession } from "./thread-session.js";
import {
  keyOf,
  type OffsetRange,
  type Position,
  type RecordColumns,
  type Subscription,
  type TopicPartition,
} from "./types.js";

export type { OffsetRange, Position, RecordColumns, Subscription, TopicPartition } from "./types.js";

export interface ReadOptions {
  /** With the records' headers; they are not decoded otherwise. */
  readonly headers?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Reads partitions by their offsets, outside any group. All its calls reject with a `KafkaError` when no broker answers
 * within some seconds; its `retriable` says whether the same may succeed later.
 */
export interface KafkaReader {
  /** The partitions meant at this moment, sorted; topics that do not exist (yet) are simply absent, but for assigned ones. */
  partitions(subscription: Subscription): Promise<TopicPartition[]>;
  /** At a timestamp (milliseconds since the epoch): the first offset of that time or later, -1 where there is none. */
  offsets(partitions: readonly TopicPartition[], at: "earliest" | "latest" | bigint): Promise<bigint[]>;
  /**
   * Keeps long-polling the partitions from these positions on into a bounded buffer, so that data is here when it is asked
   * for; goes on by itself when brokers restart. `onAdvance` is called, once for several, when a high watermark moves.
   * Calling it again changes the set; what is buffered and still wanted is kept.
   */
  follow(positions: readonly Position[], onAdvance: () => void): void;
  /**
   * The newest known end of a followed partition, without a round trip: its high watermark, or under read_committed its last
   * stable offset. Undefined before the first fetch was answered, and when the followed offsets are not there any more
   * (the topic was made anew): then ask for the offsets.
   */
  highWatermark(partition: TopicPartition): bigint | undefined;
  /**
   * The records of the ranges (each partition once), chunk by chunk, in order within a partition: from the follow's buffer where it has them, else
   * fetched. Throws `OffsetOutOfRangeError` for offsets that are not there any more, and the signal's reason when aborted.
   */
  read(ranges: readonly OffsetRange[], options?: ReadOptions): AsyncIterable<RecordColumns>;
  close(): Promise<void>;
}

/** A reader; it connects with the first call. All readers of the process share one worker thread. */
export function openReader(config: KafkaClientConfig): KafkaReader {
  return new BufferedReader(config);
}

class BufferedReader implements KafkaReader {
  readonly #session: ThreadSession;
  readonly #buffers = new Map<string, PartitionBuffer>();
  readonly #ends = new Map<string, bigint>();
  readonly #waiting = new Set<() => void>();
  #positions: readonly TopicPartition[] = [];
  #onAdvance: () => void = () => {};
  #headers = false;
  #round = 0;

  constructor(config: KafkaClientConfig) {
    this.#session = new ThreadSession(config, news => this.#hear(news));
  }

  partitions(subscription: Subscription): Promise<TopicPartition[]> {
    return this.#session.call("partitions", subscription);
  }

  offsets(partitions: readonly TopicPartition[], at: "earliest" | "latest" | bigint): Promise<bigint[]> {
    return this.#session.call("offsets", partitions, at);
  }

  follow(positions: readonly Position[], onAdvance: () => void): void {
    this.#onAdvance = onAdvance;
    const wanted = new Map(positions.map(position => [keyOf(position), position.from]));
    let same = wanted.size === this.#buffers.size;
    for (const key of this.#buffers.keys()) if (!wanted.has(key)) this.#buffers.delete(key);
    for (const [key, from] of wanted) {
      if (this.#buffers.get(key)?.holds(from)) continue;
      same = false;
      this.#buffers.set(key, this.#bufferFrom(key, from));
    }
    this.#positions = positions.map(({ topic, partition }) => ({ topic, partition }));
    if (!same) this.#follow();
  }

  highWatermark(partition: TopicPartition): bigint | undefined {
    return this.#ends.get(keyOf(partition));
  }

  async *read(
    ranges: readonly OffsetRange[],
    { headers = false, signal }: ReadOptions = {},
  ): AsyncGenerator<RecordColumns> {
    if (headers && !this.#headers) this.#withHeaders(ranges);
    const left = new Map(ranges.filter(({ from, to }) => from < to).map(range => [keyOf(range), range]));
    while (left.size > 0) {
      let progress = false;
      for (const [key, range] of left) {
        signal?.throwIfAborted();
        const buffer = this.#buffers.get(key);
        const { columns, next } = buffer?.holds(range.from)
          ? buffer.take(range.from, range.to)
          : { columns: [], next: range.from };
        yield* columns;
        if (next > range.from) left.set(key, { ...range, from: next });
        else if (!buffer?.holds(range.from) || buffer.troubled) {
          yield* this.#fetched(range, headers, signal);
          left.set(key, { ...range, from: range.to });
        } else continue;
        progress = true;
        if (left.get(key)!.from >= range.to) left.delete(key);
      }
      if (!progress) await this.#session.holding(this.#news(signal));
    }
  }

  async close(): Promise<void> {
    this.#buffers.clear();
    await this.#session.close();
  }

  /** What the buffer has not; the follow then goes on behind it, if that is further than it had come. */
  async *#fetched(
    range: OffsetRange,
    headers: boolean,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<RecordColumns> {
    for await (const chunk of this.#session.read([range], headers, signal))
      yield* columnsBetween(chunk, range.from, range.to);
    const key = keyOf(range);
    const buffer = this.#buffers.get(key);
    if (!buffer || buffer.end > range.to) return;
    this.#buffers.set(key, this.#bufferFrom(key, range.to));
    this.#follow();
  }

  #bufferFrom(key: string, from: bigint): PartitionBuffer {
    return new PartitionBuffer(from, bytes => this.#session.used(key, bytes));
  }

  /** From now on all is decoded with its headers; what is buffered without them is fetched again. */
  #withHeaders(ranges: readonly OffsetRange[]): void {
    this.#headers = true;
    for (const range of ranges) {
      const key = keyOf(range);
      if (this.#buffers.has(key)) this.#buffers.set(key, this.#bufferFrom(key, range.from));
    }
    if (this.#buffers.size > 0) this.#follow();
  }

  #follow(): void {
    this.#round++;
    const positions = this.#positions.map(each => ({ ...each, from: this.#buffers.get(keyOf(each))!.end }));
    this.#session.follow(positions, this.#headers);
  }

  #hear(news: FollowNews): void {
    if (news.round !== this.#round) return;
    let advanced = false;
    if (news.kind === "trouble")
      for (const key of news.partitions) {
        const buffer = this.#buffers.get(key);
        if (buffer) buffer.troubled = true;
        // What was known of a lost one is of another log: it is to be asked for.
        if (news.lost) advanced = this.#ends.delete(key) || advanced;
      }
    else {
      for (const chunk of news.chunks) this.#buffers.get(keyOf(chunk))?.add(chunk);
      for (const [key, end] of news.ends) {
        advanced ||= this.#ends.get(key) !== end;
        this.#ends.set(key, end);
      }
    }
    for (const wake of this.#waiting) wake();
    if (advanced) this.#onAdvance();
  }

  /** Until something was heard, or the signal is aborted. */
  #news(signal: AbortSignal | undefined): Promise<void> {
    return new Promise(resolve => {
      const done = () => {
        this.#waiting.delete(done);
        signal?.removeEventListener("abort", done);
        resolve();
      };
      this.#waiting.add(done);
      signal?.addEventListener("abort", done);
    });
  }
}
