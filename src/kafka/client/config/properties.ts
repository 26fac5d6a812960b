import { UserError } from "../../../util/errors.js";
import type { Acks, Compression } from "../config.js";

interface Setting<T> {
  readonly name: string;
  /** The value of what was given, or the default. */
  read(value: string | undefined, name: string): T;
}

function number(name: string, fallback: number, least = 0): Setting<number> {
  return {
    name,
    read: value => {
      const n = value === undefined ? fallback : Number(value);
      if (!Number.isInteger(n) || n < least || n > 2 ** 31 - 1)
        throw new UserError(`${name} cannot be "${value}"; it is a whole number of ${least} or more`);
      return n;
    },
  };
}

function choice<T>(name: string, choices: Readonly<Record<string, T>>, fallback: string): Setting<T> {
  return {
    name,
    read: value => {
      const key = (value ?? fallback).toLowerCase();
      if (!Object.hasOwn(choices, key))
        throw new UserError(`${name} cannot be "${value}"; it is one of ${Object.keys(choices).join(", ")}`);
      return choices[key]!;
    },
  };
}

const yesOrNo = { true: true, false: false };

/** One row a setting: the field of `KafkaClientConfig`, Kafka's name, the default. Kafka's defaults, but for larger fetches. */
const settings = {
  clientId: { name: "client.id", read: (value: string | undefined) => value ?? "tweet-shell" },
  requestTimeoutMs: number("request.timeout.ms", 30_000, 1),
  connectionTimeoutMs: number("socket.connection.setup.timeout.ms", 3_000, 1),
  retryBackoffMs: number("retry.backoff.ms", 100),
  reconnectBackoffMs: number("reconnect.backoff.ms", 50),
  reconnectBackoffMaxMs: number("reconnect.backoff.max.ms", 1_000),
  metadataMaxAgeMs: number("metadata.max.age.ms", 300_000),
  fetchMaxBytes: number("fetch.max.bytes", 50 * 1024 * 1024, 1),
  maxPartitionFetchBytes: number("max.partition.fetch.bytes", 4 * 1024 * 1024, 1),
  fetchMaxWaitMs: number("fetch.max.wait.ms", 500),
  fetchMinBytes: number("fetch.min.bytes", 1),
  readCommitted: choice(
    "isolation.level",
    { read_uncommitted: false, read_committed: true },
    "read_uncommitted",
  ),
  checkCrcs: choice("check.crcs", yesOrNo, "false"),
  acks: choice<Acks>("acks", { all: -1, "-1": -1, "1": 1, "0": 0 }, "all"),
  idempotent: choice("enable.idempotence", yesOrNo, "true"),
  compression: choice<Compression>(
    "compression.type",
    { none: "none", gzip: "gzip", snappy: "snappy", lz4: "lz4", zstd: "zstd" },
    "none",
  ),
} as const;

export const properties = {
  settings,
  /** All names with an effect. */
  known: new Set([
    "bootstrap.servers",
    "security.protocol",
    "sasl.mechanism",
    "sasl.jaas.config",
    "ssl.truststore.type",
    "ssl.truststore.location",
    "ssl.truststore.certificates",
    "ssl.keystore.type",
    "ssl.keystore.location",
    "ssl.keystore.certificate.chain",
    "ssl.keystore.key",
    "ssl.key.password",
    "ssl.endpoint.identification.algorithm",
    ...Object.values(settings).map(({ name }) => name),
  ]),
  /** Names that are right in Kafka and mean nothing here, where nothing would be gained by saying so. */
  ignored:
    /^(?:key|value)\.(?:de)?serializer$|^(?:connections\.max\.idle|default\.api\.timeout|session\.timeout|heartbeat\.interval|max\.poll\.interval)\.ms$|^(?:linger\.ms|batch\.size|buffer\.memory|retries|client\.dns\.lookup|send\.buffer\.bytes|receive\.buffer\.bytes)$/,
};
