import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { kafkaConfig } from "../../../src/kafka/client/config.js";
import { temporaryDirectory } from "../support/temporary.js";

const servers = { "bootstrap.servers": "localhost:9092" };

test("Kafka's names become settings, with Kafka's defaults", () => {
  const config = kafkaConfig({
    "bootstrap.servers": "a:1, PLAINTEXT://b.example:65535 ,",
    "client.id": "me",
    "fetch.max.wait.ms": "100",
    "isolation.level": "read_committed",
    acks: "1",
  });
  expect(config).toMatchObject({
    brokers: ["a:1", "b.example:65535"],
    clientId: "me",
    fetchMaxWaitMs: 100,
    readCommitted: true,
    acks: 1,
    requestTimeoutMs: 30_000,
    metadataMaxAgeMs: 300_000,
    warnings: [],
  });
  expect(kafkaConfig(servers)).toMatchObject({
    readCommitted: false,
    acks: -1,
    idempotent: true,
    compression: "none",
  });
  expect(kafkaConfig(servers)).not.toHaveProperty("tls");
});

test.each([
  [{}, /bootstrap\.servers is missing/],
  [{ "bootstrap.servers": " , " }, /bootstrap\.servers is missing/],
  [{ "bootstrap.servers": "localhost" }, /"localhost" is no HOST:PORT/],
  [{ "bootstrap.servers": "localhost:99999" }, /no HOST:PORT/],
  [{ ...servers, "security.protocol": "TLS" }, /security\.protocol cannot be "TLS"/],
  [{ ...servers, "fetch.max.wait.ms": "soon" }, /fetch\.max\.wait\.ms cannot be "soon"/],
  [{ ...servers, "fetch.max.bytes": "-1" }, /fetch\.max\.bytes cannot be "-1"/],
  [{ ...servers, "isolation.level": "toString" }, /isolation\.level cannot be "toString"/],
  [
    { ...servers, "security.protocol": "SASL_SSL", "sasl.mechanism": "GSSAPI" },
    /sasl\.mechanism cannot be "GSSAPI"/,
  ],
  [{ ...servers, "security.protocol": "SASL_SSL", "sasl.mechanism": "PLAIN" }, /no username and password/],
  [{ ...servers, "security.protocol": "SSL", "ssl.truststore.location": "/x.jks" }, /only PEM/],
  [
    {
      ...servers,
      "security.protocol": "SSL",
      "ssl.truststore.type": "PEM",
      "ssl.truststore.location": "/nowhere.pem",
    },
    /\/nowhere\.pem cannot be read/,
  ],
])("what cannot be is refused in words: %j", (options, words) => {
  expect(() => kafkaConfig(options)).toThrow(words);
});

describe("logging in", () => {
  const jaas = (module: string) =>
    `org.apache.kafka.common.security.${module} required username="al\\"ice" password="p=w; \\\\d" ;`;

  test("takes name and password from the JAAS line", () => {
    const config = kafkaConfig({
      ...servers,
      "security.protocol": "sasl_plaintext",
      "sasl.mechanism": "SCRAM-SHA-512",
      "sasl.jaas.config": jaas("scram.ScramLoginModule"),
    });
    expect(config.sasl).toEqual({ mechanism: "scram-sha-512", username: 'al"ice', password: "p=w; \\d" });
    expect(config.tls).toBeUndefined();
  });

  test("a line without a password is refused without being repeated", () => {
    const options = {
      ...servers,
      "security.protocol": "SASL_PLAINTEXT",
      "sasl.mechanism": "PLAIN",
      "sasl.jaas.config": 'X required username="alice" passwort="secret"',
    };
    expect(() => kafkaConfig(options)).toThrow(/^(?!.*secret)/);
  });
});

test("certificates come as text or from PEM files, host names are checked unless that is switched off", () => {
  const file = join(temporaryDirectory(), "store.pem");
  writeFileSync(file, "PEM of key and chain");
  const tls = (options: Record<string, string>) =>
    kafkaConfig({ ...servers, "security.protocol": "SSL", ...options }).tls;
  expect(tls({})).toEqual({ checkHostName: true });
  expect(
    tls({
      "ssl.truststore.type": "PEM",
      "ssl.truststore.certificates": "CA",
      "ssl.keystore.type": "PEM",
      "ssl.keystore.location": file,
      "ssl.key.password": "pw",
      "ssl.endpoint.identification.algorithm": "",
    }),
  ).toEqual({
    ca: "CA",
    cert: "PEM of key and chain",
    key: "PEM of key and chain",
    passphrase: "pw",
    checkHostName: false,
  });
});

test("settings without effect are warned of, with the nearest that has one; secrets are never in it", () => {
  expect(kafkaConfig({ ...servers, "fetch.max.byte": "1", "key.deserializer": "x" }).warnings).toEqual([
    "kafka.fetch.max.byte has no effect; did you mean kafka.fetch.max.bytes?",
  ]);
  expect(kafkaConfig({ ...servers, "sasl.jaas.confg": "password=secret" }).warnings.join()).not.toContain(
    "secret",
  );
});
