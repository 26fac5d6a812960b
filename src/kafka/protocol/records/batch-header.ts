import { ProtocolError } from "../reader.js";

/** Bytes before a record batch's records (format v2): https://kafka.apache.org/documentation/#recordbatch */
export const BATCH_HEADER = 61;
/** Bytes before the part that the batch's own length counts: base offset and length. */
const BATCH_PREFIX = 12;
/** The checksum covers all from the attributes on, so base offset and leader epoch can be set without computing it anew. */
export const CRC_START = 21;
const CRC_AT = 17;
export const MAGIC_AT = 16;

/** Offsets and times are exact as numbers up to 2^53. */
export interface BatchHeader {
  readonly baseOffset: number;
  /** Of the whole batch, prefix included, in bytes. */
  readonly size: number;
  readonly crc: number;
  /** 0 none, 1 gzip, 2 snappy, 3 lz4, 4 zstd */
  readonly compression: number;
  /** 0 set by the producer, 1 by the broker */
  readonly timestampType: 0 | 1;
  readonly transactional: boolean;
  /** A batch of the broker's own, such as a transaction's end: no data. */
  readonly control: boolean;
  readonly lastOffset: number;
  readonly baseTimestamp: number;
  readonly maxTimestamp: number;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly recordCount: number;
}

/** The size of the batch at `at`, in bytes, or undefined when not even its length is there. */
export function batchSize(bytes: Buffer, at: number): number | undefined {
  if (bytes.length - at < BATCH_PREFIX) return undefined;
  const length = bytes.readInt32BE(at + 8);
  if (length < BATCH_HEADER - BATCH_PREFIX) throw new ProtocolError(`a record batch of ${length} bytes`);
  return BATCH_PREFIX + length;
}

/** The header of the batch at `at`; its 61 bytes must be there. */
export function readBatchHeader(bytes: Buffer, at: number): BatchHeader {
  const size = batchSize(bytes, at);
  if (size === undefined || bytes.length - at < BATCH_HEADER)
    throw new ProtocolError("a record batch that is cut off");
  const magic = bytes.readInt8(at + MAGIC_AT);
  if (magic !== 2)
    throw new ProtocolError(`records in the old format v${magic}; only v2 (Kafka 0.11 and later) is read`);
  const attributes = bytes.readInt16BE(at + 21);
  const baseOffset = int64At(bytes, at);
  return {
    baseOffset,
    size,
    crc: bytes.readUInt32BE(at + CRC_AT),
    compression: attributes & 7,
    timestampType: attributes & 8 ? 1 : 0,
    transactional: (attributes & 16) !== 0,
    control: (attributes & 32) !== 0,
    lastOffset: baseOffset + bytes.readInt32BE(at + 23),
    baseTimestamp: int64At(bytes, at + 27),
    maxTimestamp: int64At(bytes, at + 35),
    producerId: int64At(bytes, at + 43),
    producerEpoch: bytes.readInt16BE(at + 51),
    baseSequence: bytes.readInt32BE(at + 53),
    recordCount: bytes.readInt32BE(at + 57),
  };
}

/** A 64-bit integer as a number: exact up to 2^53, which offsets, times and producer ids never reach. */
function int64At(bytes: Buffer, at: number): number {
  return bytes.readInt32BE(at) * 0x1_0000_0000 + bytes.readUInt32BE(at + 4);
}
