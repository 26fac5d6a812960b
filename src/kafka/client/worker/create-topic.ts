import { createTopics } from "../../protocol/apis/create-topics.js";
import { metadata } from "../../protocol/apis/metadata.js";
import { ErrorCode, errorName } from "../../protocol/errors.js";
import { KafkaError } from "../errors.js";
import type { NewTopic } from "../types.js";
import type { Session } from "./session.js";

/** Makes the topic and says whether it had to be made. */
export function createTopic(session: Session, { topic, partitions = -1 }: NewTopic): Promise<boolean> {
  return session.patiently(async () => {
    const { controllerId } = await session.send(metadata, {
      topics: [],
      allowAutoTopicCreation: false,
      includeClusterAuthorizedOperations: false,
      includeTopicAuthorizedOperations: false,
    });
    const { topics } = await session.send(
      createTopics,
      {
        topics: [
          { name: topic, numPartitions: partitions, replicationFactor: -1, assignments: [], configs: [] },
        ],
        timeoutMs: session.config.requestTimeoutMs,
        validateOnly: false,
      },
      controllerId,
    );
    const { errorCode, errorMessage } = topics[0]!;
    if (errorCode === ErrorCode.TOPIC_ALREADY_EXISTS) return false;
    if (errorCode !== ErrorCode.NONE)
      throw new KafkaError(`topic ${topic} cannot be made: ${errorMessage ?? errorName(errorCode)}`, false);
    return true;
  });
}
