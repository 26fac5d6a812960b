import type { ResponseOf } from "../../protocol/api.js";
import { metadata } from "../../protocol/apis/metadata.js";
import { ErrorCode, errorName } from "../../protocol/errors.js";
import { KafkaError } from "../errors.js";
import { javaPattern } from "../java-pattern.js";
import { keyOf, type Subscription, type TopicPartition } from "../types.js";
import type { Session } from "./session.js";

type Topic = ResponseOf<typeof metadata>["topics"][number];

/** Errors of topics that are just being made, or whose leader moves. */
const passing: ReadonlySet<number> = new Set([
  ErrorCode.LEADER_NOT_AVAILABLE,
  ErrorCode.NOT_LEADER_OR_FOLLOWER,
]);

/** The topics named, or all; those that do not exist are left out. */
async function topicsOf(session: Session, names: readonly string[] | null): Promise<Topic[]> {
  const { topics } = await session.send(metadata, {
    topics: names,
    allowAutoTopicCreation: false,
    includeClusterAuthorizedOperations: false,
    includeTopicAuthorizedOperations: false,
  });
  const found = topics.filter(({ errorCode }) => errorCode !== ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  for (const { name, errorCode } of found)
    if (errorCode !== ErrorCode.NONE)
      throw new KafkaError(`topic ${name}: ${errorName(errorCode)}`, passing.has(errorCode));
  return found;
}

/** The partitions that a subscription means at this moment, sorted by topic and number. */
export async function partitionsOf(session: Session, subscription: Subscription): Promise<TopicPartition[]> {
  if (subscription.kind === "assign") return [...subscription.partitions].sort(inOrder);
  const names = subscription.kind === "subscribe" ? subscription.topics : null;
  const wanted =
    subscription.kind === "pattern"
      ? (({ pattern }) => {
          const regex = javaPattern(pattern);
          return ({ name, isInternal }: Topic) => !isInternal && regex.test(name);
        })(subscription)
      : () => true;
  const topics = await session.patiently(() => topicsOf(session, names));
  return topics
    .filter(wanted)
    .flatMap(({ name, partitions }) => partitions.map(({ partition }) => ({ topic: name, partition })))
    .sort(inOrder);
}

export async function topicNames(session: Session): Promise<string[]> {
  const topics = await session.patiently(() => topicsOf(session, null));
  return topics
    .filter(({ isInternal }) => !isInternal)
    .map(({ name }) => name)
    .sort();
}

/** Partitions by the node that leads them, and those that do not exist or have no leader at the moment. */
export async function byLeader<P extends TopicPartition>(
  session: Session,
  partitions: readonly P[],
): Promise<{ readonly groups: ReadonlyMap<number, P[]>; readonly missing: readonly P[] }> {
  const topics = await topicsOf(session, [...new Set(partitions.map(({ topic }) => topic))]);
  const leaders = new Map(
    topics.flatMap(({ name, partitions: all }) =>
      all.map(({ partition, leader }) => [keyOf({ topic: name, partition }), leader] as const),
    ),
  );
  const groups = new Map<number, P[]>();
  const missing: P[] = [];
  for (const each of partitions) {
    const node = leaders.get(keyOf(each)) ?? -1;
    if (node < 0) missing.push(each);
    else groups.set(node, [...(groups.get(node) ?? []), each]);
  }
  return { groups, missing };
}

/** As above, where each of them is needed: throws a retriable `KafkaError` that names what is missing. */
export async function allByLeader<P extends TopicPartition>(
  session: Session,
  partitions: readonly P[],
): Promise<ReadonlyMap<number, P[]>> {
  const { groups, missing } = await byLeader(session, partitions);
  if (missing.length > 0)
    throw new KafkaError(
      `${missing.map(keyOf).join(", ")}: no such partition, or no leader for it at the moment`,
      true,
    );
  return groups;
}

/** Partitions in the shape of a request: one entry a topic. */
export function byTopic<P extends TopicPartition, Q>(
  partitions: readonly P[],
  entry: (partition: P) => Q,
): { name: string; partitions: Q[] }[] {
  const topics = new Map<string, Q[]>();
  for (const each of partitions) topics.set(each.topic, [...(topics.get(each.topic) ?? []), entry(each)]);
  return [...topics].map(([name, entries]) => ({ name, partitions: entries }));
}

function inOrder(a: TopicPartition, b: TopicPartition): number {
  return a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1;
}
