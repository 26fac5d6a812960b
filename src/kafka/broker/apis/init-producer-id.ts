import { initProducerId } from "../../protocol/apis/init-producer-id.js";
import { ErrorCode } from "../../protocol/errors.js";
import { handler } from "../handler.js";

/** InitProducerId 0–1: idempotent producers. A transactional id is refused: there are no transactions. */
export const handleInitProducerId = handler(initProducerId, ({ transactionalId }, { state }) =>
  transactionalId === null
    ? {
        throttleTimeMs: 0,
        errorCode: ErrorCode.NONE,
        producerId: BigInt(state.identity.newProducerId()),
        producerEpoch: 0,
      }
    : {
        throttleTimeMs: 0,
        errorCode: ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
        producerId: -1n,
        producerEpoch: -1,
      },
);
