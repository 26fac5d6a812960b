import type { KafkaClientConfig } from "./config.js";
import { ThreadSession } from "./thread-session.js";
import type { ProducerRecord, Sent } from "./types.js";

export type { ProducerRecord, Sent } from "./types.js";

/**
 * Sends records; kafkajs does it, in the thread that all clients share.
 * With the settings' defaults (`acks=all`, `enable.idempotence=true`) a record whose send resolved is written, once and in
 * the order of sending within its partition, also when a connection broke in between: kafkajs repeats the request, the
 * broker knows it again. A send that rejects may have been written or not; sending it again may write it twice.
 */
export interface KafkaProducer {
  /** Resolves when the broker has acknowledged all of them; one entry a partition. Rejects with a retriable `KafkaError`. */
  send(topic: string, records: readonly ProducerRecord[]): Promise<Sent[]>;
  close(): Promise<void>;
}

/** A producer; it connects with the first records. */
export function openProducer(config: KafkaClientConfig): KafkaProducer {
  const session = new ThreadSession(config);
  return {
    send: (topic, records) => session.call("send", topic, records),
    close: () => session.close(),
  };
}
