import { describe, expect, it } from "vitest";
import { kafkaOptions } from "../../../src/connectors/kafka/kafka-options.js";
import { entriesOf, fromJson, offsetsOf, toJson } from "../../../src/connectors/kafka/partition-offsets.js";
import { rateLimit } from "../../../src/connectors/kafka/rate-limit.js";

const servers = { "kafka.bootstrap.servers": "localhost:9092" };

/** Messages as Spark 4.1.1 gives them. */
describe("Kafka options are refused in Spark's words", () => {
  it.each<[Record<string, string>, boolean, string]>([
    [
      servers,
      true,
      "One of the following options must be specified for Kafka source: subscribe, subscribepattern, assign. See the docs for more details.",
    ],
    [
      { ...servers, subscribe: "a", assign: "b" },
      true,
      "Only one of the following options can be specified for Kafka source: subscribe, subscribepattern, assign. See the docs for more details.",
    ],
    [
      { ...servers, subscribe: "" },
      true,
      "No topics to subscribe to as specified value for option 'subscribe' is ''",
    ],
    [
      { ...servers, subscribePattern: "" },
      true,
      "Pattern to subscribe is empty as specified value for option 'subscribePattern' is ''",
    ],
    [
      { ...servers, assign: "xx" },
      true,
      "No topicpartitions to assign as specified value for option 'assign' is 'xx'",
    ],
    [{ ...servers, assign: '{"a":0}' }, true, 'Expected e.g. {"topicA":[0,1],"topicB":[0,1]}, got {"a":0}'],
    [
      { subscribe: "a" },
      true,
      "Option 'kafka.bootstrap.servers' must be specified for configuring Kafka consumer",
    ],
    [
      { ...servers, subscribe: "a", endingOffsets: "latest" },
      true,
      "ending offset not valid in streaming queries",
    ],
    [
      { ...servers, subscribe: "a", startingOffsets: "latest" },
      false,
      "starting offset can't be latest for batch queries on Kafka",
    ],
    [
      { ...servers, subscribe: "a", endingOffsets: "Earliest" },
      false,
      "ending offset can't be earliest for batch queries on Kafka",
    ],
    [
      { ...servers, subscribe: "a", "kafka.auto.offset.reset": "latest" },
      true,
      "Kafka option 'auto.offset.reset' is not supported. Instead set the source option 'startingoffsets'",
    ],
    [
      { ...servers, subscribe: "a", "kafka.enable.auto.commit": "true" },
      true,
      "Kafka option 'enable.auto.commit' is not supported",
    ],
    [
      { ...servers, subscribe: "a", startingOffsets: "xx" },
      true,
      'Expected e.g. {"topicA":{"0":23,"1":-1},"topicB":{"0":-2}}, got xx',
    ],
    [{ ...servers, subscribe: "a", maxOffsetsPerTrigger: "0" }, true, "Invalid value '0' for option"],
  ])("%j", (options, isStreaming, message) =>
    expect(() => kafkaOptions(options, isStreaming)).toThrow(message),
  );

  it("takes names in any case, and hands kafka.* on", () => {
    const options = kafkaOptions(
      { "Kafka.Bootstrap.Servers": "h:1", SUBSCRIBE: "a, b", "kafka.client.id": "me" },
      true,
    );
    expect(options).toMatchObject({
      subscription: { kind: "subscribe", topics: ["a", "b"] },
      strategy: "Subscribe[a, b]",
      starting: "latest",
      minOffsetsPerTrigger: null,
      maxTriggerDelayMs: 900_000,
      failOnDataLoss: true,
      client: { "client.id": "me" },
    });
    expect(kafkaOptions({ ...servers, subscribe: "a" }, false).starting).toBe("earliest");
  });
});

const offsets = (...ends: number[]) =>
  offsetsOf(ends.map((offset, partition) => ({ topic: "t", partition, offset: BigInt(offset) })));

it("offsets go to JSON in order, and back", () => {
  const json = '{"a":{"0":9007199254740991},"b":{"0":1,"2":3,"10":5}}';
  const shuffled = offsetsOf([...entriesOf(fromJson(json))].reverse());
  expect(toJson(shuffled)).toBe(json);
});

describe("maxOffsetsPerTrigger", () => {
  it.each([
    ["takes all where all is within the limit", 10, [0, 0], [4, 6], [4, 6]],
    ["is shared in proportion to what waits", 10, [0, 0], [10, 30], [2, 7]],
    ["lets small partitions take one", 4, [0, 0], [1, 99], [1, 3]],
    ["leaves partitions with nothing where they are", 2, [5, 0], [5, 8], [5, 2]],
  ])("%s", (_, limit, from, until, expected) => {
    expect(rateLimit(BigInt(limit), offsets(...from), offsets(...until))).toEqual(offsets(...expected));
  });
});
