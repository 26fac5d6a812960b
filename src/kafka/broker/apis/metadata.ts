import { metadata } from "../../protocol/apis/metadata.js";
import { ErrorCode } from "../../protocol/errors.js";
import { handler, type RequestContext } from "../handler.js";
import type { Topic } from "../log/topics.js";
import { isTopicName } from "../log/topics.js";
import { NODE_ID } from "../state.js";

const NO_OPERATIONS = -2147483648;

/** Metadata 0–8. A topic created by asking for it is there at once; Kafka says LEADER_NOT_AVAILABLE first. */
export const handleMetadata = handler(metadata, (request, context) => {
  const { state, version, address } = context;
  const all = request.topics === null || (version === 0 && request.topics.length === 0);
  return {
    throttleTimeMs: 0,
    brokers: [{ nodeId: NODE_ID, ...address, rack: null }],
    clusterId: state.identity.clusterId,
    controllerId: NODE_ID,
    topics: all
      ? state.topics.all().map(described)
      : (request.topics ?? []).map(name => named(name, request.allowAutoTopicCreation, context)),
    clusterAuthorizedOperations: NO_OPERATIONS,
  };
});

function named(name: string, create: boolean, { state }: RequestContext) {
  const known = state.topics.get(name);
  if (known) return described(known);
  if (!isTopicName(name)) return missing(name, ErrorCode.INVALID_TOPIC_EXCEPTION);
  if (!create || !state.config.autoCreateTopics) return missing(name, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  return described(state.topics.create(name, state.config.numPartitions));
}

function missing(name: string, errorCode: number) {
  return { errorCode, name, isInternal: false, partitions: [], authorizedOperations: NO_OPERATIONS };
}

function described({ name, partitions }: Topic) {
  return {
    errorCode: ErrorCode.NONE,
    name,
    isInternal: false,
    partitions: partitions.map((_, partition) => ({
      errorCode: ErrorCode.NONE,
      partition,
      leader: NODE_ID,
      leaderEpoch: 0,
      replicas: [NODE_ID],
      inSyncReplicas: [NODE_ID],
      offlineReplicas: [],
    })),
    authorizedOperations: NO_OPERATIONS,
  };
}
