import type { ProducerRecord } from "../../kafka/client/producer.js";
import { systemClock as clock } from "../../util/clock.js";
import { messageOf } from "../../util/errors.js";

export interface OutboxOptions {
  /** Most records sent at once. */
  readonly batchSize: number;
  /** Longest wait for so many. */
  readonly batchTimeoutMs: number;
  /** Records held before whoever brings more has to wait. */
  readonly bound: number;
  send(records: readonly ProducerRecord[]): Promise<unknown>;
  /** `count` records are in Kafka. */
  sent(count: number): void;
  /** Kafka does not take them; they are sent again until it does. */
  refused(problem: string): void;
  /** A record was left out: Kafka takes none of its size. */
  tooLarge(record: ProducerRecord): void;
}

const retryMs = 1000;
/** Large tweets may fill the memory before they are many. */
const boundBytes = 64 * 1024 * 1024;
/** Kafka takes a megabyte at once, unless its `message.max.bytes` says otherwise. */
const batchBytes = 512 * 1024;
const tooLarge = /larger than the max message size/;

/**
 * Records on their way to Kafka: in order, in batches, held while Kafka is away, none dropped. Kafka's time is the system's,
 * whatever clock the tweets come by.
 */
export class Outbox {
  readonly #queue: ProducerRecord[] = [];
  #bytes = 0;
  #wake = () => {};
  #hasRoom = () => {};
  readonly #closing = new AbortController();
  readonly #givingUp = new AbortController();
  readonly #done: Promise<void>;

  constructor(private readonly options: OutboxOptions) {
    this.#done = this.#work();
  }

  get length(): number {
    return this.#queue.length;
  }

  /** Resolves when there is room for more, or the signal is aborted. */
  async put(records: readonly ProducerRecord[], signal: AbortSignal): Promise<void> {
    for (const record of records) {
      this.#queue.push(record);
      this.#bytes += sizeOf(record);
    }
    this.#wake();
    const free = () => this.#hasRoom();
    signal.addEventListener("abort", free);
    while (!signal.aborted && this.#isFull)
      await new Promise<void>(resolve => {
        this.#hasRoom = resolve;
      });
    signal.removeEventListener("abort", free);
  }

  /** Sends what is left, as long as that takes `graceMs` at most. @returns records that stay unsent */
  async close(graceMs: number): Promise<number> {
    this.#closing.abort();
    this.#wake();
    await Promise.race([this.#done, clock.sleep(graceMs)]);
    this.#givingUp.abort();
    return this.#queue.length;
  }

  get #isFull(): boolean {
    return this.#queue.length >= this.options.bound || this.#bytes >= boundBytes;
  }

  async #work(): Promise<void> {
    const { batchSize, batchTimeoutMs } = this.options;
    for (;;) {
      if (this.#queue.length === 0) {
        if (this.#closing.signal.aborted) return;
        await this.#woken();
        continue;
      }
      const deadline = clock.now() + batchTimeoutMs;
      while (this.#queue.length < batchSize && !this.#closing.signal.aborted && clock.now() < deadline)
        await this.#woken(deadline - clock.now());
      await this.#send(this.#nextBatch());
      if (this.#givingUp.signal.aborted) return;
    }
  }

  #nextBatch(): ProducerRecord[] {
    let bytes = 0;
    const end = this.#queue.findIndex((record, i) => {
      bytes += sizeOf(record);
      return i === this.options.batchSize || (i > 0 && bytes > batchBytes);
    });
    return this.#queue.slice(0, end < 0 ? this.#queue.length : end);
  }

  /** Until a record comes, the end, or the time is up. */
  async #woken(ms?: number): Promise<void> {
    const timer = new AbortController();
    const woken = new Promise<void>(resolve => {
      this.#wake = resolve;
    });
    await (ms === undefined ? woken : Promise.race([woken, clock.sleep(ms, timer.signal)]));
    timer.abort();
  }

  async #send(all: readonly ProducerRecord[]): Promise<void> {
    const { send, sent, refused } = this.options;
    const { signal } = this.#givingUp;
    for (let batch = all; !signal.aborted; )
      try {
        await send(batch);
        this.#remove(batch);
        return sent(batch.length);
      } catch (error) {
        const problem = messageOf(error);
        if (!tooLarge.test(problem)) {
          refused(problem);
          await clock.sleep(retryMs, signal);
        } else if (batch.length > 1) batch = batch.slice(0, Math.ceil(batch.length / 2));
        else {
          this.#remove(batch);
          return this.options.tooLarge(batch[0]!);
        }
      }
  }

  #remove(batch: readonly ProducerRecord[]): void {
    this.#queue.splice(0, batch.length);
    for (const record of batch) this.#bytes -= sizeOf(record);
    this.#hasRoom();
  }
}

function sizeOf({ key, value }: ProducerRecord): number {
  return bytesOf(key) + bytesOf(value);
}

function bytesOf(data: ProducerRecord["value"]): number {
  return typeof data === "string" ? Buffer.byteLength(data) : (data?.length ?? 0);
}
