import Cluster, { type Broker, type Connection } from "kafkajs/src/cluster/index.js";
import Encoder from "kafkajs/src/protocol/encoder.js";
import type { Api } from "../../protocol/api.js";
import { ProtocolError, Reader } from "../../protocol/reader.js";
import { Writer } from "../../protocol/writer.js";
import type { KafkaClientConfig } from "../config.js";
import { KafkaError } from "../errors.js";
import { clusterOptions } from "./cluster-options.js";

/** How long a call tries to reach a broker before it says that none answers. */
const PATIENCE_MS = 3_000;

/** Requests share a node's first connection; fetches that may be held back have the second for themselves. */
export type Lane = 0 | 1;

/**
 * kafkajs's connections (TLS, SASL, timeouts, finding the brokers), with requests and responses of our own on them.
 * Whenever a connection fails, all of them are given up and made anew with the next request.
 */
export class Session {
  #cluster: Promise<Cluster> | undefined;
  readonly #connections = new Map<string, Promise<Connection>>();

  constructor(readonly config: KafkaClientConfig) {}

  /** Sends to the node, or to any without one. Throws a retriable `KafkaError` when the connection fails. */
  async send<Q, A>(api: Api<Q, A>, request: Q, node?: number, lane: Lane = 0, heldMs = 0): Promise<A> {
    try {
      const broker = await this.#broker(node);
      const version = commonVersion(api, broker);
      const connection = await this.#connection(broker, lane);
      return await connection.send({
        request: {
          apiKey: api.key,
          apiVersion: version,
          apiName: api.name,
          encode: async () => {
            const to = new Writer();
            api.request.write(to, request, version);
            const encoder = new Encoder();
            encoder.writeBufferInternal(Buffer.concat(to.chunks()));
            return encoder;
          },
        },
        response: {
          decode: async payload => ({ payload, clientSideThrottleTime: 0 }),
          parse: async ({ payload }) => api.response.read(new Reader(payload), version),
        },
        requestTimeout: this.config.requestTimeoutMs + heldMs,
        logResponseError: false,
      });
    } catch (error) {
      if (error instanceof KafkaError) throw error;
      this.reset();
      throw this.#explained(error);
    }
  }

  /** Repeats `attempt` while it fails with what may pass, for some seconds in all. */
  async patiently<T>(attempt: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    for (let pause = this.config.retryBackoffMs; ; pause = Math.min(2 * pause, 1000))
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof KafkaError && error.retriable) || Date.now() + pause > deadline) throw error;
        await new Promise(resolve => setTimeout(resolve, pause));
      }
  }

  /** Gives all connections up; the next request makes new ones. */
  reset(): void {
    const cluster = this.#cluster;
    this.#cluster = undefined;
    this.#connections.clear();
    // Whatever fails in taking leave of a broken connection changes nothing.
    cluster?.then(old => old.disconnect()).catch(() => undefined);
  }

  async #broker(node: number | undefined): Promise<Broker> {
    this.#cluster ??= this.#connect();
    const cluster = await this.#cluster;
    return node === undefined
      ? cluster.brokerPool.findConnectedBroker()
      : cluster.findBroker({ nodeId: node });
  }

  async #connect(): Promise<Cluster> {
    const cluster = new Cluster(clusterOptions(this.config));
    await cluster.connect();
    await cluster.refreshMetadata();
    return cluster;
  }

  #connection(broker: Broker, lane: Lane): Promise<Connection> {
    const key = `${broker.connectionPool.host}:${broker.connectionPool.port}/${lane}`;
    const connection = this.#connections.get(key) ?? broker.connectionPool.getConnection(lane);
    this.#connections.set(key, connection);
    return connection;
  }

  #explained(error: unknown): KafkaError {
    const { message, name } = rootOf(error);
    const where = this.config.brokers.join(",");
    if (error instanceof ProtocolError)
      return new KafkaError(`Kafka at ${where} answers what cannot be read: ${message}`, false, {
        cause: error,
      });
    if (/SASL/.test(name)) return new KafkaError(`Kafka at ${where} refuses the login: ${message}`, false);
    return new KafkaError(`Kafka at ${where} cannot be reached: ${message}`, true, { cause: error });
  }
}

function commonVersion(
  { key, name, versions: [first, last] }: Pick<Api<never, never>, "key" | "name" | "versions">,
  broker: Broker,
): number {
  const { minVersion, maxVersion } = broker.versions[key] ?? { minVersion: 0, maxVersion: -1 };
  const version = Math.min(last, maxVersion);
  if (version < Math.max(first, minVersion))
    throw new KafkaError(
      `the broker speaks versions ${minVersion} to ${maxVersion} of ${name}, this client ${first} to ${last}`,
      false,
    );
  return version;
}

/** kafkajs wraps errors in errors; the innermost says what happened. */
function rootOf(error: unknown): Error {
  let root = error instanceof Error ? error : new Error(String(error));
  while (root.cause instanceof Error) root = root.cause;
  return root;
}
