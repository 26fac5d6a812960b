import { UserError } from "../../util/errors.js";
import { nearest } from "../../util/nearest.js";
import { properties } from "./config/properties.js";
import { saslConfig } from "./config/sasl.js";
import { tlsConfig } from "./config/tls.js";

export interface TlsConfig {
  /** PEM; without it, the system's authorities are trusted. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly passphrase?: string;
  readonly checkHostName: boolean;
}

export interface SaslConfig {
  readonly mechanism: "plain" | "scram-sha-256" | "scram-sha-512";
  readonly username: string;
  readonly password: string;
}

export type Acks = 0 | 1 | -1;
export type Compression = "none" | "gzip" | "snappy" | "lz4" | "zstd";

/** What a client has to know, as plain data: it is sent to the thread that does the work. It holds secrets; never print it. */
export interface KafkaClientConfig {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly tls?: TlsConfig;
  readonly sasl?: SaslConfig;
  readonly requestTimeoutMs: number;
  readonly connectionTimeoutMs: number;
  readonly retryBackoffMs: number;
  readonly reconnectBackoffMs: number;
  readonly reconnectBackoffMaxMs: number;
  readonly metadataMaxAgeMs: number;
  readonly fetchMaxBytes: number;
  readonly maxPartitionFetchBytes: number;
  readonly fetchMaxWaitMs: number;
  readonly fetchMinBytes: number;
  readonly readCommitted: boolean;
  /** Off unless asked for, where Java's client has it on: TCP and the broker have checked the bytes already. */
  readonly checkCrcs: boolean;
  readonly acks: Acks;
  readonly idempotent: boolean;
  readonly compression: Compression;
  /** For the user: settings that have no effect, each with the nearest that has. */
  readonly warnings: readonly string[];
}

/**
 * The client's settings from Kafka's own property names (https://kafka.apache.org/documentation/#configuration), as they
 * stand in an option after `kafka.`. Throws a `UserError` for a missing `bootstrap.servers` and for values that cannot be.
 */
export function kafkaConfig(options: Readonly<Record<string, string>>): KafkaClientConfig {
  const given = (name: string) => options[name]?.trim();
  const brokers = bootstrapServers(given("bootstrap.servers"));
  const protocol = (given("security.protocol") ?? "PLAINTEXT").toUpperCase();
  if (!["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"].includes(protocol))
    throw new UserError(
      `security.protocol cannot be "${protocol}"; it is one of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL`,
    );
  const tls = protocol.endsWith("SSL") ? tlsConfig(given) : undefined;
  const sasl = protocol.startsWith("SASL") ? saslConfig(given) : undefined;
  return {
    brokers,
    ...(tls && { tls }),
    ...(sasl && { sasl }),
    ...readSettings(given),
    warnings: Object.keys(options).flatMap(unknownWarning),
  };
}

type Settings = {
  [K in keyof typeof properties.settings]: ReturnType<(typeof properties.settings)[K]["read"]>;
};

function readSettings(given: (name: string) => string | undefined): Settings {
  return Object.fromEntries(
    Object.entries(properties.settings).map(([field, { name, read }]) => [field, read(given(name), name)]),
  ) as Settings;
}

function bootstrapServers(servers: string | undefined): string[] {
  const list = servers
    ?.split(",")
    .map(server => server.trim())
    .filter(server => server !== "");
  if (!list?.length) throw new UserError("bootstrap.servers is missing: write the brokers as HOST:PORT,…");
  for (const server of list)
    if (!/^(?:[A-Z_]+:\/\/)?[^\s:/]+:\d{1,5}$/.test(server) || Number(server.split(":").at(-1)) > 65535)
      throw new UserError(`bootstrap.servers: "${server}" is no HOST:PORT`);
  return list.map(server => server.replace(/^[A-Z_]+:\/\//, ""));
}

function unknownWarning(name: string): string[] {
  const known = properties.known;
  if (known.has(name) || properties.ignored.test(name)) return [];
  const near = nearest(name, [...known]);
  return [`kafka.${name} has no effect${near ? `; did you mean kafka.${near}?` : ""}`];
}
