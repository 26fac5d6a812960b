import { defineApi } from "../api.js";
import { array, between, int16, int32, nullableString, since, string, struct } from "../codec.js";

export const leaveGroup = defineApi({
  key: 13,
  name: "LeaveGroup",
  versions: [0, 3],
  request: struct({
    groupId: string,
    /** One member before version 3, a list from then on. */
    memberId: between(0, 2, string, ""),
    members: since(3, array(struct({ memberId: string, groupInstanceId: nullableString })), []),
  }),
  response: struct({
    throttleTimeMs: since(1, int32, 0),
    errorCode: int16,
    members: since(
      3,
      array(struct({ memberId: string, groupInstanceId: nullableString, errorCode: int16 })),
      [],
    ),
  }),
});
