import { listGroups } from "../../protocol/apis/list-groups.js";
import { ErrorCode } from "../../protocol/errors.js";
import { handler } from "../handler.js";

/** ListGroups 0–2 */
export const handleListGroups = handler(listGroups, (_, { state }) => ({
  throttleTimeMs: 0,
  errorCode: ErrorCode.NONE,
  groups: state.groups
    .ids()
    .map(groupId => ({ groupId, protocolType: state.groups.find(groupId)?.protocolType ?? "" })),
}));
