import { leaveGroup } from "../../protocol/apis/leave-group.js";
import { ErrorCode } from "../../protocol/errors.js";
import { handler } from "../handler.js";

/** LeaveGroup 0–3: one member, or several by member id (or, for static members, by instance id). */
export const handleLeaveGroup = handler(leaveGroup, (request, { state, version }) => {
  const group = state.groups.find(request.groupId);
  const asked = version < 3 ? [{ memberId: request.memberId, groupInstanceId: null }] : request.members;
  const members = asked.map(({ memberId, groupInstanceId }) => {
    const id =
      memberId !== "" || groupInstanceId === null
        ? memberId
        : [...(group?.members.values() ?? [])].find(m => m.options.instanceId === groupInstanceId)?.id;
    const left = id !== undefined && group?.remove(id);
    return { memberId, groupInstanceId, errorCode: left ? ErrorCode.NONE : ErrorCode.UNKNOWN_MEMBER_ID };
  });
  const errorCode = version < 3 ? members[0]!.errorCode : ErrorCode.NONE;
  return { throttleTimeMs: 0, errorCode, members };
});
