import { offsetCommit } from "../../protocol/apis/offset-commit.js";
import { ErrorCode } from "../../protocol/errors.js";
import { handler, type RequestContext } from "../handler.js";

/** OffsetCommit 2–7. Kept until the group is deleted; Kafka forgets after `offsets.retention.minutes`. */
export const handleOffsetCommit = handler(offsetCommit, (request, context) => {
  const { groupId, memberId, generationId } = request;
  const refused = check(groupId, memberId, generationId, context);
  return {
    throttleTimeMs: 0,
    topics: request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partition, offset, metadata }) => {
        if (refused !== ErrorCode.NONE) return { partition, errorCode: refused };
        if (!context.state.topics.partition(name, partition))
          return { partition, errorCode: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION };
        context.state.groups.offsets.commit(groupId, name, partition, Number(offset), metadata);
        return { partition, errorCode: ErrorCode.NONE };
      }),
    })),
  };
});

/** A negative generation is a consumer that manages its partitions itself: welcome while the group has no members. */
function check(groupId: string, memberId: string, generation: number, { state }: RequestContext): number {
  const group = state.groups.find(groupId);
  if (generation < 0) return group && group.members.size > 0 ? ErrorCode.UNKNOWN_MEMBER_ID : ErrorCode.NONE;
  const error = group?.heartbeat(memberId, generation) ?? ErrorCode.ILLEGAL_GENERATION;
  // Offsets of what was read before the division are welcome during it.
  return error === ErrorCode.REBALANCE_IN_PROGRESS ? ErrorCode.NONE : error;
}
