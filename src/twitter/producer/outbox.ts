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
}

const retryMs = 1000;
/** Large tweets may fill the memory before they are many. */
const boundBytes = 64 * 1024 * 1024;

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
      if (!(await this.#send(this.#queue.slice(0, batchSize)))) return;
    }
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

  async #send(batch: readonly ProducerRecord[]): Promise<boolean> {
    const { send, sent, refused } = this.options;
    const { signal } = this.#givingUp;
    while (!signal.aborted) {
      try {
        await send(batch);
        this.#queue.splice(0, batch.length);
        for (const record of batch) this.#bytes -= sizeOf(record);
        sent(batch.length);
        this.#hasRoom();
        return true;
      } catch (error) {
        refused(messageOf(error));
        await clock.sleep(retryMs, signal);
      }
    }
    return false;
  }
}

function sizeOf({ key, value }: ProducerRecord): number {
  return (key?.length ?? 0) + (value?.length ?? 0);
}
