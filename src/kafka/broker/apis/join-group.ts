import { joinGroup } from "../../protocol/apis/join-group.js";
import { ErrorCode } from "../../protocol/errors.js";
import { handler } from "../handler.js";

/** `group.min.session.timeout.ms` and `group.max.session.timeout.ms`; Kafka's least is 6 s, tests want less. */
const SHORTEST_SESSION_MS = 1_000;
const LONGEST_SESSION_MS = 1_800_000;

/**
 * JoinGroup 0–5.
 * - The first members do not wait for others (`group.initial.rebalance.delay.ms` is 0, where Kafka's default is 3 s).
 * - A new member is taken at once; MEMBER_ID_REQUIRED (KIP-394) is never asked for.
 */
export const handleJoinGroup = handler(joinGroup, async (request, context) => {
  const { groupId, memberId, sessionTimeoutMs, rebalanceTimeoutMs } = request;
  const refused =
    groupId === ""
      ? ErrorCode.INVALID_GROUP_ID
      : sessionTimeoutMs < SHORTEST_SESSION_MS || sessionTimeoutMs > LONGEST_SESSION_MS
        ? ErrorCode.INVALID_SESSION_TIMEOUT
        : ErrorCode.NONE;
  if (refused !== ErrorCode.NONE)
    return {
      throttleTimeMs: 0,
      errorCode: refused,
      generationId: -1,
      protocolName: "",
      leader: "",
      memberId,
      members: [],
    };
  const joined = await context.state.groups.findOrCreate(groupId).join({
    ...request,
    // What a member offers is kept; the request's own buffer is not.
    protocols: request.protocols.map(({ name, metadata }) => ({ name, metadata: Uint8Array.from(metadata) })),
    rebalanceTimeoutMs: rebalanceTimeoutMs < 0 ? sessionTimeoutMs : rebalanceTimeoutMs,
    clientId: context.clientId,
    clientHost: context.clientHost,
  });
  return { throttleTimeMs: 0, ...joined };
});
