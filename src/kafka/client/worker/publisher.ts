import kafkajs, { type Producer } from "kafkajs";
import { messageOf } from "../../../util/errors.js";
import { codecOf } from "../../protocol/compression/codecs.js";
import type { Compression, KafkaClientConfig } from "../config.js";
import { KafkaError } from "../errors.js";
import type { ProducerRecord, Sent } from "../types.js";
import { kafkajsConfig } from "./cluster-options.js";

const compressionTypes: Readonly<Record<Compression, number>> = {
  none: 0,
  gzip: 1,
  snappy: 2,
  lz4: 3,
  zstd: 4,
};

/** With pauses that double, some seconds in all: a broker's restart. */
const RETRIES = 5;

/** kafkajs's producer, connected with the first record. */
export class Publisher {
  #producer: Promise<Producer> | undefined;

  constructor(private readonly config: KafkaClientConfig) {}

  async send(topic: string, records: readonly ProducerRecord[]): Promise<Sent[]> {
    const { acks, compression, requestTimeoutMs } = this.config;
    try {
      this.#producer ??= this.#connect();
      const sent = await (await this.#producer).send({
        topic,
        acks,
        timeout: requestTimeoutMs,
        compression: compressionTypes[compression],
        messages: records.map(({ key, value, headers, timestamp, partition }) => ({
          key: bytes(key),
          value: bytes(value),
          ...(headers && {
            headers: Object.fromEntries(Object.entries(headers).map(([name, v]) => [name, header(v)])),
          }),
          ...(timestamp !== undefined && { timestamp: String(timestamp) }),
          ...(partition !== undefined && { partition }),
        })),
      });
      return sent.map(({ partition, baseOffset }) => ({ partition, baseOffset: BigInt(baseOffset ?? -1) }));
    } catch (error) {
      // A new producer has a new id: the broker would find a gap in the sequence of the old one.
      this.close().catch(() => undefined);
      throw new KafkaError(
        `Kafka at ${this.config.brokers.join(",")} did not take what was produced to ${topic}: ${messageOf(error)}`,
        !isPermanent(error),
        { cause: error },
      );
    }
  }

  async close(): Promise<void> {
    const producer = this.#producer;
    this.#producer = undefined;
    await (await producer)?.disconnect();
  }

  async #connect(): Promise<Producer> {
    const { acks, idempotent, compression } = this.config;
    const codec = compressionTypes[compression];
    if (codec > 1) {
      const { compress, decompress } = await codecOf(codec);
      kafkajs.CompressionCodecs[codec as 2 | 3 | 4] = () => ({
        compress: async (encoder: { buffer: Buffer }) => Buffer.from(await compress(encoder.buffer)),
        decompress: async (packed: Buffer) => Buffer.from(await decompress(packed)),
      });
    }
    const { retryBackoffMs: initialRetryTime } = this.config;
    const producer = new kafkajs.Kafka(kafkajsConfig(this.config)).producer({
      retry: { initialRetryTime, retries: RETRIES },
      idempotent: idempotent && acks === -1,
      maxInFlightRequests: 1,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    return producer;
  }
}

/** Whether the same records would be refused again: too large, not allowed, a name that no topic can have. */
function isPermanent(error: unknown): boolean {
  const cause = error instanceof kafkajs.KafkaJSNumberOfRetriesExceeded ? error.cause : error;
  return cause instanceof kafkajs.KafkaJSProtocolError && !cause.retriable;
}

/** kafkajs cannot write a header without a value: it becomes one of no bytes. */
function header(value: HeaderValue): Buffer | Buffer[] {
  return isList(value) ? value.map(each => bytes(each) ?? Buffer.alloc(0)) : bytes(value)!;
}

type HeaderValue = NonNullable<ProducerRecord["headers"]>[string];
const isList = (value: HeaderValue): value is readonly (Uint8Array | null)[] => Array.isArray(value);

function bytes(value: Uint8Array | string | null): Buffer | null {
  if (value === null) return null;
  return typeof value === "string"
    ? Buffer.from(value, "utf8")
    : Buffer.from(value.buffer, value.byteOffset, value.length);
}
