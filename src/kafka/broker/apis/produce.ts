import { crc32c } from "../../../util/crc32c.js";
import type { ResponseOf } from "../../protocol/api.js";
import { produce } from "../../protocol/apis/produce.js";
import { ErrorCode } from "../../protocol/errors.js";
import { ProtocolError } from "../../protocol/reader.js";
import { CRC_START, MAGIC_AT, readBatchHeader } from "../../protocol/records/batch-header.js";
import { handler, type RequestContext } from "../handler.js";

type Result = ResponseOf<typeof produce>["topics"][number]["partitions"][number];

/**
 * Produce 0–8.
 * - Versions 0–2 are announced because librdkafka leaves out its codecs otherwise; the old message sets that they carry are
 *   refused (UNSUPPORTED_FOR_MESSAGE_FORMAT), and no client of the last years sends them.
 * - Acknowledged means written to the operating system: a kill of the process loses nothing. The disk follows within a
 *   second (a power failure may cost that much).
 * - Batches are kept as they came, compressed or not; their records are not looked into.
 * - Transactions are not supported.
 */
export const handleProduce = handler(produce, (request, context) => {
  const topics = request.topics.map(({ name, partitions }) => ({
    name,
    partitions: partitions.map(({ partition, records }) => ({
      ...nothing,
      partition,
      ...append(context, name, partition, records),
    })),
  }));
  return request.acks === 0 ? undefined : { topics, throttleTimeMs: 0 };
});

const nothing = {
  baseOffset: -1n,
  logAppendTimeMs: -1n,
  logStartOffset: -1n,
  recordErrors: [],
  errorMessage: null,
};

function failed(
  errorCode: number,
  errorMessage: string | null = null,
): Partial<Result> & { errorCode: number } {
  return { errorCode, errorMessage };
}

function append({ state }: RequestContext, topic: string, partition: number, records: Uint8Array | null) {
  const log = state.topics.partition(topic, partition);
  if (!log) return failed(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  if (!records || records.length <= MAGIC_AT) return failed(ErrorCode.INVALID_RECORD, "no record batch");
  const batch = Buffer.from(records.buffer, records.byteOffset, records.length);
  if (batch.readInt8(MAGIC_AT) < 2)
    return failed(ErrorCode.UNSUPPORTED_FOR_MESSAGE_FORMAT, "records must be in batches of format v2");
  if (batch.length > state.config.messageMaxBytes) return failed(ErrorCode.MESSAGE_TOO_LARGE);
  try {
    const header = readBatchHeader(batch, 0);
    if (header.size !== batch.length || header.lastOffset - header.baseOffset !== header.recordCount - 1)
      return failed(ErrorCode.INVALID_RECORD, "one whole record batch a partition is expected");
    if (header.recordCount < 1 || header.control || header.transactional)
      return failed(ErrorCode.INVALID_RECORD, "a batch of a producer's own records is expected");
    if (crc32c(batch.subarray(CRC_START)) !== header.crc) return failed(ErrorCode.CORRUPT_MESSAGE);
    const result = log.append(batch, header);
    if (result.kind === "fenced") return failed(ErrorCode.INVALID_PRODUCER_EPOCH);
    if (result.kind === "out-of-order") return failed(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
    if (result.kind === "appended") state.counters.produced += header.recordCount;
    return {
      errorCode: ErrorCode.NONE,
      baseOffset: BigInt(result.baseOffset),
      logStartOffset: BigInt(log.startOffset),
    };
  } catch (error) {
    if (error instanceof ProtocolError) return failed(ErrorCode.CORRUPT_MESSAGE, error.message);
    return failed(ErrorCode.KAFKA_STORAGE_ERROR, (error as Error).message);
  }
}
