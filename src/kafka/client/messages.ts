import type { Columns } from "../protocol/records/columns.js";
import type { KafkaClientConfig } from "./config.js";
import type { WireError } from "./errors.js";
import type {
  NewTopic,
  OffsetRange,
  Position,
  ProducerRecord,
  Sent,
  Subscription,
  TopicPartition,
} from "./types.js";

/** Decoded records of one partition on their way to the other thread. */
export interface Chunk extends TopicPartition {
  readonly columns: readonly Columns[];
  /** The offset it was asked from, and the one to go on from: some between them may have no record. */
  readonly from: bigint;
  readonly next: bigint;
  /** What it counts for against what may be on its way; to be given back when it is used up. */
  readonly bytes: number;
}

/** What can be asked of the worker, each answered once. */
export interface Calls {
  partitions(session: number, subscription: Subscription): Promise<TopicPartition[]>;
  offsets(
    session: number,
    partitions: readonly TopicPartition[],
    at: "earliest" | "latest" | bigint,
  ): Promise<bigint[]>;
  send(session: number, topic: string, records: readonly ProducerRecord[]): Promise<Sent[]>;
  createTopic(session: number, topic: NewTopic): Promise<boolean>;
  listTopics(session: number): Promise<string[]>;
  close(session: number): Promise<void>;
}

export type ToWorker =
  | { readonly kind: "open"; readonly session: number; readonly config: KafkaClientConfig }
  | {
      readonly [K in keyof Calls]: {
        readonly kind: "call";
        readonly id: number;
        readonly method: K;
        readonly args: Parameters<Calls[K]>;
      };
    }[keyof Calls]
  | {
      readonly kind: "follow";
      readonly session: number;
      readonly positions: readonly Position[];
      readonly headers: boolean;
    }
  | { readonly kind: "used"; readonly session: number; readonly partition: string; readonly bytes: number }
  | {
      readonly kind: "read";
      readonly session: number;
      readonly id: number;
      readonly ranges: readonly OffsetRange[];
      readonly headers: boolean;
    }
  | { readonly kind: "read-used"; readonly id: number; readonly bytes: number }
  | { readonly kind: "read-stop"; readonly id: number };

export type FromWorker =
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "refusal"; readonly id: number; readonly error: WireError }
  /** What a follow brought: chunks, and the ends that the partitions have by now. */
  | {
      readonly kind: "followed";
      readonly session: number;
      /** Which `follow` it belongs to, counted from 1. */
      readonly round: number;
      readonly chunks: readonly Chunk[];
      readonly ends: ReadonlyMap<string, bigint>;
    }
  /** These partitions cannot be followed just now, which is tried again by itself; `lost` ones are where nothing is any more. */
  | {
      readonly kind: "trouble";
      readonly session: number;
      readonly round: number;
      readonly partitions: readonly string[];
      readonly lost: boolean;
    }
  | { readonly kind: "read-chunk"; readonly id: number; readonly chunk: Chunk }
  | { readonly kind: "read-end"; readonly id: number; readonly error?: WireError };
