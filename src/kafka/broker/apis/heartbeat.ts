import { heartbeat } from "../../protocol/apis/heartbeat.js";
import { ErrorCode } from "../../protocol/errors.js";
import { handler } from "../handler.js";

/** Heartbeat 0–3: tells a member that the group is being divided anew. */
export const handleHeartbeat = handler(heartbeat, ({ groupId, memberId, generationId }, { state }) => ({
  throttleTimeMs: 0,
  errorCode: state.groups.find(groupId)?.heartbeat(memberId, generationId) ?? ErrorCode.UNKNOWN_MEMBER_ID,
}));
