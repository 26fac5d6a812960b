import { Kafka, logLevel } from "kafkajs";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createTopic, listTopics } from "../../src/kafka/client/admin.js";
import { kafkaConfig } from "../../src/kafka/client/config.js";
import { clientsFor, readValues } from "../kafka/support/client.js";
import { kcat } from "./kcat.js";
import { type RealKafka, startRealKafka } from "./real-kafka.js";

let real: RealKafka;
beforeAll(async () => {
  real = await startRealKafka();
});
afterAll(() => real?.stop());

const range = (topic: string, from: number, to: number, partition = 0) => ({
  topic,
  partition,
  from: BigInt(from),
  to: BigInt(to),
});

describe("our client against a real Kafka", () => {
  test("makes and lists topics, writes, follows and reads", async () => {
    const config = kafkaConfig({ "bootstrap.servers": real.bootstrap });
    expect(await createTopic(config, { topic: "made", partitions: 2 })).toBe(true);
    expect(await createTopic(config, { topic: "made", partitions: 2 })).toBe(false);
    expect(await listTopics(config)).toContain("made");
    const { reader, producer } = clientsFor(real.bootstrap);
    const partitions = await reader.partitions({ kind: "pattern", pattern: "m.de" });
    expect(partitions).toHaveLength(2);
    reader.follow(
      partitions.map(each => ({ ...each, from: 0n })),
      () => {},
    );
    const value = "안녕 🎉\n둘째 줄";
    await producer.send("made", [
      { key: "k", value, partition: 1, headers: { lang: "ko" } },
      { key: null, value: null, partition: 1 },
    ]);
    await expect.poll(() => reader.highWatermark(partitions[1]!), { timeout: 10_000 }).toBe(2n);
    expect(await readValues(reader, [range("made", 0, 2, 1)])).toEqual({ "made-1": [value, null] });
    expect(await reader.offsets(partitions, "latest")).toEqual([0n, 2n]);
  });

  test.each(["none", "gzip", "snappy", "lz4", "zstd"])("%s, both ways", async codec => {
    const { reader, producer } = clientsFor(real.bootstrap, {
      "compression.type": codec,
      "check.crcs": "true",
    });
    const topic = `packed-${codec}`;
    const values = Array.from({ length: 500 }, (_, i) => `${i} ${"텍스트 ".repeat(50)}`);
    await createTopic(kafkaConfig({ "bootstrap.servers": real.bootstrap }), { topic, partitions: 1 });
    await producer.send(
      topic,
      values.map(value => ({ key: null, value })),
    );
    await kcat(real.bootstrap, ["-t", topic, "-P", "-z", codec], `${values.join("\n")}\n`);
    expect(await readValues(reader, [range(topic, 0, 1000)])).toEqual({
      [`${topic}-0`]: [...values, ...values],
    });
    const { stdout } = await kcat(real.bootstrap, ["-t", topic, "-C", "-e", "-q", "-o", "0", "-c", "500"]);
    expect(stdout.toString("utf8")).toBe(`${values.join("\n")}\n`);
  });

  test("read_committed leaves out what was aborted, and ends before what is open", async () => {
    const kafka = new Kafka({ brokers: [real.bootstrap], logLevel: logLevel.NOTHING });
    await createTopic(kafkaConfig({ "bootstrap.servers": real.bootstrap }), { topic: "tx", partitions: 1 });
    const producer = kafka.producer({ transactionalId: "tx-1", maxInFlightRequests: 1, idempotent: true });
    await producer.connect();
    onTestFinished(() => producer.disconnect());
    const send = async (value: string, end: "commit" | "abort") => {
      const transaction = await producer.transaction();
      await transaction.send({ topic: "tx", messages: [{ value }] });
      await transaction[end]();
    };
    await send("committed", "commit");
    await send("aborted", "abort");
    await send("committed too", "commit");
    const open = await producer.transaction();
    await open.send({ topic: "tx", messages: [{ value: "open" }] });
    const partition = { topic: "tx", partition: 0 };
    const { reader } = clientsFor(real.bootstrap, { "isolation.level": "read_committed" });
    reader.follow([{ ...partition, from: 0n }], () => {});
    const [end] = await reader.offsets([partition], "latest");
    expect(end).toBe(6n); // three records and the marker behind each
    expect(await readValues(reader, [range("tx", 0, 6)])).toEqual({ "tx-0": ["committed", "committed too"] });
    await expect.poll(() => reader.highWatermark(partition)).toBe(6n);
    const uncommitted = clientsFor(real.bootstrap).reader;
    expect(await readValues(uncommitted, [range("tx", 0, 7)])).toEqual({
      "tx-0": ["committed", "aborted", "committed too", "open"],
    });
    await open.commit();
    await expect.poll(() => reader.highWatermark(partition), { timeout: 10_000 }).toBe(8n);
    expect(await readValues(reader, [range("tx", 6, 8)])).toEqual({ "tx-0": ["open"] });
  });

  test("records that were deleted are out of range, with what is there", async () => {
    const kafka = new Kafka({ brokers: [real.bootstrap], logLevel: logLevel.NOTHING });
    const { reader, producer } = clientsFor(real.bootstrap);
    await createTopic(kafkaConfig({ "bootstrap.servers": real.bootstrap }), { topic: "gone", partitions: 1 });
    await producer.send(
      "gone",
      ["a", "b", "c"].map(value => ({ key: null, value })),
    );
    const admin = kafka.admin();
    await admin.connect();
    onTestFinished(() => admin.disconnect());
    await admin.fetchTopicMetadata({ topics: ["gone"] });
    await admin.deleteTopicRecords({ topic: "gone", partitions: [{ partition: 0, offset: "2" }] });
    await expect(readValues(reader, [range("gone", 0, 3)])).rejects.toMatchObject({
      name: "OffsetOutOfRangeError",
      asked: 0n,
      earliest: 2n,
      latest: 3n,
    });
    expect(await readValues(reader, [range("gone", 2, 3)])).toEqual({ "gone-0": ["c"] });
  });

  test("goes on by itself when Kafka restarts", async () => {
    const { reader, producer } = clientsFor(real.bootstrap);
    await createTopic(kafkaConfig({ "bootstrap.servers": real.bootstrap }), { topic: "on", partitions: 1 });
    await producer.send("on", [{ key: null, value: "before" }]);
    const partition = { topic: "on", partition: 0 };
    reader.follow([{ ...partition, from: 0n }], () => {});
    await expect.poll(() => reader.highWatermark(partition), { timeout: 10_000 }).toBe(1n);
    await real.restart();
    await expect
      .poll(
        () =>
          producer.send("on", [{ key: null, value: "after" }]).then(
            () => true,
            () => false,
          ),
        { timeout: 30_000 },
      )
      .toBe(true);
    await expect.poll(() => reader.highWatermark(partition), { timeout: 30_000 }).toBeGreaterThanOrEqual(2n);
    expect((await readValues(reader, [range("on", 0, 2)]))["on-0"]).toEqual(["before", "after"]);
  });
});
