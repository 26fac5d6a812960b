import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { DataFrame } from "../../../src/sql/data-frame.js";
import type { DataStreamWriter } from "../../../src/sql/data-stream-writer.js";
import { current_timestamp } from "../../../src/sql/functions.js";
import { Trigger } from "../../../src/sql/trigger.js";
import { openBroker, openSession, type TestBroker, type TestSession } from "../../session.js";

let broker: TestBroker;
let session: TestSession;
beforeAll(async () => {
  broker = await openBroker();
});
afterAll(() => broker.stop());
beforeEach(() => {
  session = openSession();
});
afterEach(() => session.close());

const kafka = (topic: string) =>
  session.spark.readStream
    .format("kafka")
    .options({ "kafka.bootstrap.servers": broker.address, subscribe: topic, startingOffsets: "earliest" })
    .load()
    .selectExpr("string(value) AS value");
const rate = () => session.spark.readStream.format("rate").load();

async function written(topic: string): Promise<unknown[]> {
  const options = { "kafka.bootstrap.servers": broker.address, subscribe: topic };
  const rows = await session.spark.read
    .format("kafka")
    .options(options)
    .load()
    .selectExpr("string(value)")
    .collect();
  return rows.map(row => row.get(0));
}

describe("a continuous query", () => {
  it("hands rows on as they come, long before its epoch ends, and repeats what was not committed", async () => {
    const checkpoint = mkdtempSync(join(tmpdir(), "checkpoint-"));
    const relay = (interval: string) =>
      kafka("in")
        .where("value <> 'no'")
        .writeStream.format("kafka")
        .options({ "kafka.bootstrap.servers": broker.address, topic: "out", checkpointLocation: checkpoint })
        .trigger(Trigger.Continuous(interval))
        .start();
    const query = relay("1 hour");
    await broker.send(
      "in",
      ["a", "no", "b"].map(value => ({ key: null, value })),
    );
    await expect.poll(() => written("out")).toEqual(["a", "b"]);
    await broker.send("in", [{ key: null, value: "c" }]);
    await expect.poll(() => written("out")).toEqual(["a", "b", "c"]);
    expect(existsSync(join(checkpoint, "commits/0"))).toBe(false);
    await query.stop();
    const again = relay("20 milliseconds");
    await again.processAllAvailable();
    expect(await written("out")).toEqual(["a", "b", "c", "a", "b", "c"]);
    expect(existsSync(join(checkpoint, "commits/0"))).toBe(true);
    await again.stop();
    await broker.send("in", [{ key: null, value: "d" }]);
    await relay("20 milliseconds").processAllAvailable();
    expect((await written("out")).slice(6)).toEqual(["d"]);
  });

  it("shows each epoch, empty ones too, and reports it", async () => {
    const query = rate().writeStream.format("console").trigger(Trigger.Continuous("20 milliseconds")).start();
    await expect.poll(() => session.batches.length).toBeGreaterThan(3);
    await query.stop();
    expect(session.batches.map(batch => batch.batchId).slice(0, 3)).toEqual([0, 1, 2]);
    expect(session.batches[0]!.table.slice(0, 4)).toEqual([
      "+---------+-----+",
      "|timestamp|value|",
      "+---------+-----+",
      "+---------+-----+",
    ]);
    expect(query.exception).toBe(null);
    expect(query.lastProgress!.batchId).toBe(session.batches.at(-1)!.batchId);
  });

  it.each<[string, (df: DataFrame) => DataStreamWriter, string]>([
    [
      "aggregates",
      df => df.groupBy("value").count().writeStream.format("console").outputMode("update"),
      "Continuous processing does not support Aggregate operations.",
    ],
    [
      "limits",
      df => df.limit(3).writeStream.format("console"),
      "Continuous processing does not support LocalLimit operations.",
    ],
    [
      "the time",
      df => df.select(current_timestamp()).writeStream.format("console"),
      "Continuous processing does not support current time operations.",
    ],
    [
      "foreachBatch",
      df => df.writeStream.foreachBatch(() => {}),
      "'foreachBatch' is not supported with continuous trigger.",
    ],
    [
      "files",
      () =>
        session.spark.readStream.text(mkdtempSync(join(tmpdir(), "files-"))).writeStream.format("console"),
      "Continuous processing does not support StreamingRelation operations.",
    ],
    [
      "memory streams",
      () => session.spark.memoryStream("v INT").toDF().writeStream.format("console"),
      "Data source memory does not support continuous processing.",
    ],
  ])("knows no %s", (_, writer, message) => {
    expect(() => writer(rate()).trigger(Trigger.Continuous("1 second")).start()).toThrow(message);
  });
});

it("a continuous trigger shows as Spark's, and is of no negative time", () => {
  expect(String(Trigger.Continuous("1 second"))).toBe("ContinuousTrigger(1000)");
  expect(() => Trigger.Continuous("-1 seconds")).toThrow(
    "requirement failed: the interval of trigger should not be negative",
  );
});
