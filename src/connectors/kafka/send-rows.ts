import type { KafkaProducer, ProducerRecord } from "../../kafka/client/producer.js";
import type { ColumnBatch } from "../../types/vector/index.js";
import type { Outgoing } from "./output-columns.js";

/** Kafka's servers take requests of 1 MiB unless told otherwise. */
const REQUEST_BYTES = 900_000;
/** kafkajs writes long requests more slowly: 1,000 records at once were the quickest of 500 to 10,000. */
const REQUEST_RECORDS = 1_000;
/** What a record takes beside its key and value. */
const RECORD_OVERHEAD = 32;

/** Sends all rows; resolves with their number when the last is acknowledged. Rows of one partition keep their order. */
export async function sendRows(
  producer: KafkaProducer,
  batches: AsyncIterable<ColumnBatch>,
  outgoing: (batch: ColumnBatch) => Outgoing[],
): Promise<number> {
  let written = 0;
  /** One request is on its way while the next is made. */
  let onItsWay: Promise<unknown> = Promise.resolve();
  try {
    for await (const batch of batches)
      for (const request of requests(outgoing(batch))) {
        await onItsWay;
        onItsWay = producer.send(request.topic, packed(request.records));
        // What fails is thrown when it is awaited, which may be long after: rows may be waited for in between.
        onItsWay.catch(() => {});
        written += request.records.length;
      }
  } finally {
    await onItsWay;
  }
  return written;
}

function* requests(rows: readonly Outgoing[]): Iterable<{ topic: string; records: ProducerRecord[] }> {
  const open = new Map<string, { records: ProducerRecord[]; bytes: number }>();
  for (const { topic, record } of rows) {
    const size = bytesOf(record.key) + bytesOf(record.value) + RECORD_OVERHEAD;
    let request = open.get(topic);
    if (request && (request.bytes + size > REQUEST_BYTES || request.records.length === REQUEST_RECORDS)) {
      yield { topic, records: request.records };
      request = undefined;
    }
    request ??= { records: [], bytes: 0 };
    request.records.push(record);
    request.bytes += size;
    open.set(topic, request);
  }
  for (const [topic, { records }] of open) yield { topic, records };
}

/** The same records with their bytes in one buffer: on their way to the producer's thread, all of a buffer is copied. */
function packed(records: readonly ProducerRecord[]): ProducerRecord[] {
  const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;
  const total = records.reduce(
    (sum, { key, value }) => sum + (isBytes(key) ? key.length : 0) + (isBytes(value) ? value.length : 0),
    0,
  );
  const buffer = new Uint8Array(total);
  let end = 0;
  const moved = <T>(bytes: T): T | Uint8Array => {
    if (!isBytes(bytes)) return bytes;
    buffer.set(bytes, end);
    end += bytes.length;
    return buffer.subarray(end - bytes.length, end);
  };
  return records.map(record => ({ ...record, key: moved(record.key), value: moved(record.value) }));
}

function bytesOf(value: Uint8Array | string | null): number {
  return typeof value === "string" ? Buffer.byteLength(value) : (value?.length ?? 0);
}
