import { createPartitions } from "../../protocol/apis/create-partitions.js";
import { ErrorCode } from "../../protocol/errors.js";
import { handler, type RequestContext } from "../handler.js";
import { MAX_PARTITIONS } from "../options.js";

/** CreatePartitions 0–1: topics grow, never shrink. */
export const handleCreatePartitions = handler(createPartitions, (request, context) => ({
  throttleTimeMs: 0,
  topics: request.topics.map(({ name, count }) => {
    const [errorCode, errorMessage] = grow(name, count, request.validateOnly, context);
    return { name, errorCode, errorMessage };
  }),
}));

function grow(
  name: string,
  count: number,
  validateOnly: boolean,
  { state }: RequestContext,
): [number, string | null] {
  const topic = state.topics.get(name);
  if (!topic) return [ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, null];
  if (count <= topic.partitions.length || count > MAX_PARTITIONS)
    return [
      ErrorCode.INVALID_PARTITIONS,
      `Topic currently has ${topic.partitions.length} partitions, ${count} were asked for (at most ${MAX_PARTITIONS}).`,
    ];
  if (!validateOnly) state.topics.addPartitions(name, count);
  return [ErrorCode.NONE, null];
}
