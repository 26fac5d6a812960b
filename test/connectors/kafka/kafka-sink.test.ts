import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startBrokerThread } from "../../../src/kafka/broker/broker-thread.js";
import { createTopic } from "../../../src/kafka/client/admin.js";
import { kafkaConfig } from "../../../src/kafka/client/config.js";
import type { DataFrame } from "../../../src/sql/data-frame.js";
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
  topic = `out-${++topics}`;
});
afterEach(() => session.close());

const write = (df: DataFrame, options: Record<string, string> = {}) =>
  df.write.format("kafka").options({ "kafka.bootstrap.servers": broker.address, ...options });

async function written(...columns: string[]): Promise<(readonly unknown[])[]> {
  const rows = await session.spark.read
    .format("kafka")
    .options({ "kafka.bootstrap.servers": broker.address, subscribe: topic, includeHeaders: true })
    .load()
    .orderBy("partition", "offset")
    .selectExpr(...columns)
    .collect();
  return rows.map(row => row.toSeq());
}

describe("the Kafka sink for tables", () => {
  it("writes key, value, headers and partition to the topic of the option or the column", async () => {
    await createTopic(kafkaConfig({ "bootstrap.servers": broker.address }), { topic, partitions: 3 });
    const rows = session.spark.sql(`VALUES
      ('k', '소유', '${topic}', array(named_struct('key', 'h', 'value', X'01'), named_struct('key', 'h', 'value', null)), 2),
      (null, null, '${topic}', null, 0) AS t(key, value, topic, headers, partition)`);
    await write(rows).save();
    await write(rows.selectExpr("'elsewhere' AS topic", "binary('b') AS value", "1 AS partition"), {
      topic,
    }).save();
    const text = "string(value) AS v";
    expect(
      await written(
        "string(key) AS k",
        text,
        "transform(headers, h -> struct(h.key, hex(h.value))) AS h",
        "partition",
      ),
    ).toEqual([
      [null, null, null, 0],
      [null, "b", null, 1],
      [null, "b", null, 1],
      [
        "k",
        "소유",
        [
          { key: "h", col2: "01" },
          { key: "h", col2: "" },
        ],
        2,
      ],
    ]);
  });

  it.each([
    [
      "string(id) v",
      {},
      "topic option required when no 'topic' attribute is present. Use the topic option for setting a topic.",
    ],
    ["string(id) v", { topic: "t" }, "Required attribute 'value' not found"],
    [
      "id value",
      { topic: "t" },
      "value attribute unsupported type bigint. value must be a(n) string or binary",
    ],
    [
      "'a' value, id key",
      { topic: "t" },
      "key attribute unsupported type bigint. key must be a(n) string or binary",
    ],
    ["'a' value, id topic", {}, "topic attribute unsupported type bigint. topic must be a(n) string"],
    [
      "'a' value, 'x' headers",
      { topic: "t" },
      "headers attribute unsupported type string. headers must be a(n) array<struct<key:string,value:binary>>",
    ],
    [
      "'a' value, id partition",
      { topic: "t" },
      "partition attribute unsupported type bigint. partition must be a(n) int",
    ],
    [
      "'a' value, string(null) topic",
      {},
      "The Kafka message data sent to the producer contains a null topic. Use the `topic` option for setting a default topic.",
    ],
    [
      "'a' value",
      { topic: "t", "kafka.key.serializer": "x" },
      "Kafka option 'key.serializer' is not supported as keys are serialized with ByteArraySerializer.",
    ],
    [
      "'a' value",
      { topic: "t", "kafka.bootstrap.servers": "" },
      "Kafka option bootstrap.servers is not set. Please make sure it is set and retry.",
    ],
  ])("refuses %s with %o", async (columns, options, message) => {
    const rows = session.spark.range(1).selectExpr(...columns.split(", "));
    await expect(write(rows, { ...options }).save()).rejects.toThrow(message);
  });

  it.each(["overwrite", "ignore"])("cannot %s", async mode => {
    const rows = session.spark.sql("SELECT 'a' AS value");
    await expect(write(rows, { topic }).mode(mode).save()).rejects.toThrow(
      "not allowed for Kafka. Allowed save modes are Append and ErrorIfExists (default).",
    );
  });

  it("fails on records that are too large for any try", async () => {
    const rows = session.spark.sql("SELECT repeat('x', 3000000) AS value");
    await expect(write(rows, { topic }).save()).rejects.toThrow(`did not take what was produced to ${topic}`);
  });
});

describe("the Kafka sink for streams", () => {
  const relay = (checkpoint: string, from = "in") =>
    session.spark.readStream
      .format("kafka")
      .options({ "kafka.bootstrap.servers": broker.address, subscribe: from, startingOffsets: "earliest" })
      .load()
      .writeStream.format("kafka")
      .options({ "kafka.bootstrap.servers": broker.address, topic, checkpointLocation: checkpoint });

  it("relays bytes as they are, and goes on from its checkpoint", async () => {
    const checkpoint = mkdtempSync(join(tmpdir(), "checkpoint-"));
    const from = `${topic}-source`;
    const run = () => relay(checkpoint, from).trigger(Trigger.AvailableNow()).start().awaitTermination();
    for (let first = 0; first < 25_000; first += 1000)
      await broker.send(
        from,
        Array.from({ length: 1000 }, (_, i) => ({ key: `k${i % 7}`, value: `tweet ${first + i} 🎉` })),
      );
    await run();
    await broker.send(from, [{ key: null, value: "last" }]);
    await run();
    const values = (await written("string(value) AS v")).map(([value]) => value);
    expect(values.length).toBe(25_001);
    expect(values.slice(-2)).toEqual(["tweet 24999 🎉", "last"]);
  });

  it("goes on when the broker was away", async () => {
    const stream = session.spark.memoryStream("value STRING");
    const query = stream
      .toDF()
      .writeStream.format("kafka")
      .options({
        "kafka.bootstrap.servers": broker.address,
        "kafka.retry.backoff.ms": "10",
        topic,
        checkpointLocation: mkdtempSync(join(tmpdir(), "checkpoint-")),
      })
      .start();
    stream.addData("before");
    await query.processAllAvailable();
    broker = await broker.restart();
    stream.addData("after");
    await query.processAllAvailable();
    expect([...new Set((await written("string(value) AS v")).flat())]).toEqual(["before", "after"]);
    expect(query.lastProgress!.sink).toEqual({
      description: "org.apache.spark.sql.kafka010.KafkaSourceProvider$KafkaTable",
      numOutputRows: 1,
    });
  });

  it("waits for a broker that is away for a while, and says so", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "broker-"));
    const first = await startBrokerThread({ listen: "127.0.0.1:0", dataDir });
    const servers = { "kafka.bootstrap.servers": first.address };
    const stream = session.spark.memoryStream("value STRING");
    const query = stream
      .toDF()
      .writeStream.format("kafka")
      .options({ ...servers, topic, checkpointLocation: mkdtempSync(join(tmpdir(), "checkpoint-")) })
      .start();
    stream.addData("before");
    await query.processAllAvailable();
    await first.stop();
    stream.addData("meanwhile");
    await expect
      .poll(() => query.status.message, { timeout: 20_000 })
      .toMatch(`Waiting to try again: Kafka at ${first.address}`);
    const second = await startBrokerThread({ listen: first.address, dataDir });
    await query.processAllAvailable();
    const table = session.spark.read
      .format("kafka")
      .options({ ...servers, subscribe: topic })
      .load();
    const values = (await table.selectExpr("string(value) AS v").collect()).map(row => row.get(0));
    expect([...new Set(values)]).toEqual(["before", "meanwhile"]);
    await query.stop();
    await second.stop();
  });

  it("ends when it is stopped, also while the broker is away", async () => {
    const away = await openBroker();
    const stream = session.spark.memoryStream("value STRING");
    const query = stream
      .toDF()
      .writeStream.format("kafka")
      .options({
        "kafka.bootstrap.servers": away.address,
        topic,
        checkpointLocation: mkdtempSync(join(tmpdir(), "checkpoint-")),
      })
      .start();
    stream.addData("before");
    await query.processAllAvailable();
    await away.stop();
    stream.addData("after");
    await expect.poll(() => query.status.message).toBe("Processing new data");
    await query.stop();
    expect([query.isActive, query.exception, query.lastProgress!.batchId]).toEqual([false, null, 0]);
  });

  it("must have a checkpoint", () => {
    const stream = session.spark.memoryStream("value STRING").toDF();
    const writer = stream.writeStream
      .format("kafka")
      .option("kafka.bootstrap.servers", broker.address)
      .option("topic", topic);
    expect(() => writer.start()).toThrow(
      'checkpointLocation must be specified either through option("checkpointLocation", ...) or SparkSession.conf.set("spark.sql.streaming.checkpointLocation", ...).',
    );
  });
});
