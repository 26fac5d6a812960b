import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kafka, logLevel } from "kafkajs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTopic } from "../../../src/kafka/client/admin.js";
import { kafkaConfig } from "../../../src/kafka/client/config.js";
import { $ } from "../../../src/sql/dollar.js";
import { Trigger } from "../../../src/sql/trigger.js";
import { openBroker, openSession, type TestBroker, type TestSession } from "../../session.js";

let broker: TestBroker;
let session: TestSession;
let topic: string;
let topics = 0;

beforeAll(async () => {
  broker = await openBroker();
});
afterAll(() => broker.stop());
beforeEach(() => {
  session = openSession();
  topic = `topic-${++topics}`;
});
afterEach(() => session.close());

const stream = (options: Record<string, string> = {}) =>
  session.spark.readStream
    .format("kafka")
    .option("kafka.bootstrap.servers", broker.address)
    .options("subscribePattern" in options ? {} : { subscribe: topic })
    .options({ startingOffsets: "earliest", ...options })
    .load()
    .select($("key").cast("STRING"), $("value").cast("STRING"));

async function deleteTopic(address: string, name: string): Promise<void> {
  const admin = new Kafka({ brokers: [address], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.deleteTopics({ topics: [name] });
  await admin.disconnect();
}

const values = () =>
  session.batches.map(batch => batch.table.slice(3, -2).map(line => line.split("|")[2]!.trim()));

describe("the Kafka source as a stream", () => {
  it("shows what was produced, batch by batch under maxOffsetsPerTrigger", async () => {
    await broker.send(
      topic,
      ["a", "b", "c", "d", "e"].map((value, i) => ({ key: `k${i}`, value })),
    );
    await stream({ maxOffsetsPerTrigger: "2" })
      .writeStream.format("console")
      .trigger(Trigger.AvailableNow())
      .start()
      .awaitTermination();
    expect(values()).toEqual([["a", "b"], ["c", "d"], ["e"]]);
    expect(session.batches.map(batch => batch.batchId)).toEqual([0, 1, 2]);
  });

  it("takes in what is produced while it runs, and reports it", async () => {
    const query = stream().writeStream.format("console").outputMode("update").start();
    await query.processAllAvailable();
    await broker.send(topic, [{ key: "k", value: "one" }]);
    await query.processAllAvailable();
    await broker.send(topic, [{ key: null, value: null }]);
    await query.processAllAvailable();
    expect(values().flat()).toEqual(["one", "NULL"]);
    const progress = query.lastProgress!;
    expect(progress.numInputRows).toBe(1);
    expect(progress.sources[0]).toMatchObject({
      description: `KafkaV2[Subscribe[${topic}]]`,
      startOffset: { [topic]: { 0: 1 } },
      endOffset: { [topic]: { 0: 2 } },
      metrics: { maxOffsetsBehindLatest: "0" },
    });
    await query.stop();
    expect(query.isActive).toBe(false);
    expect(query.status.message).toBe("Stopped");
  });

  it("waits for minOffsetsPerTrigger records, or maxTriggerDelay, after the first batch", async () => {
    const query = stream({ minOffsetsPerTrigger: "3", maxTriggerDelay: "1h" })
      .writeStream.format("console")
      .start();
    const send = async (...texts: string[]) => {
      await broker.send(
        topic,
        texts.map(value => ({ key: null, value })),
      );
      await query.processAllAvailable();
    };
    await query.processAllAvailable();
    await send("a", "b");
    expect(values().flat()).toEqual([]);
    await send("c");
    expect(values().flat()).toEqual(["a", "b", "c"]);
    await send("d");
    await query.stop();
    const impatient = stream({ minOffsetsPerTrigger: "3", maxTriggerDelay: "0ms", startingOffsets: "latest" })
      .writeStream.format("console")
      .start();
    await impatient.processAllAvailable();
    await broker.send(topic, [{ key: null, value: "e" }]);
    await impatient.processAllAvailable();
    expect(values().flat()).toEqual(["a", "b", "c", "e"]);
  });

  it("reads a topic that appears later from its beginning", async () => {
    const query = stream({ startingOffsets: "latest" }).writeStream.format("console").start();
    await query.processAllAvailable();
    expect(session.notices.join()).toContain(`Subscribe[${topic}]: no such topic`);
    await broker.send(topic, [{ key: "k", value: "first" }]);
    await expect.poll(() => values().flat(), { timeout: 5000 }).toEqual(["first"]);
  });

  it("goes on when the broker restarts", async () => {
    await broker.send(topic, [{ key: "k", value: "before" }]);
    const query = stream().writeStream.format("console").start();
    await query.processAllAvailable();
    broker = await broker.restart();
    await broker.send(topic, [{ key: "k", value: "after" }]);
    await expect.poll(() => values().flat(), { timeout: 20_000 }).toEqual(["before", "after"]);
    expect(query.isActive).toBe(true);
  });

  it("takes up where its checkpoint ends", async () => {
    const checkpoint = mkdtempSync(join(tmpdir(), "checkpoint-"));
    const run = () =>
      stream()
        .writeStream.format("console")
        .option("checkpointLocation", checkpoint)
        .trigger(Trigger.AvailableNow())
        .start()
        .awaitTermination();
    await broker.send(topic, [{ key: "k", value: "1" }]);
    await run();
    await broker.send(topic, [{ key: "k", value: "2" }]);
    await run();
    expect(values()).toEqual([["1"], ["2"]]);
    expect(session.batches.map(batch => batch.batchId)).toEqual([0, 1]);
  });
});

describe("the Kafka source as a table", () => {
  it("counts and shows what there is", async () => {
    await broker.send(topic, [{ key: "키", value: "안녕\n세상 🎉" }]);
    const table = session.spark.read
      .format("kafka")
      .option("kafka.bootstrap.servers", broker.address)
      .option("subscribe", topic)
      .load();
    expect(await table.count()).toBe(1n);
    await table
      .select($("key").cast("STRING"), $("value").cast("STRING"), $("offset"), $("timestampType"))
      .show(20, false);
    expect(session.printed()).toBe(
      [
        "+---+-------------+------+-------------+",
        "|key|value        |offset|timestampType|",
        "+---+-------------+------+-------------+",
        "|키 |안녕\\n세상 🎉|0     |0            |",
        "+---+-------------+------+-------------+",
        "",
        "",
      ].join("\n"),
    );
  });
});

describe("which partitions are read", () => {
  const load = (options: Record<string, string>) =>
    session.spark.read
      .format("kafka")
      .option("kafka.bootstrap.servers", broker.address)
      .options(options)
      .load();
  const count = (options: Record<string, string>) => load(options).count();

  beforeEach(async () => {
    await createTopic(kafkaConfig({ "bootstrap.servers": broker.address }), { topic, partitions: 3 });
    for (const partition of [0, 1, 2])
      await broker.send(
        topic,
        Array.from({ length: 4 + partition }, (_, i) => ({ key: null, value: `${i}`, partition })),
      );
  });

  it("takes all partitions of a topic", async () => expect(await count({ subscribe: topic })).toBe(15n));

  it("takes topics whose whole name matches", async () => {
    expect(await count({ subscribePattern: `${topic.replace("-", ".")}` })).toBe(15n);
    expect(await count({ subscribePattern: topic.slice(0, -1) })).toBe(0n);
  });

  it("takes assigned partitions", async () =>
    expect(await count({ assign: `{"${topic}":[0,2]}` })).toBe(10n));

  it("starts and ends at offsets, -2 for the first and -1 for the last", async () => {
    const bounds = {
      startingOffsets: `{"${topic}":{"0":1,"1":-2,"2":5}}`,
      endingOffsets: `{"${topic}":{"0":3,"1":-1,"2":-1}}`,
    };
    expect(await count({ subscribe: topic, ...bounds })).toBe(2n + 5n + 1n);
  });

  it("wants offsets for every partition", async () => {
    const startingOffsets = `{"${topic}":{"0":1}}`;
    await expect(count({ subscribe: topic, startingOffsets })).rejects.toThrow(
      `you must specify all TopicPartitions. Use -1 for latest, -2 for earliest. Specified: Set(${topic}-0) Assigned: Set(${topic}-0, ${topic}-1, ${topic}-2)`,
    );
  });

  it("shares maxOffsetsPerTrigger among the partitions, and Once reads all at once whatever it says", async () => {
    const run = async (trigger: Trigger) => {
      session.batches.length = 0;
      await stream({ maxOffsetsPerTrigger: "6" })
        .writeStream.format("console")
        .trigger(trigger)
        .start()
        .awaitTermination();
      return session.batches.map(batch => batch.rowCount);
    };
    const batches = await run(Trigger.AvailableNow());
    expect(batches.reduce((a, b) => a + b, 0)).toBe(15);
    for (const rows of batches) expect(rows).toBeLessThanOrEqual(6);
    expect(await run(Trigger.Once())).toEqual([15]);
  });
});

describe("a topic that is deleted", () => {
  const run = (failOnDataLoss: boolean, checkpoint: string, options: Record<string, string> = {}) =>
    stream({ failOnDataLoss: String(failOnDataLoss), ...options })
      .writeStream.format("console")
      .option("checkpointLocation", checkpoint)
      .trigger(Trigger.AvailableNow())
      .start()
      .awaitTermination();
  const send = (...texts: string[]) =>
    broker.send(
      topic,
      texts.map(value => ({ key: null, value })),
    );
  const restart = async (failOnDataLoss: boolean) => {
    const checkpoint = mkdtempSync(join(tmpdir(), "checkpoint-"));
    await send("a", "b", "c");
    await run(failOnDataLoss, checkpoint);
    await deleteTopic(broker.address, topic);
    return checkpoint;
  };
  const lost =
    "Some data may have been lost because they are not available in Kafka any more; either the data was aged out by Kafka or the topic may have been deleted before all the data in the topic was processed.";

  it("and made again fails the query in Spark's words, which goes on when it may", async () => {
    const checkpoint = await restart(true);
    await createTopic(kafkaConfig({ "bootstrap.servers": broker.address }), { topic });
    await send("new", "newer");
    await expect(run(true, checkpoint)).rejects.toThrow(
      `terminated with exception: ${lost} If you don't want your streaming query to fail on such cases, set the source option failOnDataLoss to false. Reason: Partition ${topic}-0 offset was changed from 3 to 2.`,
    );
    await run(false, checkpoint);
    expect(session.notices.join()).toContain(
      `${lost} Reason: Partition ${topic}-0 offset was changed from 3 to 2.`,
    );
    await send("newest");
    await run(true, checkpoint);
    expect(values()).toEqual([["a", "b", "c"], ["new", "newer"], ["newest"]]);
  });

  it("for good fails the query, or is passed over and read when it comes again", async () => {
    const all = { subscribePattern: topic };
    const checkpoint = await restart(true);
    await expect(run(true, checkpoint, all)).rejects.toThrow(`Partitions Set(${topic}-0) have been deleted.`);
    await run(false, checkpoint, all);
    await send("again");
    await run(true, checkpoint, all);
    expect(values().flat()).toEqual(["a", "b", "c", "again"]);
  });

  it("and made again while it is followed is read from its beginning, if that may be", async () => {
    await send("a", "b", "c");
    const query = stream({ failOnDataLoss: "false" }).writeStream.format("console").start();
    await query.processAllAvailable();
    await deleteTopic(broker.address, topic);
    await createTopic(kafkaConfig({ "bootstrap.servers": broker.address }), { topic });
    await send("new");
    await expect.poll(() => values().flat(), { timeout: 10_000 }).toEqual(["a", "b", "c", "new"]);
    await query.stop();
  });
});
