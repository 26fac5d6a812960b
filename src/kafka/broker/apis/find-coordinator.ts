import { findCoordinator } from "../../protocol/apis/find-coordinator.js";
import { ErrorCode } from "../../protocol/errors.js";
import { handler } from "../handler.js";
import { NODE_ID } from "../state.js";

const GROUP = 0;

/** FindCoordinator 0–2: this node, for groups; there are no transactions. */
export const handleFindCoordinator = handler(findCoordinator, ({ keyType }, { address }) =>
  keyType === GROUP
    ? { throttleTimeMs: 0, errorCode: ErrorCode.NONE, errorMessage: null, nodeId: NODE_ID, ...address }
    : {
        throttleTimeMs: 0,
        errorCode: ErrorCode.INVALID_REQUEST,
        errorMessage: "transactions are not supported by the embedded broker",
        nodeId: -1,
        host: "",
        port: -1,
      },
);
