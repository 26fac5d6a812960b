import type { ConnectionOptions } from "node:tls";
import type { KafkaConfig } from "kafkajs";
import socketFactory from "kafkajs/src/network/socketFactory.js";
import type { KafkaClientConfig, TlsConfig } from "../config.js";

/** kafkajs writes its own log to stdout, in the middle of the prompt; what matters comes back as an error. */
const silent = { namespace: () => silent, debug() {}, info() {}, warn() {}, error() {} };

/** What kafkajs's public constructor takes. */
export function kafkajsConfig(config: KafkaClientConfig): KafkaConfig {
  return {
    brokers: [...config.brokers],
    clientId: config.clientId,
    ...(config.tls && { ssl: tlsOptions(config.tls) }),
    ...(config.sasl && { sasl: { ...config.sasl } as NonNullable<KafkaConfig["sasl"]> }),
    requestTimeout: config.requestTimeoutMs,
    connectionTimeout: config.connectionTimeoutMs,
    retry: { initialRetryTime: config.retryBackoffMs, retries: config.brokers.length },
    logCreator: () => () => {},
  };
}

/** What kafkajs's inner `Cluster` takes. */
export function clusterOptions(config: KafkaClientConfig): Record<string, unknown> {
  return {
    ...kafkajsConfig(config),
    retry: { initialRetryTime: config.reconnectBackoffMs, retries: config.brokers.length - 1 },
    logger: silent,
    socketFactory: socketFactory(),
    metadataMaxAge: config.metadataMaxAgeMs,
    allowAutoTopicCreation: false,
    maxInFlightRequests: null,
    enforceRequestTimeout: true,
  };
}

function tlsOptions({ checkHostName, ...tls }: TlsConfig): ConnectionOptions {
  return { ...tls, ...(!checkHostName && { checkServerIdentity: () => undefined }) };
}
