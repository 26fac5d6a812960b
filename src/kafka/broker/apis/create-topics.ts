import type { RequestOf } from "../../protocol/api.js";
import { createTopics } from "../../protocol/apis/create-topics.js";
import { ErrorCode } from "../../protocol/errors.js";
import { handler, type RequestContext } from "../handler.js";
import { isTopicName } from "../log/topics.js";
import { MAX_PARTITIONS } from "../options.js";

type Asked = RequestOf<typeof createTopics>["topics"][number];

/** CreateTopics 2–4. One node, so one replica; a topic's own settings are accepted and have no effect: nothing expires. */
export const handleCreateTopics = handler(createTopics, (request, context) => ({
  throttleTimeMs: 0,
  topics: request.topics.map(asked => {
    const [errorCode, errorMessage] = create(asked, request.validateOnly, context);
    return { name: asked.name, errorCode, errorMessage };
  }),
}));

function create(asked: Asked, validateOnly: boolean, { state }: RequestContext): [number, string | null] {
  const { name, numPartitions, replicationFactor, assignments } = asked;
  if (!isTopicName(name))
    return [ErrorCode.INVALID_TOPIC_EXCEPTION, "a topic's name is 1 to 249 of a-z A-Z 0-9 . _ -"];
  if (state.topics.get(name)) return [ErrorCode.TOPIC_ALREADY_EXISTS, `Topic '${name}' already exists.`];
  const partitions =
    assignments.length > 0
      ? assignments.length
      : numPartitions === -1
        ? state.config.numPartitions
        : numPartitions;
  if (partitions < 1 || partitions > MAX_PARTITIONS)
    return [ErrorCode.INVALID_PARTITIONS, `Number of partitions must be 1 to ${MAX_PARTITIONS}.`];
  if (replicationFactor > 1)
    return [
      ErrorCode.INVALID_REPLICATION_FACTOR,
      "There is one broker, so the replication factor must be 1.",
    ];
  if (!validateOnly) state.topics.create(name, partitions);
  return [ErrorCode.NONE, null];
}
