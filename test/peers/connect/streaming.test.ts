import { afterAll, beforeAll, expect, it } from "vitest";
import { col, count, lit } from "../../../src/sql/functions.js";
import type { Row } from "../../../src/sql/row.js";
import { Trigger } from "../../../src/sql/trigger.js";
import { openBroker } from "../../session.js";
import { openRemoteSession, type RemoteTestSession, shown } from "./remote-session.js";
import { sharedServer } from "./shared-server.js";

let session: RemoteTestSession;
beforeAll(async () => {
  session = await openRemoteSession(await sharedServer());
});
afterAll(() => session.backend.close());

const batchesOf = (runId: string) => session.batches.filter(batch => batch.runId === runId);
/** Counts up by a row each 5 ms of its own time, a batch each `advanceMillisPerBatch`. */
const numbers = (rows = 1) =>
  session.spark.readStream
    .format("rate-micro-batch")
    .option("rowsPerBatch", rows)
    .option("numPartitions", 1)
    .load();

it("shows every batch of a console query here, in order, however fast they come", async () => {
  const query = numbers(3).select("value").writeStream.format("console").start();
  while (query.recentProgress.length < 20) await query.awaitTermination(100);
  await query.stop();
  const batches = batchesOf(query.runId);
  expect(batches.map(({ batchId }) => batchId)).toEqual(batches.map((_, i) => i));
  expect(batches.length).toBeGreaterThanOrEqual(20);
  expect(shown(batches.slice(1, 2))).toBe(
    "-------------------------------------------\nBatch: 1\n-------------------------------------------\n+-----+\n|value|\n+-----+\n|    3|\n|    4|\n|    5|\n+-----+\n\n",
  );
  expect(query.isActive).toBe(false);
  expect(query.lastProgress?.observedMetrics).toEqual({});
  expect(session.backend.activeQueries()).toEqual([]);
});

it("shows nested values, NULLs, bytes and long tables as Spark's console does", async () => {
  const frame = numbers(25).selectExpr(
    "value",
    "array(value, null) AS a",
    "named_struct('x', timestamp_micros(value), 'y', null) AS s",
    "map('k', X'0102') AS m",
    "X'41ff' AS b",
    "1e-7D AS d",
    "date'2024-02-29' AS t",
  );
  const query = frame.writeStream.format("console").option("numRows", 1).option("truncate", false).start();
  while (query.recentProgress.length < 1) await query.awaitTermination(50);
  await query.stop();
  expect(batchesOf(query.runId)[0]!.table.slice(3, 4)).toEqual([
    "|0    |[0, NULL]|{1970-01-01 00:00:00, NULL}|{k -> [01 02]}|[41 FF]|1.0E-7|2024-02-29|",
  ]);
  expect(batchesOf(query.runId)[0]!.table.at(-1)).toBe("only showing top 1 row");
});

it("hears of starts, progress with its figures, and ends", async () => {
  const heard: string[] = [];
  const listener = {
    onQueryStarted: (event: { name: string | null }) => heard.push(`started ${event.name}`),
    onQueryProgress: (event: { progress: { batchId: number; observedMetrics: Record<string, Row> } }) =>
      heard.push(`${event.progress.batchId}: ${event.progress.observedMetrics.seen}`),
    onQueryTerminated: () => heard.push("terminated"),
  };
  session.spark.streams.addListener(listener);
  const query = numbers(2)
    .observe("seen", count(lit(1)).as("n"))
    .writeStream.format("noop")
    .queryName("observed")
    .start();
  while (query.recentProgress.length < 2) await query.awaitTermination(50);
  await query.stop();
  session.spark.streams.removeListener(listener);
  expect(heard.slice(0, 3)).toEqual(["started observed", "0: [2]", "1: [2]"]);
  expect(heard.at(-1)).toBe("terminated");
});

it("keeps memory tables on the server, and processes all that is available", async () => {
  const { spark } = session;
  spark.sql("CREATE TABLE IF NOT EXISTS words (w STRING) USING parquet");
  spark.sql("INSERT INTO words VALUES ('a'), ('b'), ('a')");
  const query = spark.readStream
    .table("words")
    .groupBy("w")
    .count()
    .writeStream.format("memory")
    .queryName("counted")
    .outputMode("complete")
    .start();
  await query.processAllAvailable();
  await spark.sql("SELECT * FROM counted ORDER BY w").show();
  expect(session.printed()).toContain("|  a|    2|\n|  b|    1|\n");
  expect(spark.streams.active.map(({ name }) => name)).toEqual(["counted"]);
  expect(query.status.message).toMatch(/Waiting for data|Processing|Getting offsets/);
  await query.stop();
  spark.sql("DROP TABLE words");
});

it("hands small batches to closures here, and says which limit a large one breaks", async () => {
  const seen: string[] = [];
  const query = numbers(2)
    .select(col("value"))
    .writeStream.foreachBatch(async (batch, id) => {
      seen.push(`${id}: ${(await batch.agg({ value: "sum" }).collect()).join()}`);
    })
    .start();
  while (seen.length < 2) await query.awaitTermination(50);
  await query.stop();
  expect(seen.slice(0, 2)).toEqual(["0: [1]", "1: [5]"]);
  const large = numbers(50)
    .writeStream.option("maxRows", 10)
    .foreach(() => {})
    .start();
  await expect(large.awaitTermination()).rejects.toThrow(
    /Batch 0 has 50 rows, and foreach on the client takes 10 at most/,
  );
  expect(session.spark.streams.active).toEqual([]);
});

it("tells why a query failed, and refuses at start() what Spark refuses", async () => {
  const failing = numbers(1).selectExpr("1 / (value - value)").writeStream.format("console").start();
  await expect(failing.awaitTermination()).rejects.toThrow(/DIVIDE_BY_ZERO/);
  expect(session.backend.queries().find(({ runId }) => runId === failing.runId)).toMatchObject({
    state: "failed",
    error: expect.stringContaining("DIVIDE_BY_ZERO"),
  });
  expect(() => numbers().writeStream.format("console").outputMode("complete").start()).toThrow(
    /STREAMING_OUTPUT_MODE.UNSUPPORTED_OPERATION/,
  );
  const all = numbers()
    .writeStream.format("noop")
    .trigger(Trigger.ProcessingTime("1 hour"))
    .queryName("twice");
  const first = all.start();
  expect(() => all.start()).toThrow(/already active/);
  await first.stop();
});

it("reads what the embedded broker holds, as the guide has it, and writes to it", async () => {
  const broker = await openBroker();
  await broker.send("twitter", [
    { key: "soyou_fan", value: "소유 신곡 나왔다 🎉" },
    { key: null, value: "no key" },
  ]);
  const servers = { "kafka.bootstrap.servers": broker.address };
  const lines = session.spark.readStream
    .format("kafka")
    .options({ ...servers, subscribe: "twitter", startingOffsets: "earliest" })
    .load()
    .selectExpr("CAST(key AS STRING)", "CAST(value AS STRING)");
  const query = lines.writeStream
    .format("console")
    .option("truncate", false)
    .trigger(Trigger.AvailableNow())
    .start();
  await query.awaitTermination();
  expect(shown(batchesOf(query.runId))).toBe(
    "-------------------------------------------\nBatch: 0\n-------------------------------------------\n+---------+-------------------+\n|key      |value              |\n+---------+-------------------+\n|soyou_fan|소유 신곡 나왔다 🎉|\n|NULL     |no key             |\n+---------+-------------------+\n\n",
  );
  await session.spark
    .range(3)
    .selectExpr("string(id) AS value")
    .write.format("kafka")
    .options({ ...servers, topic: "out" })
    .save();
  const back = session.spark.read
    .format("kafka")
    .options({ ...servers, subscribe: "out" })
    .load();
  expect(
    await back
      .selectExpr("sum(string(value))")
      .first()
      .then(row => row.get(0)),
  ).toBe(3);
  await broker.stop();
});
