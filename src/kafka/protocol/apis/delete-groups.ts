import { defineApi } from "../api.js";
import { array, int16, int32, string, struct } from "../codec.js";

export const deleteGroups = defineApi({
  key: 42,
  name: "DeleteGroups",
  versions: [0, 1],
  request: struct({ groups: array(string) }),
  response: struct({
    throttleTimeMs: int32,
    results: array(struct({ groupId: string, errorCode: int16 })),
  }),
});
