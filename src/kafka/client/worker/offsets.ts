import { EARLIEST_TIMESTAMP, LATEST_TIMESTAMP, listOffsets } from "../../protocol/apis/list-offsets.js";
import { ErrorCode, errorName } from "../../protocol/errors.js";
import { KafkaError } from "../errors.js";
import { keyOf, type TopicPartition } from "../types.js";
import type { Session } from "./session.js";
import { allByLeader, byTopic } from "./topics.js";

export type At = "earliest" | "latest" | bigint;

/** The offset of each partition at a place, or of its first record of a timestamp or later (-1 when it has none). */
export async function offsetsOf(
  session: Session,
  partitions: readonly TopicPartition[],
  at: At,
): Promise<bigint[]> {
  const found = new Map<string, bigint>();
  await Promise.all(
    [...(await allByLeader(session, partitions))].map(async ([node, led]) => {
      for (const [key, offset] of await offsetsFrom(session, node, led, at)) found.set(key, offset);
    }),
  );
  return partitions.map(partition => found.get(keyOf(partition))!);
}

/** As above, for partitions that `node` leads. */
export async function offsetsFrom(
  session: Session,
  node: number,
  partitions: readonly TopicPartition[],
  at: At,
): Promise<Map<string, bigint>> {
  const timestamp = at === "earliest" ? EARLIEST_TIMESTAMP : at === "latest" ? LATEST_TIMESTAMP : at;
  const { topics } = await session.send(
    listOffsets,
    {
      replicaId: -1,
      isolationLevel: session.config.readCommitted ? 1 : 0,
      topics: byTopic(partitions, ({ partition }) => ({ partition, currentLeaderEpoch: -1, timestamp })),
    },
    node,
  );
  const offsets = new Map<string, bigint>();
  for (const { name: topic, partitions: answers } of topics)
    for (const { partition, errorCode, offset } of answers) {
      const key = keyOf({ topic, partition });
      if (errorCode !== ErrorCode.NONE)
        throw new KafkaError(`offsets of ${key}: ${errorName(errorCode)}`, true);
      offsets.set(key, offset);
    }
  return offsets;
}
