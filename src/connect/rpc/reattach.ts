import type { ExecutePlanRequest, ExecutePlanResponse } from "../proto/generated/base_pb.js";
import type { ServiceClient } from "./client.js";
import { failureOf } from "./failure.js";
import { isConnectionTrouble, type Retries } from "./patience.js";

/**
 * The answers of an operation, each once, however often the connection breaks: the server keeps them, and is asked for those
 * behind the last that came. It also ends streams of its own accord, after minutes, and expects the same.
 * @param signal ends it: what the server holds of it is released
 */
export async function* executeReattaching(
  client: ServiceClient,
  request: ExecutePlanRequest,
  retries: Retries,
  signal: AbortSignal,
): AsyncGenerator<ExecutePlanResponse> {
  const { sessionId, userContext, clientType, operationId } = request;
  const operation = {
    sessionId,
    ...(userContext && { userContext }),
    ...(clientType && { clientType }),
    operationId: operationId!,
  };
  const start = () => client.executePlan(request, { signal });
  let lastResponseId: string | undefined;
  let stream = start();
  try {
    for (;;) {
      try {
        for await (const response of stream) {
          retries.succeeded();
          lastResponseId = response.responseId;
          if (response.responseType.case === "resultComplete") return;
          yield response;
        }
      } catch (thrown) {
        const { failure } = failureOf(thrown);
        const isLost = failure.errorClass === "INVALID_HANDLE.OPERATION_NOT_FOUND";
        // The server never heard of it: nothing has been done yet.
        if (isLost && lastResponseId === undefined) {
          stream = start();
          continue;
        }
        if (!isConnectionTrouble(failure) || !(await retries.again(signal))) throw thrown;
      }
      stream = client.reattachExecute(
        { ...operation, ...(lastResponseId && { lastResponseId }) },
        { signal },
      );
    }
  } finally {
    // Nobody waits for it: a session's end releases what is left.
    client.releaseExecute({ ...operation, release: { case: "releaseAll", value: {} } }).catch(() => {});
  }
}
