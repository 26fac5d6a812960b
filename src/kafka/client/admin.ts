import type { KafkaClientConfig } from "./config.js";
import { ThreadSession } from "./thread-session.js";
import type { NewTopic } from "./types.js";

export type { NewTopic } from "./types.js";

/** Makes a topic; false when it was there already. */
export function createTopic(config: KafkaClientConfig, topic: NewTopic): Promise<boolean> {
  return once(config, session => session.call("createTopic", topic));
}

/** The names of all topics but Kafka's own, sorted. */
export function listTopics(config: KafkaClientConfig): Promise<string[]> {
  return once(config, session => session.call("listTopics"));
}

async function once<T>(config: KafkaClientConfig, ask: (session: ThreadSession) => Promise<T>): Promise<T> {
  const session = new ThreadSession(config);
  try {
    return await ask(session);
  } finally {
    await session.close();
  }
}

/** A topic, and how many records it holds. */
export interface TopicSize {
  readonly name: string;
  readonly partitions: number;
  readonly records: bigint;
}

/** All topics but Kafka's own, sorted, with their sizes. */
export function topicSizes(config: KafkaClientConfig): Promise<TopicSize[]> {
  return once(config, async session => {
    const names = await session.call("listTopics");
    if (names.length === 0) return [];
    const partitions = await session.call("partitions", { kind: "subscribe", topics: names });
    const [begin, end] = await Promise.all([
      session.call("offsets", partitions, "earliest"),
      session.call("offsets", partitions, "latest"),
    ]);
    return names.map(name => {
      const mine = partitions.flatMap(({ topic }, i) => (topic === name ? [end[i]! - begin[i]!] : []));
      return { name, partitions: mine.length, records: mine.reduce((sum, each) => sum + each, 0n) };
    });
  });
}
