import { deleteGroups } from "../../protocol/apis/delete-groups.js";
import { ErrorCode } from "../../protocol/errors.js";
import { handler } from "../handler.js";

/** DeleteGroups 0–1: only groups without members, with all that they committed. */
export const handleDeleteGroups = handler(deleteGroups, ({ groups }, { state }) => ({
  throttleTimeMs: 0,
  results: groups.map(groupId => {
    if (!state.groups.ids().includes(groupId)) return { groupId, errorCode: ErrorCode.GROUP_ID_NOT_FOUND };
    if ((state.groups.find(groupId)?.members.size ?? 0) > 0)
      return { groupId, errorCode: ErrorCode.NON_EMPTY_GROUP };
    state.groups.delete(groupId);
    return { groupId, errorCode: ErrorCode.NONE };
  }),
}));
