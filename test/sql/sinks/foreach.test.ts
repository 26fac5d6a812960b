import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DataFrame } from "../../../src/sql/data-frame.js";
import { Trigger } from "../../../src/sql/trigger.js";
import { openSession, type TestSession } from "../../session.js";

let session: TestSession;
beforeEach(() => {
  session = openSession();
});
afterEach(() => session.close());

const numbers = (...values: number[]) => {
  const stream = session.spark.memoryStream("v INT");
  stream.addData(...values);
  return stream;
};

describe("foreach", () => {
  it("opens, processes each row and closes, once a batch", async () => {
    const log: string[] = [];
    const stream = numbers(1, 2);
    const query = stream
      .toDF()
      .writeStream.foreach({
        open(partition, epoch) {
          log.push(`open ${partition} ${epoch}`);
          return epoch !== 1;
        },
        process: async row => void log.push(`row ${row.get(0)}`),
        close: error => void log.push(`close ${error}`),
      })
      .start();
    await query.processAllAvailable();
    stream.addData(3);
    await query.processAllAvailable();
    stream.addData(4);
    await query.processAllAvailable();
    expect(log).toEqual([
      ...["open 0 0", "row 1", "row 2", "close null"],
      ...["open 0 1", "close null"],
      ...["open 0 2", "row 4", "close null"],
    ]);
    expect(query.recentProgress.map(each => each.sink.numOutputRows)).toEqual([2, 0, 1]);
  });

  it("fails the query with what a writer throws, and tells close of it", async () => {
    const closed: (Error | null)[] = [];
    const query = numbers(1)
      .toDF()
      .writeStream.foreach({
        process: () => {
          throw new Error("boom");
        },
        close: error => closed.push(error),
      })
      .start();
    await expect(query.awaitTermination()).rejects.toThrow(
      "terminated with exception: [FOREACH_USER_FUNCTION_ERROR] An error occurred in the user provided function in foreach sink. Reason: boom SQLSTATE: 39000",
    );
    expect(closed.map(error => error?.message)).toEqual(["boom"]);
  });

  it("takes a function alone", async () => {
    const seen: unknown[] = [];
    await numbers(1, 2)
      .toDF()
      .writeStream.foreach(row => seen.push(row.getAs("v")))
      .trigger(Trigger.AvailableNow())
      .start()
      .awaitTermination();
    expect(seen).toEqual([1, 2]);
  });
});

describe("foreachBatch", () => {
  it("hands over a bounded DataFrame, which may be read again and written", async () => {
    const folder = mkdtempSync(join(tmpdir(), "batches-"));
    const counts: [bigint, bigint][] = [];
    const stream = numbers(1, 2, 3);
    const query = stream
      .toDF()
      .where("v <> 2")
      .writeStream.foreachBatch(async (df, id) => {
        expect(df.isStreaming).toBe(false);
        counts.push([await df.count(), await df.where("v > 1").count()]);
        await df.selectExpr("v * 10 AS w").write.json(join(folder, String(id)));
      })
      .start();
    await query.processAllAvailable();
    stream.addData(4);
    await query.processAllAvailable();
    expect(counts).toEqual([
      [2n, 1n],
      [1n, 1n],
    ]);
    const rows = await session.spark.read.schema("w INT").json(join(folder, "*")).collect();
    expect(rows.map(row => row.get(0)).sort()).toEqual([10, 30, 40]);
    expect(query.lastProgress!.sink).toEqual({ description: "ForeachBatchSink", numOutputRows: -1 });
  });

  it("fails the query with what the function throws, and hands the same batch over after a restart", async () => {
    const checkpoint = mkdtempSync(join(tmpdir(), "checkpoint-"));
    const stream = numbers(1, 2);
    const seen: string[] = [];
    const run = (handler: (df: DataFrame, id: number) => unknown) =>
      stream
        .toDF()
        .writeStream.foreachBatch(async (df, id) => {
          seen.push(`${id}: ${(await df.collect()).map(row => row.get(0))}`);
          await handler(df, id);
        })
        .option("checkpointLocation", checkpoint)
        .trigger(Trigger.AvailableNow())
        .start()
        .awaitTermination();
    const failing = run(() => {
      throw new Error("boom");
    });
    await expect(failing).rejects.toThrow(
      "[FOREACH_BATCH_USER_FUNCTION_ERROR] An error occurred in the user provided function in foreach batch sink. Reason: boom SQLSTATE: 39000",
    );
    expect(readdirSync(join(checkpoint, "commits"))).toEqual([]);
    stream.addData(3);
    await run(() => {});
    expect(seen).toEqual(["0: 1,2", "0: 1,2", "1: 3"]);
  });

  it("does not keep a stop waiting, whatever the function does", async () => {
    let entered = () => {};
    const inside = new Promise<void>(resolve => {
      entered = resolve;
    });
    const query = numbers(1)
      .toDF()
      .writeStream.foreachBatch(() => {
        entered();
        return new Promise(() => {});
      })
      .start();
    await inside;
    await query.stop();
    expect(query.isActive).toBe(false);
    expect(query.exception).toBe(null);
  });

  it("knows no partitions", () => {
    const writer = numbers(1)
      .toDF()
      .writeStream.partitionBy("v")
      .foreachBatch(() => {});
    expect(() => writer.start()).toThrow("'foreachBatch' does not support partitioning.");
  });
});
