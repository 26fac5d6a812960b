import type { ResponseOf } from "../../protocol/api.js";
import { fetch } from "../../protocol/apis/fetch.js";
import { decodeRecords } from "../../protocol/records/decode.js";
import type { Chunk } from "../messages.js";
import { keyOf, type Position, type TopicPartition } from "../types.js";
import type { Lane, Session } from "./session.js";
import { byTopic } from "./topics.js";

type Answer = ResponseOf<typeof fetch>["topics"][number]["partitions"][number];

/** What a fetch says of one partition, its records not yet decoded. */
export interface Fetched extends TopicPartition {
  readonly from: bigint;
  readonly errorCode: number;
  /** The high watermark, or under read_committed the last stable offset: what can be read up to. */
  readonly end: bigint;
  readonly answer: Answer;
}

export interface FetchOptions {
  readonly node: number;
  readonly lane: Lane;
  /** How long the broker may hold it back while there is nothing. */
  readonly maxWaitMs: number;
  readonly maxPartitionBytes: number;
}

/** Sends one Fetch to the node that leads `positions`. */
export async function fetchFrom(
  session: Session,
  positions: readonly Position[],
  { node, lane, maxWaitMs, maxPartitionBytes }: FetchOptions,
): Promise<Fetched[]> {
  const { config } = session;
  const response = await session.send(
    fetch,
    {
      replicaId: -1,
      maxWaitMs,
      minBytes: config.fetchMinBytes,
      maxBytes: config.fetchMaxBytes,
      isolationLevel: config.readCommitted ? 1 : 0,
      sessionId: 0,
      sessionEpoch: -1,
      topics: byTopic(positions, ({ partition, from }) => ({
        partition,
        currentLeaderEpoch: -1,
        fetchOffset: from,
        logStartOffset: -1n,
        maxBytes: Math.min(config.maxPartitionFetchBytes, maxPartitionBytes),
      })),
      forgottenTopics: [],
      rackId: "",
    },
    node,
    lane,
    maxWaitMs,
  );
  const asked = new Map(positions.map(position => [keyOf(position), position.from]));
  return response.topics.flatMap(({ name: topic, partitions }) =>
    partitions.map(answer => ({
      topic,
      partition: answer.partition,
      from: asked.get(keyOf({ topic, partition: answer.partition }))!,
      errorCode: answer.errorCode,
      end: config.readCommitted ? answer.lastStableOffset : answer.highWatermark,
      answer,
    })),
  );
}

/** Decodes what was fetched. The bytes are copied once, out of kafkajs's buffer, into one that can go to the other thread. */
export async function decodeFetched(session: Session, fetched: Fetched, headers: boolean): Promise<Chunk> {
  const { topic, partition, from, answer } = fetched;
  const bytes = Buffer.from(new Uint8Array(answer.records ?? []).buffer);
  const { columns, next } = await decodeRecords(bytes, {
    from: Number(from),
    headers,
    checkCrcs: session.config.checkCrcs,
    aborted: answer.abortedTransactions ?? [],
  });
  return {
    topic,
    partition,
    columns,
    from,
    next: next === undefined ? from : BigInt(next),
    bytes: bytes.length,
  };
}

/** The buffers that move with the chunks; each is named once. */
export function buffersOf(chunks: readonly Chunk[]): ArrayBuffer[] {
  const buffers = new Set<ArrayBufferLike>();
  for (const { columns } of chunks)
    for (const each of columns) buffers.add(each.data.buffer).add(each.offsets.buffer);
  return [...buffers] as ArrayBuffer[];
}
