import { describeGroups } from "../../protocol/apis/describe-groups.js";
import { ErrorCode } from "../../protocol/errors.js";
import { handler } from "../handler.js";

const NO_OPERATIONS = -2147483648;

/** DescribeGroups 0–4: a group that is not known is described as Dead, as Kafka does. */
export const handleDescribeGroups = handler(describeGroups, ({ groups }, { state }) => ({
  throttleTimeMs: 0,
  groups: groups.map(groupId => {
    const group = state.groups.find(groupId);
    return {
      errorCode: ErrorCode.NONE,
      groupId,
      state: group?.state ?? (state.groups.ids().includes(groupId) ? "Empty" : "Dead"),
      protocolType: group?.protocolType ?? "",
      protocol: group?.protocol ?? "",
      members: [...(group?.members.values() ?? [])].map(member => ({
        memberId: member.id,
        groupInstanceId: member.options.instanceId,
        clientId: member.options.clientId,
        clientHost: member.options.clientHost,
        metadata: member.metadataFor(group?.protocol ?? ""),
        assignment: member.assignment,
      })),
      authorizedOperations: NO_OPERATIONS,
    };
  }),
}));
