import { EARLIEST_TIMESTAMP, LATEST_TIMESTAMP, listOffsets } from "../../protocol/apis/list-offsets.js";
import { ErrorCode } from "../../protocol/errors.js";
import { handler, type RequestContext } from "../handler.js";

/** ListOffsets 1–5: a place (earliest, latest) or the first record of a timestamp or later, exact to the record. */
export const handleListOffsets = handler(listOffsets, async (request, context) => ({
  throttleTimeMs: 0,
  topics: await Promise.all(
    request.topics.map(async ({ name, partitions }) => ({
      name,
      partitions: await Promise.all(
        partitions.map(async ({ partition, timestamp }) => ({
          partition,
          errorCode: ErrorCode.NONE,
          timestamp: -1n,
          offset: -1n,
          leaderEpoch: 0,
          ...(await find(context, name, partition, timestamp)),
        })),
      ),
    })),
  ),
}));

async function find({ state }: RequestContext, topic: string, partition: number, timestamp: bigint) {
  const log = state.topics.partition(topic, partition);
  if (!log) return { errorCode: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, leaderEpoch: -1 };
  if (timestamp === LATEST_TIMESTAMP) return { offset: BigInt(log.endOffset) };
  if (timestamp === EARLIEST_TIMESTAMP) return { offset: BigInt(log.startOffset) };
  return timestamp < 0n
    ? { errorCode: ErrorCode.INVALID_REQUEST }
    : await log.offsetForTime(Number(timestamp));
}
