/** How the embedded broker runs; names in comments are Kafka's own for the same thing. */
export interface BrokerOptions {
  /** `host:port`, port 0 for any that is free. */
  readonly listen: string;
  readonly dataDir: string;
  /** `num.partitions`, 1 */
  readonly numPartitions?: number;
  /** `auto.create.topics.enable`, true */
  readonly autoCreateTopics?: boolean;
  /** `log.segment.bytes`, 128 MiB */
  readonly segmentBytes?: number;
  /** `message.max.bytes`, Kafka's 1 MiB and a bit */
  readonly messageMaxBytes?: number;
}

export type BrokerConfig = Required<BrokerOptions>;

export function brokerConfig(options: BrokerOptions): BrokerConfig {
  return {
    numPartitions: 1,
    autoCreateTopics: true,
    segmentBytes: 128 * 1024 * 1024,
    messageMaxBytes: 1048588,
    ...options,
  };
}

/** `socket.request.max.bytes`: a longer request ends its connection. */
export const MAX_REQUEST_BYTES = 100 * 1024 * 1024;
/** `max.connections`: further ones are closed at once. */
export const MAX_CONNECTIONS = 1000;
/** The most that one fetch response carries, whatever the client asks for (`fetch.max.bytes` of a broker). */
export const MAX_FETCH_BYTES = 55 * 1024 * 1024;
/** Partitions of a topic: more than a single process has a use for. */
export const MAX_PARTITIONS = 1000;
