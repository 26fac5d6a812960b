import { setImmediate } from "node:timers/promises";
import { ErrorCode, errorName } from "../../protocol/errors.js";
import { nextOffset } from "../../protocol/records/decode.js";
import { KafkaError } from "../errors.js";
import type { Chunk } from "../messages.js";
import { keyOf, type Position, type TopicPartition } from "../types.js";
import { decodeFetched, type Fetched, fetchFrom } from "./fetch-records.js";
import { offsetsFrom } from "./offsets.js";
import type { Session } from "./session.js";
import { byLeader } from "./topics.js";

/** What may be on its way to the other thread and unused there, of all partitions together. */
const BUFFER_BYTES = 32 * 1024 * 1024;
/** How often the ends of partitions whose share of the buffer is full are asked for. */
const ENDS_EVERY_MS = 100;
/** How soon partitions that have no leader, or do not exist, are looked for again. */
const LOOK_AGAIN_MS = 1000;

interface Followed extends TopicPartition {
  from: bigint;
  unused: number;
}

export interface FollowEvents {
  /** Chunks in order, and the ends of partitions as of now. */
  followed(chunks: readonly Chunk[], ends: ReadonlyMap<string, bigint>): void;
  /** These cannot be followed just now; `lost`: not at all, their positions are not there any more. */
  trouble(partitions: readonly string[], lost?: boolean): void;
}

/**
 * Keeps long-polling partitions from their positions on, one loop a leading node, each fetch sent before the one before it
 * is decoded. Goes on by itself through restarts and moves of brokers, until it is stopped.
 */
export class Follower {
  readonly #followed = new Map<string, Followed>();
  #stopped = false;
  readonly #sleepers = new Set<() => void>();

  constructor(
    private readonly session: Session,
    positions: readonly Position[],
    private readonly headers: boolean,
    private readonly events: FollowEvents,
  ) {
    for (const position of positions) this.#followed.set(keyOf(position), { ...position, unused: 0 });
    void this.#run();
  }

  /** The other thread has used up `bytes` of a partition's chunks. */
  used(partition: string, bytes: number): void {
    const followed = this.#followed.get(partition);
    if (followed) followed.unused = Math.max(0, followed.unused - bytes);
    this.#wake();
  }

  stop(): void {
    this.#stopped = true;
    this.#wake();
  }

  async #run(): Promise<void> {
    const { reconnectBackoffMs, reconnectBackoffMaxMs } = this.session.config;
    for (let pause = reconnectBackoffMs; this.#going; ) {
      try {
        const { groups, missing } = await byLeader(this.session, [...this.#followed.values()]);
        if (missing.length > 0) this.events.trouble(missing.map(keyOf));
        const round = {
          until: Date.now() + (missing.length > 0 ? LOOK_AGAIN_MS : this.session.config.metadataMaxAgeMs),
        };
        const onAnswer = () => {
          pause = reconnectBackoffMs;
        };
        const polls = [...groups].map(([node, led]) => this.#poll(node, led, round, onAnswer));
        if (polls.length === 0) await this.#pause(LOOK_AGAIN_MS);
        // One loop that ends, ends them all: then the leaders are asked for anew.
        for (const poll of polls) void poll.finally(() => (round.until = 0)).catch(() => undefined);
        const failed = (await Promise.allSettled(polls)).find(({ status }) => status === "rejected");
        if (failed?.status === "rejected") throw failed.reason;
      } catch {
        // Whoever reads meanwhile learns the reason from a fetch of its own.
        this.events.trouble([...this.#followed.keys()]);
        await this.#pause(pause);
        pause = Math.min(2 * Math.max(pause, 1), reconnectBackoffMaxMs);
      }
    }
  }

  get #going(): boolean {
    return !this.#stopped && this.#followed.size > 0;
  }

  /** Until the round is over; throws what a fetch throws. */
  async #poll(
    node: number,
    led: readonly Followed[],
    round: { readonly until: number },
    onAnswer: () => void,
  ): Promise<void> {
    const { fetchMaxWaitMs } = this.session.config;
    let decoding: Promise<void> = Promise.resolve();
    let endsAt = 0;
    while (this.#going && Date.now() < round.until) {
      const share = Math.max(1, Math.floor(BUFFER_BYTES / this.#followed.size));
      const mine = led.filter(each => this.#followed.get(keyOf(each)) === each);
      const open = mine.filter(({ unused }) => unused < share);
      const full = mine.filter(({ unused }) => unused >= share);
      if (mine.length === 0) return;
      if (full.length > 0 && Date.now() - endsAt >= ENDS_EVERY_MS) {
        this.events.followed([], await offsetsFrom(this.session, node, full, "latest"));
        endsAt = Date.now();
      }
      if (open.length === 0) {
        await this.#pause(ENDS_EVERY_MS);
        continue;
      }
      const maxWaitMs = full.length > 0 ? Math.min(ENDS_EVERY_MS, fetchMaxWaitMs) : fetchMaxWaitMs;
      const options = { node, lane: 1, maxWaitMs, maxPartitionBytes: share } as const;
      const fetched = this.#withoutErrors(await fetchFrom(this.session, open, options));
      onAnswer();
      for (const each of fetched) this.#advance(each);
      const before = decoding;
      // Behind the sending of the next fetch, so that the broker works on that meanwhile.
      decoding = before.then(() => setImmediate()).then(() => this.#pass(fetched));
      await before;
    }
    await decoding;
  }

  /** Moves the partition on, so that the next fetch can go before this one is decoded. */
  #advance({ topic, partition, answer }: Fetched): void {
    const { records } = answer;
    const followed = this.#followed.get(keyOf({ topic, partition }))!;
    if (!records || records.length === 0) return;
    const next = nextOffset(Buffer.from(records.buffer, records.byteOffset, records.length));
    if (next !== undefined) followed.from = BigInt(next);
    followed.unused += records.length;
  }

  async #pass(fetched: readonly Fetched[]): Promise<void> {
    const chunks: Chunk[] = [];
    for (const each of fetched) {
      if (!each.answer.records?.length) continue;
      try {
        chunks.push(await decodeFetched(this.session, each, this.headers));
      } catch {
        // Left to its reader, whose own fetch fails in the same way and says why.
        this.used(keyOf(each), each.answer.records.length);
        this.events.trouble([keyOf(each)]);
      }
    }
    if (!this.#stopped) this.events.followed(chunks, new Map(fetched.map(each => [keyOf(each), each.end])));
  }

  /** A partition whose position does not exist any more is left to its reader; other errors are for a new look at the leaders. */
  #withoutErrors(fetched: readonly Fetched[]): Fetched[] {
    for (const each of fetched) {
      if (each.errorCode === ErrorCode.OFFSET_OUT_OF_RANGE) {
        this.#followed.delete(keyOf(each));
        this.events.trouble([keyOf(each)], true);
      } else if (each.errorCode !== ErrorCode.NONE) throw new KafkaError(errorName(each.errorCode), true);
    }
    return fetched.filter(({ errorCode }) => errorCode === ErrorCode.NONE);
  }

  #pause(ms: number): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    return new Promise(resolve => {
      const done = () => {
        clearTimeout(timer);
        this.#sleepers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#sleepers.add(done);
    });
  }

  #wake(): void {
    for (const wake of this.#sleepers) wake();
  }
}
