import { defineApi } from "../api.js";
import { array, boolean, int16, int32, nullableArray, nullableString, string, struct } from "../codec.js";

export const createPartitions = defineApi({
  key: 37,
  name: "CreatePartitions",
  versions: [0, 1],
  request: struct({
    topics: array(
      struct({
        name: string,
        /** how many there shall be in all */
        count: int32,
        assignments: nullableArray(struct({ brokerIds: array(int32) })),
      }),
    ),
    timeoutMs: int32,
    validateOnly: boolean,
  }),
  response: struct({
    throttleTimeMs: int32,
    topics: array(struct({ name: string, errorCode: int16, errorMessage: nullableString })),
  }),
});
