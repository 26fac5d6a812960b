import kafkajs, { Kafka, logLevel } from "kafkajs";
import { describe, expect, onTestFinished, test } from "vitest";
import { codecOf } from "../../../src/kafka/protocol/compression/codecs.js";
import { brokerForTest, produce } from "../support/broker.js";

const text = "안녕하세요 🎉\n둘째 줄\t\u0000끝";

/** Reads a topic in a group of its own until `count` messages came. */
async function consume(kafka: Kafka, topic: string, count: number, groupId = `g-${Math.random()}`) {
  const consumer = kafka.consumer({
    groupId,
    sessionTimeout: 6000,
    heartbeatInterval: 500,
    maxWaitTimeInMs: 200,
  });
  const got: { partition: number; offset: string; key: string | null; value: string | null }[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise<void>(resolve => {
    void consumer.run({
      eachMessage: async ({ partition, message }) => {
        got.push({
          partition,
          offset: message.offset,
          key: message.key?.toString() ?? null,
          value: message.value?.toString() ?? null,
        });
        if (got.length === count) resolve();
      },
    });
  });
  await consumer.disconnect();
  return got;
}

test("what kafkajs sends, kafkajs reads: keys, values, nulls, Korean, emoji, line breaks", async () => {
  const { kafka } = await brokerForTest();
  await produce(kafka, "twitter", [
    { key: "kim", value: text },
    { key: null, value: null },
    { key: "", value: "" },
  ]);
  expect(await consume(kafka, "twitter", 3)).toEqual([
    { partition: 0, offset: "0", key: "kim", value: text },
    { partition: 0, offset: "1", key: null, value: null },
    { partition: 0, offset: "2", key: "", value: "" },
  ]);
});

test.each([
  [1, "gzip"],
  [2, "snappy"],
  [3, "lz4"],
  [4, "zstd"],
])("codec %i (%s): batches pass through packed", async type => {
  const { compress, decompress } = await codecOf(type);
  const before = kafkajs.CompressionCodecs[type as 1];
  kafkajs.CompressionCodecs[type as 1] = () => ({
    compress: async (encoder: { buffer: Buffer }) => Buffer.from(await compress(encoder.buffer)),
    decompress: async (bytes: Buffer) => Buffer.from(await decompress(bytes)),
  });
  onTestFinished(() => {
    kafkajs.CompressionCodecs[type as 1] = before;
  });
  const { kafka } = await brokerForTest();
  const messages = Array.from({ length: 200 }, (_, i) => ({ key: String(i), value: `${text}${i}` }));
  await produce(kafka, "packed", messages, type);
  const got = await consume(kafka, "packed", 200);
  expect(got.map(({ key, value }) => ({ key, value }))).toEqual(messages);
});

describe("admin", () => {
  test("makes, lists, grows, describes and deletes topics", async () => {
    const { kafka } = await brokerForTest();
    const admin = kafka.admin();
    await admin.connect();
    onTestFinished(() => admin.disconnect());
    expect(await admin.createTopics({ topics: [{ topic: "a", numPartitions: 3 }, { topic: "b" }] })).toBe(
      true,
    );
    expect(await admin.createTopics({ topics: [{ topic: "a" }] })).toBe(false);
    await expect(admin.createTopics({ topics: [{ topic: "../escape" }] })).rejects.toThrow(/topic/i);
    expect((await admin.listTopics()).sort()).toEqual(["a", "b"]);
    await admin.createPartitions({ topicPartitions: [{ topic: "b", count: 4 }] });
    const { topics } = await admin.fetchTopicMetadata({ topics: ["a", "b"] });
    expect(topics.map(({ name, partitions }) => [name, partitions.length]).sort()).toEqual([
      ["a", 3],
      ["b", 4],
    ]);
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: "a", configNames: ["cleanup.policy"] }],
    });
    expect(resources[0]!.configEntries.map(entry => entry.configValue)).toEqual(["delete"]);
    await admin.deleteTopics({ topics: ["a"] });
    expect(await admin.listTopics()).toEqual(["b"]);
    const { brokers } = await admin.describeCluster();
    expect(brokers.length).toBe(1);
  });

  test("offsets: earliest, latest, and the first record of a time, in the middle of a batch too", async () => {
    const { kafka } = await brokerForTest();
    const at = (ms: number) => String(1_700_000_000_000 + ms);
    await produce(kafka, "t", [
      { value: "a", timestamp: at(0) },
      { value: "b", timestamp: at(10) },
      { value: "c", timestamp: at(20) },
    ]);
    await produce(kafka, "t", [{ value: "d", timestamp: at(30) }], 1);
    const admin = kafka.admin();
    await admin.connect();
    onTestFinished(() => admin.disconnect());
    expect(await admin.fetchTopicOffsets("t")).toEqual([{ partition: 0, offset: "4", high: "4", low: "0" }]);
    const first = async (ms: number) =>
      (await admin.fetchTopicOffsetsByTimestamp("t", Number(at(ms))))[0]!.offset;
    expect([await first(-5), await first(10), await first(11), await first(30)]).toEqual([
      "0",
      "1",
      "2",
      "3",
    ]);
    expect(await first(31)).toBe("4"); // kafkajs puts the end where there is none
  });
});

describe("groups", () => {
  test("go on from what was committed, are described, and deleted when empty", async () => {
    const { kafka } = await brokerForTest();
    await produce(kafka, "t", [{ value: "a" }, { value: "b" }]);
    expect((await consume(kafka, "t", 2, "readers")).length).toBe(2);
    await produce(kafka, "t", [{ value: "c" }]);
    expect((await consume(kafka, "t", 1, "readers")).map(({ value }) => value)).toEqual(["c"]);
    const admin = kafka.admin();
    await admin.connect();
    onTestFinished(() => admin.disconnect());
    expect((await admin.listGroups()).groups.map(({ groupId }) => groupId)).toEqual(["readers"]);
    const { groups } = await admin.describeGroups(["readers", "nobody"]);
    expect(groups.map(({ state }) => state)).toEqual(["Empty", "Dead"]);
    const offsets = await admin.fetchOffsets({ groupId: "readers", topics: ["t"] });
    expect(offsets[0]!.partitions.map(({ offset }) => offset)).toEqual(["3"]);
    await admin.deleteGroups(["readers"]);
    expect((await admin.listGroups()).groups).toEqual([]);
  });

  test("two members share the partitions, and the one that stays takes over", async () => {
    const { kafka } = await brokerForTest();
    const admin = kafka.admin();
    await admin.connect();
    onTestFinished(() => admin.disconnect());
    await admin.createTopics({ topics: [{ topic: "t", numPartitions: 4 }] });
    const assigned: Record<string, number[]> = {};
    const member = async (name: string) => {
      const consumer = kafka.consumer({
        groupId: "shared",
        sessionTimeout: 6000,
        heartbeatInterval: 100,
        maxWaitTimeInMs: 100,
      });
      consumer.on("consumer.group_join", ({ payload }) => {
        assigned[name] = payload.memberAssignment.t ?? [];
      });
      await consumer.connect();
      await consumer.subscribe({ topic: "t" });
      await consumer.run({ eachMessage: async () => {} });
      return consumer;
    };
    const first = await member("first");
    const second = await member("second");
    onTestFinished(() => second.disconnect());
    await expect
      .poll(() => [assigned.first?.length, assigned.second?.length], { timeout: 10_000 })
      .toEqual([2, 2]);
    expect([...assigned.first!, ...assigned.second!].sort()).toEqual([0, 1, 2, 3]);
    await first.disconnect();
    await expect.poll(() => assigned.second?.length, { timeout: 10_000 }).toBe(4);
  });
});

test("an idempotent producer's records are written once and in order", async () => {
  const { broker, kafka } = await brokerForTest();
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  for (let i = 0; i < 5; i++) await producer.send({ topic: "once", messages: [{ value: String(i) }] });
  await producer.disconnect();
  expect(broker.counters()).toMatchObject({ topics: 1, messages: 5, produced: 5 });
  expect((await consume(kafka, "once", 5)).map(({ value }) => value)).toEqual(["0", "1", "2", "3", "4"]);
});

test("acks=0 is not answered, and written all the same", async () => {
  const { broker, kafka } = await brokerForTest();
  const producer = kafka.producer();
  await producer.connect();
  await producer.send({ topic: "t", acks: 0, messages: [{ value: "a" }] });
  await expect.poll(() => broker.counters().messages).toBe(1);
  await producer.disconnect();
});

test("a transactional producer is told that there are no transactions", async () => {
  const { kafka } = await brokerForTest();
  const producer = kafka.producer({ transactionalId: "t", retry: { retries: 0 } });
  await expect(producer.connect().then(() => producer.transaction())).rejects.toThrow();
});

test("a topic that is not there is made when it is produced to, unless the broker is told otherwise", async () => {
  const { broker, kafka } = await brokerForTest({ autoCreateTopics: false });
  await expect(produce(kafka, "t", [{ value: "a" }])).rejects.toThrow(/does not host/);
  expect(broker.counters().topics).toBe(0);
});

test("a record that is too long is refused, and the connection goes on", async () => {
  const { kafka } = await brokerForTest({ messageMaxBytes: 1000 });
  await expect(produce(kafka, "t", [{ value: "x".repeat(2000) }])).rejects.toThrow(/larger than the max/);
  await produce(kafka, "t", [{ value: "short" }]);
  expect((await consume(kafka, "t", 1))[0]!.value).toBe("short");
});

test("many connections of one client find the broker under the name they reached it by", async () => {
  const { broker } = await brokerForTest();
  const kafka = new Kafka({
    brokers: [broker.address.replace("127.0.0.1", "localhost")],
    logLevel: logLevel.NOTHING,
  });
  await produce(kafka, "t", [{ value: "a" }]);
  expect((await consume(kafka, "t", 1))[0]!.value).toBe("a");
});
