import { defineApi } from "../api.js";
import { array, int16, int32, since, string, struct } from "../codec.js";

export const deleteTopics = defineApi({
  key: 20,
  name: "DeleteTopics",
  versions: [1, 3],
  request: struct({ names: array(string), timeoutMs: int32 }),
  response: struct({
    throttleTimeMs: since(1, int32, 0),
    topics: array(struct({ name: string, errorCode: int16 })),
  }),
});
