import type { RequestOf, ResponseOf } from "../../protocol/api.js";
import { fetch } from "../../protocol/apis/fetch.js";
import { ErrorCode } from "../../protocol/errors.js";
import { handler, type RequestContext } from "../handler.js";
import { MAX_FETCH_BYTES } from "../options.js";

type Request = RequestOf<typeof fetch>;
type Partition = Request["topics"][number]["partitions"][number];
type Result = ResponseOf<typeof fetch>["topics"][number]["partitions"][number];

/** The longest a fetch is held back, whatever the client says. */
const LONGEST_WAIT_MS = 60_000;

/**
 * Fetch 4–11.
 * - Held back until `minBytes` are there or `maxWaitMs` are over; an append answers it at once.
 * - No fetch sessions: a session is never granted (id 0), so clients name all partitions each time.
 * - There are no transactions, so the last stable offset is the high watermark and nothing is aborted.
 */
export const handleFetch = handler(fetch, async (request, context) => {
  if (request.sessionId !== 0) return respond(ErrorCode.FETCH_SESSION_ID_NOT_FOUND, []);
  const deadline = Date.now() + Math.min(request.maxWaitMs, LONGEST_WAIT_MS);
  for (;;) {
    const { topics, bytes, failed } = readAll(request, context);
    const left = deadline - Date.now();
    if (bytes >= request.minBytes || failed || left <= 0 || context.gone.aborted)
      return respond(ErrorCode.NONE, topics);
    await appended(request, context, left);
  }
});

function respond(errorCode: number, topics: ResponseOf<typeof fetch>["topics"]) {
  return { throttleTimeMs: 0, errorCode, sessionId: 0, topics };
}

function readAll(request: Request, context: RequestContext) {
  const limit = Math.min(request.maxBytes, MAX_FETCH_BYTES);
  let bytes = 0;
  let failed = false;
  const topics = request.topics.map(({ name, partitions }) => ({
    name,
    partitions: partitions.map(partition => {
      const result = readOne(context, name, partition, limit - bytes, bytes === 0);
      bytes += result.records?.length ?? 0;
      failed ||= result.errorCode !== ErrorCode.NONE;
      return result;
    }),
  }));
  return { topics, bytes, failed };
}

function readOne(
  { state }: RequestContext,
  topic: string,
  { partition, fetchOffset, maxBytes }: Partition,
  room: number,
  first: boolean,
): Result {
  const log = state.topics.partition(topic, partition);
  const result = (errorCode: number, records: Uint8Array = Buffer.alloc(0)): Result => {
    const end = BigInt(log?.endOffset ?? -1);
    return {
      partition,
      errorCode,
      highWatermark: end,
      lastStableOffset: end,
      logStartOffset: BigInt(log?.startOffset ?? -1),
      abortedTransactions: null,
      preferredReadReplica: -1,
      records,
    };
  };
  if (!log) return result(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  const offset = Number(fetchOffset);
  if (offset < log.startOffset || offset > log.endOffset) return result(ErrorCode.OFFSET_OUT_OF_RANGE);
  const most = Math.max(0, Math.min(maxBytes, room));
  if (offset === log.endOffset || (most === 0 && !first)) return result(ErrorCode.NONE);
  return result(ErrorCode.NONE, log.read(offset, most, first));
}

/** Resolves at the next append to one of the partitions, after `ms`, or when the client is gone. */
function appended(request: Request, { state, gone }: RequestContext, ms: number): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      gone.removeEventListener("abort", done);
      for (const unwatch of unwatches) unwatch();
      resolve();
    };
    const timer = setTimeout(done, ms);
    gone.addEventListener("abort", done);
    const unwatches = request.topics.flatMap(({ name, partitions }) =>
      partitions.flatMap(({ partition }) => state.topics.partition(name, partition)?.watch(done) ?? []),
    );
  });
}
