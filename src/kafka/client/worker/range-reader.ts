import { ErrorCode, errorName } from "../../protocol/errors.js";
import { nextOffset } from "../../protocol/records/decode.js";
import { KafkaError, OffsetOutOfRangeError } from "../errors.js";
import type { Chunk } from "../messages.js";
import { keyOf, type OffsetRange } from "../types.js";
import { decodeFetched, type Fetched, fetchFrom } from "./fetch-records.js";
import { offsetsOf } from "./offsets.js";
import type { Session } from "./session.js";
import { allByLeader } from "./topics.js";

/** What may be on its way to the other thread and unused there. */
const WINDOW_BYTES = 16 * 1024 * 1024;
/** The broker answers at once when there is something, and there is, up to the range's end. */
const MAX_WAIT_MS = 500;

/** Fetches ranges of offsets, one after the other, the next fetch sent before the one before it is decoded. */
export class RangeReader {
  #unused = 0;
  #led: { readonly key: string; readonly node: number } | undefined;
  #stopped = false;
  #room: () => void = () => {};

  constructor(
    private readonly session: Session,
    private readonly headers: boolean,
    private readonly onChunk: (chunk: Chunk) => void,
  ) {}

  used(bytes: number): void {
    this.#unused -= bytes;
    this.#room();
  }

  stop(): void {
    this.#stopped = true;
    this.#room();
  }

  /** Throws `OffsetOutOfRangeError` for offsets that are not there (any more), a retriable `KafkaError` for what may pass. */
  async read(ranges: readonly OffsetRange[]): Promise<void> {
    for (const range of ranges) await this.#readOne(range);
  }

  async #readOne(range: OffsetRange): Promise<void> {
    const { topic, partition, to } = range;
    let { from } = range;
    for (let fetching = this.#fetchUpTo(range, from); fetching && !this.#stopped; ) {
      const fetched = await fetching;
      const next = nextOffset(recordsOf(fetched));
      // Behind the last batch nothing more will come if the topic was made anew meanwhile.
      if (next === undefined && fetched.end < to)
        throw await this.#outOfRange({ topic, partition, from, to });
      if (next !== undefined) from = BigInt(next);
      fetching = this.#fetchUpTo(range, from);
      if (next === undefined) continue;
      await this.#window();
      if (this.#stopped) return;
      const chunk = await decodeFetched(this.session, fetched, this.headers);
      this.#unused += chunk.bytes;
      this.onChunk(chunk);
    }
  }

  /** The next fetch of a range, on its way already; one that fails is heard of when it is awaited. */
  #fetchUpTo(range: OffsetRange, from: bigint): Promise<Fetched> | undefined {
    if (from >= range.to || this.#stopped) return undefined;
    const fetching = this.#fetch({ ...range, from });
    fetching.catch(() => undefined);
    return fetching;
  }

  #fetch(range: OffsetRange): Promise<Fetched> {
    return this.session.patiently(async () => {
      const node = await this.#leader(range);
      const options = { node, lane: 0, maxWaitMs: MAX_WAIT_MS, maxPartitionBytes: WINDOW_BYTES } as const;
      const [fetched] = await fetchFrom(this.session, [range], options);
      if (fetched!.errorCode === ErrorCode.OFFSET_OUT_OF_RANGE) throw await this.#outOfRange(range);
      if (fetched!.errorCode !== ErrorCode.NONE) {
        this.#led = undefined;
        throw new KafkaError(`${keyOf(range)}: ${errorName(fetched!.errorCode)}`, true);
      }
      return fetched!;
    });
  }

  async #leader(range: OffsetRange): Promise<number> {
    const key = keyOf(range);
    if (this.#led?.key !== key) {
      const [node] = (await allByLeader(this.session, [range])).keys();
      this.#led = { key, node: node! };
    }
    return this.#led.node;
  }

  async #outOfRange({ topic, partition, from }: OffsetRange): Promise<KafkaError> {
    const at = [{ topic, partition }];
    const [earliest] = await offsetsOf(this.session, at, "earliest");
    const [latest] = await offsetsOf(this.session, at, "latest");
    return new OffsetOutOfRangeError(topic, partition, from, earliest!, latest!);
  }

  /** Until the other thread has used up enough. */
  async #window(): Promise<void> {
    while (this.#unused >= WINDOW_BYTES && !this.#stopped)
      await new Promise<void>(resolve => {
        this.#room = resolve;
      });
  }
}

function recordsOf({ answer: { records } }: Fetched): Buffer {
  return records ? Buffer.from(records.buffer, records.byteOffset, records.length) : Buffer.alloc(0);
}
