import { defineApi } from "../api.js";
import { int8, int16, int32, nullableString, since, string, struct } from "../codec.js";

export const findCoordinator = defineApi({
  key: 10,
  name: "FindCoordinator",
  versions: [0, 2],
  request: struct({
    key: string,
    /** 0 group, 1 transaction */
    keyType: since(1, int8, 0),
  }),
  response: struct({
    throttleTimeMs: since(1, int32, 0),
    errorCode: int16,
    errorMessage: since(1, nullableString, null),
    nodeId: int32,
    host: string,
    port: int32,
  }),
});
