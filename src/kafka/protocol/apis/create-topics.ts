import { defineApi } from "../api.js";
import { array, boolean, int16, int32, nullableString, since, string, struct } from "../codec.js";

export const createTopics = defineApi({
  key: 19,
  name: "CreateTopics",
  versions: [2, 4],
  request: struct({
    topics: array(
      struct({
        name: string,
        /** -1: the broker's default (from version 4, or with assignments) */
        numPartitions: int32,
        replicationFactor: int16,
        assignments: array(struct({ partition: int32, brokerIds: array(int32) })),
        configs: array(struct({ name: string, value: nullableString })),
      }),
    ),
    timeoutMs: int32,
    validateOnly: boolean,
  }),
  response: struct({
    throttleTimeMs: since(2, int32, 0),
    topics: array(struct({ name: string, errorCode: int16, errorMessage: nullableString })),
  }),
});
