import type { Columns } from "../protocol/records/columns.js";

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** What a source reads, as Spark's three options say it. */
export type Subscription =
  | { readonly kind: "subscribe"; readonly topics: readonly string[] }
  /** A Java regular expression that the whole topic name has to match. */
  | { readonly kind: "pattern"; readonly pattern: string }
  | { readonly kind: "assign"; readonly partitions: readonly TopicPartition[] };

/** A place in a partition to go on from. */
export interface Position extends TopicPartition {
  readonly from: bigint;
}

/** The offsets `from` (included) to `to` (excluded) of a partition. */
export interface OffsetRange extends Position {
  readonly to: bigint;
}

/** One chunk of records of one partition; the columns are views into `data`. Rows are in the order of their offsets. */
export interface RecordColumns extends TopicPartition, Columns {}

/** A record to be sent. */
export interface ProducerRecord {
  readonly key: Uint8Array | string | null;
  readonly value: Uint8Array | string | null;
  /** A name may come with several values. */
  readonly headers?: Readonly<Record<string, Uint8Array | string | readonly (Uint8Array | null)[]>>;
  /** Milliseconds since the epoch; now, if it is left out. */
  readonly timestamp?: number;
  /** Chosen from the key, as Java's client does, if it is left out. */
  readonly partition?: number;
}

/** Where records went. */
export interface Sent {
  readonly partition: number;
  /** Of the first of them; -1 with `acks=0`. */
  readonly baseOffset: bigint;
}

export interface NewTopic {
  readonly topic: string;
  /** The broker's default, if it is left out. */
  readonly partitions?: number;
}

/** One string a partition, to look it up by. */
export function keyOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}
