import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Trigger } from "../../../src/sql/trigger.js";
import { openSession, type TestSession } from "../../session.js";

let session: TestSession;
beforeEach(() => {
  session = openSession();
});
afterEach(() => session.close());

const rowsOf = async (table: string) => (await session.spark.table(table).collect()).map(row => row.toSeq());

describe("the memory sink", () => {
  it("is a table from the start, and after the end", async () => {
    const stream = session.spark.memoryStream("k STRING, v INT");
    const query = stream.toDF().writeStream.format("memory").queryName("words").start();
    expect(await rowsOf("words")).toEqual([]);
    stream.addData(["a", 1], { k: "b", v: 2 });
    await query.processAllAvailable();
    expect(await rowsOf("words")).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
    stream.addData(["c", 3]);
    await query.processAllAvailable();
    await query.stop();
    await session.spark.sql("SELECT max(v) AS most FROM words").show();
    expect(session.printed()).toBe("+----+\n|most|\n+----+\n|   3|\n+----+\n\n");
    expect(query.lastProgress!.sink).toEqual({ description: "MemorySink", numOutputRows: 1 });
    expect(query.lastProgress!.sources[0]).toMatchObject({ startOffset: 0, endOffset: 1, numInputRows: 1 });
    expect(query.lastProgress!.sources[0]!.description).toMatch(/^MemoryStream\[k#\d+,v#\d+\]$/);
  });

  it("takes the place of a view of that name, and begins anew", async () => {
    session.spark.range(3).createOrReplaceTempView("taken");
    const stream = session.spark.memoryStream("v BIGINT");
    stream.addData(1, 2);
    const run = () =>
      stream.toDF().writeStream.format("memory").queryName("taken").trigger(Trigger.AvailableNow()).start();
    await run().awaitTermination();
    await run().awaitTermination();
    expect(await rowsOf("taken")).toEqual([[1n], [2n]]);
  });

  it.each([
    [null, "queryName must be specified for memory sink."],
    ["bad name", "Invalid view name: bad name."],
  ])("refuses the name %s", (name, message) => {
    const writer = session.spark.memoryStream("v INT").toDF().writeStream.format("memory");
    expect(() => (name === null ? writer : writer.queryName(name)).start()).toThrow(message);
    expect(session.spark.streams.active).toEqual([]);
  });

  it("cannot go on from a checkpoint, for its rows are gone", async () => {
    const checkpoint = mkdtempSync(join(tmpdir(), "checkpoint-"));
    const stream = session.spark.memoryStream("v INT");
    const start = () =>
      stream
        .toDF()
        .writeStream.format("memory")
        .queryName("once")
        .option("checkpointLocation", checkpoint)
        .start();
    stream.addData(1);
    const query = start();
    await query.processAllAvailable();
    await query.stop();
    expect(start).toThrow(
      `This query does not support recovering from checkpoint location. Delete ${checkpoint}/offsets to start over.`,
    );
  });
});

describe("a memory stream", () => {
  it("goes on where a query's checkpoint is, as long as it lives", async () => {
    const checkpoint = mkdtempSync(join(tmpdir(), "checkpoint-"));
    const run = async (from = stream) => {
      await from
        .toDF()
        .writeStream.format("console")
        .option("checkpointLocation", checkpoint)
        .trigger(Trigger.AvailableNow())
        .start()
        .awaitTermination();
      return session.batches.map(({ rowCount }) => rowCount);
    };
    const stream = session.spark.memoryStream("v INT");
    expect(await run()).toEqual([]);
    stream.addData(1, 2);
    stream.addData(3);
    expect(await run()).toEqual([3]);
    stream.addData(4);
    expect(await run()).toEqual([3, 1]);
    const other = session.spark.memoryStream("v INT");
    other.addData(1);
    await expect(run(other)).rejects.toThrow("a memory stream does not outlive its session");
  });

  it("names the row that does not fit", () => {
    const stream = session.spark.memoryStream("v INT");
    expect(() => stream.addData(1, "x")).toThrow('Row 1, column v: "x" is no INT.');
    expect(stream.addData(7)).toBe(0);
  });
});
