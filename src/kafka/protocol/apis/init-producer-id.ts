import { defineApi } from "../api.js";
import { int16, int32, int64, nullableString, struct } from "../codec.js";

export const initProducerId = defineApi({
  key: 22,
  name: "InitProducerId",
  versions: [0, 1],
  request: struct({ transactionalId: nullableString, transactionTimeoutMs: int32 }),
  response: struct({ throttleTimeMs: int32, errorCode: int16, producerId: int64, producerEpoch: int16 }),
});
