import { crc32c } from "../../../src/util/crc32c.js";

export interface TestRecord {
  readonly key?: string | null;
  readonly value: string | null;
  readonly timestampDelta?: number;
  readonly offsetDelta?: number;
  readonly headers?: readonly (readonly [string, string | null])[];
}

export interface BatchOptions {
  readonly baseOffset?: number;
  readonly timestamp?: number;
  readonly attributes?: number;
  readonly producerId?: number;
  readonly producerEpoch?: number;
  readonly baseSequence?: number;
  readonly compress?: (records: Buffer) => Uint8Array;
}

/** A record batch v2, written from its description and by nothing that the project reads batches with. */
export function recordBatch(records: readonly TestRecord[], options: BatchOptions = {}): Buffer {
  const { baseOffset = 0, timestamp = 1_700_000_000_000, attributes = 0 } = options;
  const body = Buffer.concat(records.map((record, i) => encoded(record, i)));
  const packed = options.compress?.(body) ?? body;
  const header = Buffer.alloc(61);
  header.writeBigInt64BE(BigInt(baseOffset), 0);
  header.writeInt32BE(49 + packed.length, 8);
  header.writeInt8(2, 16);
  header.writeInt16BE(attributes, 21);
  header.writeInt32BE(records.at(-1)?.offsetDelta ?? records.length - 1, 23);
  header.writeBigInt64BE(BigInt(timestamp), 27);
  header.writeBigInt64BE(
    BigInt(timestamp + Math.max(0, ...records.map(({ timestampDelta }) => timestampDelta ?? 0))),
    35,
  );
  header.writeBigInt64BE(BigInt(options.producerId ?? -1), 43);
  header.writeInt16BE(options.producerEpoch ?? -1, 51);
  header.writeInt32BE(options.baseSequence ?? -1, 53);
  header.writeInt32BE(records.length, 57);
  const batch = Buffer.concat([header, packed]);
  batch.writeUInt32BE(crc32c(batch.subarray(21)), 17);
  return batch;
}

function encoded(record: TestRecord, index: number): Buffer {
  const headers = record.headers ?? [];
  const body = Buffer.concat([
    Buffer.from([0]),
    varint(BigInt(record.timestampDelta ?? 0)),
    varint(BigInt(record.offsetDelta ?? index)),
    text(record.key ?? null),
    text(record.value),
    varint(BigInt(headers.length)),
    ...headers.flatMap(([key, value]) => [text(key), text(value)]),
  ]);
  return Buffer.concat([varint(BigInt(body.length)), body]);
}

function text(value: string | null): Buffer {
  if (value === null) return varint(-1n);
  const bytes = Buffer.from(value, "utf8");
  return Buffer.concat([varint(BigInt(bytes.length)), bytes]);
}

export function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}
