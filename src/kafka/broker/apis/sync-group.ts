import { syncGroup } from "../../protocol/apis/sync-group.js";
import { ErrorCode } from "../../protocol/errors.js";
import { handler } from "../handler.js";

/** SyncGroup 0–3: answered when the leader has brought the division. */
export const handleSyncGroup = handler(syncGroup, async (request, { state }) => {
  const { groupId, memberId, generationId, assignments } = request;
  const parts = new Map(assignments.map(each => [each.memberId, Uint8Array.from(each.assignment)]));
  const synced = (await state.groups.find(groupId)?.sync(memberId, generationId, parts)) ?? {
    errorCode: ErrorCode.UNKNOWN_MEMBER_ID,
    assignment: new Uint8Array(),
  };
  return { throttleTimeMs: 0, ...synced };
});
