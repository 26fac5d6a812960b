import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
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
    .option("subscribe", topic)
    .options({ startingOffsets: "earliest", ...options })
    .load()
    .select($("key").cast("STRING"), $("value").cast("STRING"));

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
    const { mkdtempSync } = await import("node:fs");
    const checkpoint = mkdtempSync("/tmp/checkpoint-");
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
