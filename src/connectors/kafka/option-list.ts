import type { FormatOption } from "../../contracts/format-option.js";

const streams = { uses: ["readStream"] } as const;
const reads = { uses: ["read", "readStream"] } as const;
const flags = ["true", "false"];

/** The options of `format("kafka")`: Spark's, and Kafka's own settings by their prefix. */
export const kafkaOptionList: readonly FormatOption[] = [
  {
    name: "kafka.bootstrap.servers",
    doc: "Kafka's brokers, host:port with commas between",
    values: ["localhost:9092"],
  },
  { name: "subscribe", doc: "topics to read, with commas between", ...reads },
  { name: "subscribePattern", doc: "a Java regular expression of topics to read", ...reads },
  { name: "assign", doc: 'partitions to read: {"topic":[0,1]}', ...reads },
  {
    name: "startingOffsets",
    doc: "where to begin: earliest, latest (a stream's default), or JSON of offsets",
    values: ["earliest", "latest"],
    ...reads,
  },
  {
    name: "endingOffsets",
    doc: "where a table ends: latest, or JSON of offsets",
    values: ["latest"],
    uses: ["read"],
  },
  { name: "startingTimestamp", doc: "begin at records of this time, in milliseconds", ...reads },
  { name: "endingTimestamp", doc: "end before records of this time, in milliseconds", uses: ["read"] },
  { name: "maxOffsetsPerTrigger", doc: "most records of a batch", ...streams },
  { name: "minOffsetsPerTrigger", doc: "fewest records of a batch, or maxTriggerDelay passes", ...streams },
  { name: "maxTriggerDelay", doc: "how long minOffsetsPerTrigger is waited for; 15m", ...streams },
  {
    name: "failOnDataLoss",
    doc: "whether records that are gone fail the query; true",
    values: flags,
    ...reads,
  },
  { name: "includeHeaders", doc: "a column of headers; false", values: flags, ...reads },
  { name: "topic", doc: "where all rows go, instead of a column topic", uses: ["write", "writeStream"] },
  {
    name: "kafka.security.protocol",
    doc: "how brokers are talked to",
    values: ["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"],
  },
  {
    name: "kafka.sasl.mechanism",
    doc: "how one logs in",
    values: ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"],
  },
  { name: "kafka.sasl.jaas.config", doc: "the login module with user and password" },
  { name: "kafka.client.id", doc: "what the brokers' logs call this client" },
];
