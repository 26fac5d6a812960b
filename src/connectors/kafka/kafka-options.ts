import type { Subscription } from "../../kafka/client/reader.js";
import { IllegalArgumentException } from "../../util/errors.js";
import { OptionMap } from "../../util/options.js";
import { timeTextMs } from "../../util/time-text.js";
import { fromJson, isObject, type PartitionOffsets } from "./partition-offsets.js";

/** Where reading starts or ends: a named end of every partition, a timestamp, or an offset each (-2 earliest, -1 latest). */
export type OffsetBound = "earliest" | "latest" | { readonly timestamp: bigint } | PartitionOffsets;

/** The Kafka source's options, checked (https://spark.apache.org/docs/latest/streaming/structured-streaming-kafka-integration.html). */
export interface KafkaOptions {
  readonly subscription: Subscription;
  /** Such as `Subscribe[twitter]`. */
  readonly strategy: string;
  readonly bootstrapServers: string;
  readonly starting: OffsetBound;
  readonly ending: OffsetBound;
  readonly maxOffsetsPerTrigger: bigint | null;
  readonly minOffsetsPerTrigger: bigint | null;
  readonly maxTriggerDelayMs: number;
  readonly failOnDataLoss: boolean;
  readonly includeHeaders: boolean;
  /** Kafka's own settings, without their `kafka.` prefix. */
  readonly client: Readonly<Record<string, string>>;
}

const strategies = ["subscribe", "subscribepattern", "assign"] as const;

/** Kafka settings that Spark keeps to itself, and why. */
const reserved: Readonly<Record<string, string>> = {
  "kafka.auto.offset.reset":
    "Kafka option 'auto.offset.reset' is not supported. Instead set the source option 'startingoffsets' to 'earliest' or 'latest' to specify where to start. Structured Streaming manages which offsets are consumed internally, rather than relying on the kafkaConsumer to do it. This will ensure that no data is missed when new topics/partitions are dynamically subscribed. Note that 'startingoffsets' only applies when a new Streaming query is started, and that resuming will always pick up from where the query left off. See the docs for more details.",
  "kafka.key.deserializer":
    "Kafka option 'key.deserializer' is not supported as keys are deserialized as byte arrays with ByteArrayDeserializer. Use DataFrame operations to explicitly deserialize the keys.",
  "kafka.value.deserializer":
    "Kafka option 'value.deserializer' is not supported as values are deserialized as byte arrays with ByteArrayDeserializer. Use DataFrame operations to explicitly deserialize the values.",
  "kafka.enable.auto.commit": "Kafka option 'enable.auto.commit' is not supported",
  "kafka.interceptor.classes": "Kafka option 'interceptor.classes' is not supported",
};

/** @throws IllegalArgumentException in Spark's words */
export function kafkaOptions(given: Readonly<Record<string, string>>, isStreaming: boolean): KafkaOptions {
  const options = new OptionMap(given);
  const chosen = strategies.filter(name => options.has(name));
  if (chosen.length === 0)
    throw new IllegalArgumentException(
      `One of the following options must be specified for Kafka source: ${strategies.join(", ")}. See the docs for more details.`,
    );
  if (chosen.length > 1)
    throw new IllegalArgumentException(
      `Only one of the following options can be specified for Kafka source: ${strategies.join(", ")}. See the docs for more details.`,
    );
  const subscription = subscriptionOf(chosen[0]!, options.get(chosen[0]!)!);
  for (const name of Object.keys(reserved))
    if (options.has(name)) throw new IllegalArgumentException(reserved[name]!);
  const bootstrapServers = options.get("kafka.bootstrap.servers");
  if (!bootstrapServers?.trim())
    throw new IllegalArgumentException(
      "Option 'kafka.bootstrap.servers' must be specified for configuring Kafka consumer",
    );
  const starting = bound(options, "starting", isStreaming ? "latest" : "earliest");
  const ending = bound(options, "ending", "latest");
  if (isStreaming && options.has("endingOffsets"))
    throw new IllegalArgumentException("ending offset not valid in streaming queries");
  if (!isStreaming && starting === "latest")
    throw new IllegalArgumentException("starting offset can't be latest for batch queries on Kafka");
  if (!isStreaming && ending === "earliest")
    throw new IllegalArgumentException("ending offset can't be earliest for batch queries on Kafka");
  const most = options.integer("maxOffsetsPerTrigger", 0, 1);
  const least = options.integer("minOffsetsPerTrigger", 0, 1);
  if (most > 0 && least > most)
    throw new IllegalArgumentException(
      `The value of minOffsetPerTrigger(${least}) is higher than the maxOffsetsPerTrigger(${most}).`,
    );
  return {
    subscription,
    strategy: describe(subscription),
    bootstrapServers,
    starting,
    ending,
    maxOffsetsPerTrigger: most > 0 ? BigInt(most) : null,
    minOffsetsPerTrigger: least > 0 ? BigInt(least) : null,
    maxTriggerDelayMs: timeTextMs(options.get("maxTriggerDelay") ?? "15m", "ms"),
    failOnDataLoss: options.boolean("failOnDataLoss", true),
    includeHeaders: options.boolean("includeHeaders", false),
    client: clientOptions(given),
  };
}

/** Kafka's own settings among a source's or sink's options, without their prefix `kafka.`. */
export function clientOptions(given: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given)
      .filter(([name]) => name.toLowerCase().startsWith("kafka."))
      .map(([name, value]) => [name.slice("kafka.".length), value]),
  );
}

function subscriptionOf(strategy: (typeof strategies)[number], value: string): Subscription {
  switch (strategy) {
    case "subscribe": {
      const topics = value
        .split(",")
        .map(topic => topic.trim())
        .filter(Boolean);
      if (topics.length === 0)
        throw new IllegalArgumentException(
          `No topics to subscribe to as specified value for option 'subscribe' is '${value}'`,
        );
      return { kind: "subscribe", topics };
    }
    case "subscribepattern":
      if (value.trim() === "")
        throw new IllegalArgumentException(
          `Pattern to subscribe is empty as specified value for option 'subscribePattern' is '${value}'`,
        );
      return { kind: "pattern", pattern: value };
    case "assign":
      if (!value.trim().startsWith("{"))
        throw new IllegalArgumentException(
          `No topicpartitions to assign as specified value for option 'assign' is '${value}'`,
        );
      return { kind: "assign", partitions: assignedPartitions(value) };
  }
}

function assignedPartitions(json: string): { topic: string; partition: number }[] {
  const bad = (cause?: unknown) =>
    Object.assign(
      new IllegalArgumentException(`Expected e.g. {"topicA":[0,1],"topicB":[0,1]}, got ${json}`),
      { cause },
    );
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    throw bad(error);
  }
  if (!isObject(parsed)) throw bad();
  return Object.entries(parsed).flatMap(([topic, partitions]) => {
    if (!Array.isArray(partitions) || !partitions.every(Number.isInteger)) throw bad();
    return partitions.map((partition: number) => ({ topic, partition }));
  });
}

function bound(options: OptionMap, end: "starting" | "ending", fallback: "earliest" | "latest"): OffsetBound {
  const timestamp = options.get(`${end}Timestamp`);
  if (timestamp !== undefined) {
    if (!/^\d+$/.test(timestamp))
      throw new IllegalArgumentException(
        `Expected a timestamp in milliseconds for option ${end}Timestamp, got ${timestamp}`,
      );
    return { timestamp: BigInt(timestamp) };
  }
  const text = options.get(`${end}Offsets`)?.trim();
  if (text === undefined) return fallback;
  const named = text.toLowerCase();
  return named === "earliest" || named === "latest" ? named : fromJson(text);
}

function describe(subscription: Subscription): string {
  switch (subscription.kind) {
    case "subscribe":
      return `Subscribe[${subscription.topics.join(", ")}]`;
    case "pattern":
      return `SubscribePattern[${subscription.pattern}]`;
    case "assign":
      return `Assign[${subscription.partitions.map(each => `${each.topic}-${each.partition}`).join(", ")}]`;
  }
}
