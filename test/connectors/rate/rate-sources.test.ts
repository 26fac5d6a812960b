import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RateSourceProvider } from "../../../src/connectors/rate/rate-source.js";
import { valueAtSecond } from "../../../src/connectors/rate/value-at-second.js";
import { Trigger } from "../../../src/sql/trigger.js";
import { rowAt } from "../../../src/types/vector/index.js";
import { openSession, type TestSession } from "../../session.js";

let session: TestSession;
beforeEach(() => {
  session = openSession();
});
afterEach(() => session.close());

describe("rate", () => {
  it("climbs to its speed in equal steps", () => {
    expect([0, 1, 2, 3, 4, 5, 6].map(second => valueAtSecond(second, 10, 4))).toEqual([
      0, 2, 6, 12, 20, 30, 40,
    ]);
  });

  it("spreads the rows of a batch over its seconds, from the query's first start on", async () => {
    let now = 1_000_000;
    const clock = { now: () => now, sleep: async () => {} };
    const folder = mkdtempSync(join(tmpdir(), "rate-"));
    const provider = new RateSourceProvider(clock);
    const source = { format: "rate", options: { rowsPerSecond: "4" } };
    const schema = provider.schema(source, undefined, true);
    const rows = async (from: string, to: string, stream = provider.stream(source, schema, folder)) => {
      const found: unknown[] = [];
      for await (const batch of stream.read(from, to, new AbortController().signal))
        for (let i = 0; i < batch.length; i++) found.push(rowAt(batch, i));
      return found;
    };
    expect(await rows("0", "1")).toEqual(
      [0, 1, 2, 3].map(i => [BigInt(1_000_000 + i * 250) * 1000n, BigInt(i)]),
    );
    expect(readFileSync(join(folder, "0"), "utf8")).toBe("v1\n1000000");
    now += 5_300;
    const again = provider.stream(source, schema, folder);
    expect(await again.latestOffset("1", false)).toBe("5");
    now -= 4_000;
    expect(await again.latestOffset("1", false)).toBe("5");
    expect((await rows("1", "5", again)).at(-1)).toEqual([1_004_750_000n, 19n]);
    expect(again.description).toBe(
      "RateStreamV2[rowsPerSecond=4, rampUpTimeSeconds=0, numPartitions=default",
    );
  });

  it.each([
    ["rate", { rowsPerSecond: "0" }, "Invalid value '0'. The option 'rowsPerSecond' must be positive"],
    ["rate", { rowsPerSecond: "x" }, 'For input string: "x"'],
    ["rate", { rampUpTime: "-1s" }, "Invalid value '-1'. The option 'rampUpTime' must not be negative"],
    ["rate", { rampUpTime: "x" }, "Failed to parse time string: x"],
    ["rate", { numPartitions: "0" }, "Invalid value '0'. The option 'numPartitions' must be positive"],
    ["rate-micro-batch", {}, "Invalid value '0'. The option 'rowsPerBatch' must be positive"],
    [
      "rate-micro-batch",
      { rowsPerBatch: "1", startTimestamp: "-1" },
      "Invalid value '-1'. The option 'startTimestamp' must be non-negative",
    ],
    [
      "rate-micro-batch",
      { rowsPerBatch: "1", advanceMillisPerBatch: "-1" },
      "Invalid value '-1'. The option 'advanceMillisPerBatch' must be non-negative",
    ],
  ])("%s refuses %o", (format, options, message) => {
    expect(() =>
      session.spark.readStream
        .format(format)
        .options({ ...options })
        .load(),
    ).toThrow(message);
  });

  it("is a stream of a fixed schema", () => {
    expect(() => session.spark.read.format("rate").load()).toThrow(
      "rate is not a valid Spark SQL Data Source.",
    );
    expect(() => session.spark.readStream.format("rate").schema("a INT").load()).toThrow(
      "RateStreamProvider source does not support user-specified schema.",
    );
  });
});

describe("rate-micro-batch", () => {
  it("gives as many rows to each batch, one to a run of what is available", async () => {
    const checkpoint = mkdtempSync(join(tmpdir(), "checkpoint-"));
    const run = async () => {
      const query = session.spark.readStream
        .format("rate-micro-batch")
        .options({ rowsPerBatch: 3, startTimestamp: 1_000_000, advanceMillisPerBatch: 250, numPartitions: 2 })
        .load()
        .writeStream.format("console")
        .option("checkpointLocation", checkpoint)
        .trigger(Trigger.AvailableNow())
        .start();
      await query.awaitTermination();
      return query.lastProgress!.sources[0]!;
    };
    await run();
    expect(await run()).toMatchObject({
      description:
        "RatePerMicroBatchStream[rowsPerBatch=3, numPartitions=2, startTimestamp=1000000, advanceMsPerBatch=250]",
      startOffset: { offset: 3, timestamp: 1_000_250 },
      endOffset: { offset: 6, timestamp: 1_000_500 },
      latestOffset: null,
    });
    expect(session.batches.map(batch => batch.table.slice(3, -2))).toEqual([
      ["|1970-01-01 00:16:40|    0|", "|1970-01-01 00:16:40|    1|", "|1970-01-01 00:16:40|    2|"],
      ["|1970-01-01 00:16:...|    3|", "|1970-01-01 00:16:...|    4|", "|1970-01-01 00:16:...|    5|"],
    ]);
  });
});
