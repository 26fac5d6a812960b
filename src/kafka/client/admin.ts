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
