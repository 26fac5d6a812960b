import { defineApi } from "../api.js";
import { array, bytes, int16, int32, nullableString, since, string, struct } from "../codec.js";

export const joinGroup = defineApi({
  key: 11,
  name: "JoinGroup",
  versions: [0, 5],
  request: struct({
    groupId: string,
    sessionTimeoutMs: int32,
    /** -1 before version 1: the session timeout is meant */
    rebalanceTimeoutMs: since(1, int32, -1),
    memberId: string,
    groupInstanceId: since(5, nullableString, null),
    protocolType: string,
    protocols: array(struct({ name: string, metadata: bytes })),
  }),
  response: struct({
    throttleTimeMs: since(2, int32, 0),
    errorCode: int16,
    generationId: int32,
    protocolName: string,
    leader: string,
    memberId: string,
    members: array(
      struct({ memberId: string, groupInstanceId: since(5, nullableString, null), metadata: bytes }),
    ),
  }),
});
