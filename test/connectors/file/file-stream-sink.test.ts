import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DataStreamWriter } from "../../../src/sql/data-stream-writer.js";
import type { MemoryStream } from "../../../src/sql/memory-stream.js";
import { Trigger } from "../../../src/sql/trigger.js";
import { openSession, type TestSession } from "../../session.js";
import { tinyDisk } from "../../tiny-disk.js";

let session: TestSession;
let folder: string;
let checkpoint: string;
let stream: MemoryStream;
beforeEach(() => {
  session = openSession();
  folder = join(mkdtempSync(join(tmpdir(), "out-")), "소유 out");
  checkpoint = mkdtempSync(join(tmpdir(), "checkpoint-"));
  stream = session.spark.memoryStream("k STRING, v INT");
});
afterEach(() => session.close());

const writer = (change: (to: DataStreamWriter) => DataStreamWriter = to => to) =>
  change(stream.toDF().writeStream.format("json").option("checkpointLocation", checkpoint));
const run = (change?: (to: DataStreamWriter) => DataStreamWriter) =>
  writer(change).trigger(Trigger.AvailableNow()).start(folder).awaitTermination();
const log = (name: string) => readFileSync(join(folder, "_spark_metadata", name), "utf8").split("\n");
const rowsIn = async (path: string) =>
  (await session.spark.read.schema("k STRING, v INT").json(path).select("k", "v").orderBy("v").collect()).map(
    row => row.toSeq(),
  );

describe("a stream written as files", () => {
  it("stands in the folder's log as Spark writes it", async () => {
    stream.addData(["a", 1], ["b", 2]);
    const query = writer().trigger(Trigger.AvailableNow()).start(folder);
    await query.awaitTermination();
    const [file] = readdirSync(folder).filter(name => !name.startsWith("_"));
    expect(file).toMatch(/^part-00000-[0-9a-f-]{36}-c000\.json$/);
    expect(readFileSync(join(folder, file!), "utf8")).toBe('{"k":"a","v":1}\n{"k":"b","v":2}\n');
    const [version, entry, ...rest] = log("0");
    expect([version, rest]).toEqual(["v1", []]);
    expect(entry).toMatch(
      /^\{"path":"file:\/\/\/.+\/소유%20out\/part-00000-[0-9a-f-]+-c000\.json","size":32,"isDir":false,"modificationTime":\d{13},"blockReplication":1,"blockSize":33554432,"action":"add"\}$/,
    );
    expect(query.lastProgress!.sink).toEqual({ description: `FileSink[file:${folder}]`, numOutputRows: -1 });
  });

  it("is read by its log alone: what was not committed is not there", async () => {
    stream.addData(["a", 1]);
    await run();
    writeFileSync(join(folder, "part-00000-stray-c000.json"), '{"k":"stray","v":9}\n');
    expect(await rowsIn(folder)).toEqual([["a", 1]]);
    expect(await rowsIn(join(folder, "part*"))).toEqual([
      ["a", 1],
      ["stray", 9],
    ]);
    const copy = session.spark.readStream.schema("k STRING, v INT").json(folder);
    await copy.writeStream.format("console").trigger(Trigger.AvailableNow()).start().awaitTermination();
    expect(session.batches.map(batch => batch.rowCount)).toEqual([1]);
  });

  it("has a batch once, also when it is run again because its commit was lost", async () => {
    stream.addData(["a", 1]);
    await run();
    rmSync(join(checkpoint, "commits/0"));
    stream.addData(["b", 2]);
    await run();
    expect(await rowsIn(folder)).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
  });

  it("has no row twice when a batch of a query with state is run again", async () => {
    const distinct = () =>
      stream
        .toDF()
        .dropDuplicates("k")
        .writeStream.format("json")
        .option("checkpointLocation", checkpoint)
        .trigger(Trigger.AvailableNow())
        .start(folder)
        .awaitTermination();
    stream.addData(["a", 1]);
    await distinct();
    rmSync(join(checkpoint, "commits/0"));
    rmSync(join(checkpoint, "state"), { recursive: true });
    stream.addData(["a", 2], ["b", 3]);
    await distinct();
    expect(await rowsIn(folder)).toEqual([
      ["a", 1],
      ["b", 3],
    ]);
  });

  it("goes into folders by partition, and each tenth file of the log holds all before", async () => {
    const values = ["a/b", null, "c"];
    const query = writer(to => to.partitionBy("k")).start(folder);
    for (let v = 0; v < 23; v++) {
      stream.addData([values[v % 3], v]);
      await query.processAllAvailable();
    }
    await query.stop();
    expect(readdirSync(folder).sort()).toEqual([
      "_spark_metadata",
      "k=__HIVE_DEFAULT_PARTITION__",
      "k=a%2Fb",
      "k=c",
    ]);
    const names = readdirSync(join(folder, "_spark_metadata"));
    expect(names.filter(name => name.endsWith(".compact"))).toEqual(["19.compact", "9.compact"]);
    expect(names.length).toBe(23);
    expect([log("9.compact").length, log("19.compact").length, log("20").length]).toEqual([11, 21, 2]);
    expect(log("9.compact")[1]).toContain("/k=a%252Fb/part-00000-");
    expect(await rowsIn(folder)).toEqual(Array.from({ length: 23 }, (_, v) => [values[v % 3], v]));
    stream.addData(["c", 23]);
    await run(to => to.partitionBy("k"));
    expect((await rowsIn(folder)).at(-1)).toEqual(["c", 23]);
  });

  it("writes CSV and text", async () => {
    stream.addData(["a", 1]);
    await run(to => to.format("csv").option("header", true));
    const [csv] = readdirSync(folder).filter(name => name.endsWith(".csv"));
    expect(readFileSync(join(folder, csv!), "utf8")).toBe("k,v\na,1\n");
    expect(() => writer(to => to.format("text")).start(folder)).toThrow(
      'The Text datasource doesn\'t support the column `v` of the type "INT".',
    );
  });

  it("writes Parquet unless told otherwise", async () => {
    stream.addData(["a", 1]);
    const query = stream
      .toDF()
      .writeStream.option("checkpointLocation", checkpoint)
      .trigger(Trigger.AvailableNow())
      .start(folder);
    await query.awaitTermination();
    stream.addData(["b", 2]);
    await run(to => to.format("parquet"));
    const rows = await session.spark.read.load(folder).orderBy("v").collect();
    expect(rows.map(row => row.toSeq())).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
  });

  it.each<[(to: DataStreamWriter) => DataStreamWriter, string | undefined, string]>([
    [
      to => to.outputMode("update"),
      "x",
      "Invalid streaming output mode: update. This output mode is not supported in Data Source json.",
    ],
    [to => to.partitionBy("zz"), "x", "Partition column zz not found in existing columns (k, v)."],
    [to => to, undefined, "'path' is not specified."],
  ])("refuses what Spark refuses, %#", (change, path, message) => {
    expect(() => writer(change).start(path)).toThrow(message);
  });

  it("tells of batches that another query's log hides", async () => {
    for (const v of [1, 2]) {
      stream.addData(["a", v]);
      await run();
    }
    rmSync(checkpoint, { recursive: true });
    await run();
    expect(session.notices).toEqual([
      expect.stringContaining(`FileSink[file:${folder}] has batch 0 already`),
    ]);
    expect((await rowsIn(folder)).length).toBe(2);
  });

  it("must have a checkpoint", () => {
    expect(() => stream.toDF().writeStream.format("json").start(folder)).toThrow(
      "checkpointLocation must be specified",
    );
  });

  it("names the file of the log that is damaged", async () => {
    stream.addData(["a", 1]);
    await run();
    writeFileSync(join(folder, "_spark_metadata/0"), "v1\n{");
    await expect(rowsIn(folder)).rejects.toThrow(`Failed to read log file file:${folder}/_spark_metadata/0.`);
  });
});

const disk = tinyDisk();

describe.skipIf(disk === undefined)("on a full disk", () => {
  afterAll(() => disk!.unmount());

  it("fails the query in one line, and writes all when there is room again", async () => {
    folder = join(disk!.path, "out");
    const ballast = join(disk!.path, "ballast");
    writeFileSync(ballast, Buffer.alloc(200 * 1024));
    stream.addData(...Array.from({ length: 5000 }, (_, v) => [`key ${v}`, v]));
    await expect(run()).rejects.toThrow(
      /terminated with exception: \[TASK_WRITE_FAILED\] Task failed while writing rows to file:.*: ENOSPC: no space left on device, write\. SQLSTATE: 58030/,
    );
    expect(readdirSync(folder)).toEqual([]);
    rmSync(ballast);
    await run();
    expect((await rowsIn(folder)).length).toBe(5000);
  });
});
