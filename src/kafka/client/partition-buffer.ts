import { type Columns, rowOfOffset, sliceColumns } from "../protocol/records/columns.js";
import type { Chunk } from "./messages.js";
import type { RecordColumns, TopicPartition } from "./types.js";

/** What was fetched ahead of one partition and is not read yet: the offsets `start` to `end`, without a gap. */
export class PartitionBuffer {
  readonly #chunks: Chunk[] = [];
  #start: bigint;
  #end: bigint;
  /** It cannot be fetched ahead just now: who waits for more fetches for themselves. */
  troubled = false;

  constructor(
    from: bigint,
    /** Told of each chunk's bytes when the chunk is used up. */
    private readonly onUsed: (bytes: number) => void,
  ) {
    this.#start = this.#end = from;
  }

  get end(): bigint {
    return this.#end;
  }

  /** Whether reading from `offset` can go on here, now or when more has come. */
  holds(offset: bigint): boolean {
    return offset >= this.#start && offset <= this.#end;
  }

  add(chunk: Chunk): void {
    // After a chunk that could not be decoded there is a gap: what is before it would never be joined.
    if (chunk.from !== this.#end) {
      this.#drop(this.#chunks.length);
      this.#start = chunk.from;
    }
    this.troubled = false;
    this.#end = chunk.next;
    this.#chunks.push(chunk);
  }

  /** The next records of [from, to), of one chunk at most, and the offset to go on from; `from` itself when there are none yet. */
  take(from: bigint, to: bigint): { readonly columns: readonly RecordColumns[]; readonly next: bigint } {
    this.#drop(this.#chunks.findIndex(({ next }) => next > from));
    const chunk = this.#chunks[0];
    if (!chunk) return { columns: [], next: from };
    const next = chunk.next < to ? chunk.next : to;
    const columns = columnsBetween(chunk, from, next);
    this.#start = next;
    if (next === chunk.next) this.#drop(1);
    return { columns, next };
  }

  /** Lets go of the first `count` chunks, of all when it is negative. */
  #drop(count: number): void {
    for (const { bytes } of this.#chunks.splice(0, count < 0 ? this.#chunks.length : count))
      this.onUsed(bytes);
  }
}

/** The rows of a chunk with the offsets [from, to); no empty columns. */
export function columnsBetween(
  { topic, partition, columns }: TopicPartition & { readonly columns: readonly Columns[] },
  from: bigint,
  to: bigint,
): RecordColumns[] {
  return columns
    .map(each => sliceColumns(each, rowOfOffset(each, from), rowOfOffset(each, to)))
    .filter(({ count }) => count > 0)
    .map(each => ({ topic, partition, ...each }));
}
