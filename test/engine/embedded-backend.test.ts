import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSession, type TestSession } from "../session.js";

let session: TestSession;
let folder: string;
beforeEach(() => {
  session = openSession();
  folder = mkdtempSync(join(tmpdir(), "files-"));
  writeFileSync(join(folder, "a.json"), '{"v": 1}\n{"v": 2}\n');
});
afterEach(() => session.close());

const writer = () => session.spark.readStream.schema("v BIGINT").json(folder).writeStream.format("console");

describe("queries", () => {
  it("are listed while they run, and end when stopped", async () => {
    const query = writer().queryName("tweets").start();
    await query.processAllAvailable();
    expect(session.spark.streams.active.map(each => each.name)).toEqual(["tweets"]);
    expect(session.spark.streams.get(query.id)?.runId).toBe(query.runId);
    expect(() => writer().queryName("tweets").start()).toThrow(
      "Cannot start query with name tweets as a query with that name is already active",
    );
    await query.stop();
    expect(session.spark.streams.active).toEqual([]);
    expect(query.exception).toBeNull();
    expect(await query.awaitTermination(10)).toBe(true);
  });

  it("waits no longer than it is asked to", async () => {
    const query = writer().start();
    expect(await query.awaitTermination(30)).toBe(false);
    expect(query.isActive).toBe(true);
  });

  it("on one checkpoint cannot run twice", async () => {
    const checkpoint = mkdtempSync(join(tmpdir(), "checkpoint-"));
    const start = () => writer().option("checkpointLocation", checkpoint).start();
    const query = start();
    expect(start).toThrow(
      `Cannot start query with id ${query.id} as another query with same id is already active.`,
    );
    await query.stop();
    await start().stop();
  });

  it("without a checkpoint of their own have one in the session's folder, by their name", async () => {
    const all = mkdtempSync(join(tmpdir(), "checkpoints-"));
    session.spark.conf.set("spark.sql.streaming.checkpointLocation", all);
    await Promise.all([writer().queryName("first").start().stop(), writer().start().stop()]);
    expect(readdirSync(all).length).toBe(2);
    expect(existsSync(join(all, "first/metadata"))).toBe(true);
  });

  it("with other sources than its checkpoint's is refused, and the checkpoint is free again", async () => {
    const checkpoint = mkdtempSync(join(tmpdir(), "checkpoint-"));
    const df = session.spark.readStream.schema("v BIGINT").json(folder);
    const start = (from = df) =>
      from.writeStream.format("console").option("checkpointLocation", checkpoint).start();
    const query = start();
    await query.processAllAvailable();
    await query.stop();
    const more = df.union(session.spark.memoryStream("v BIGINT").toDF());
    const refused =
      "There are [1] sources in the checkpoint offsets and now there are [2] sources requested by the query. Cannot continue.";
    for (let i = 0; i < 2; i++) expect(() => start(more)).toThrow(refused);
    const rows = session.batches.length;
    await start().processAllAvailable();
    expect(session.batches.length).toBe(rows);
  });

  it("that fail say why, and go from the display on resetTerminated", async () => {
    const query = writer().start();
    await query.processAllAvailable();
    rmSync(folder, { recursive: true });
    await expect(query.awaitTermination()).rejects.toThrow(
      /^\[STREAM_FAILED\] Query \[id = .*\] terminated with exception: \[PATH_NOT_FOUND\]/,
    );
    expect(query.status.message).toContain("Terminated with exception: [PATH_NOT_FOUND]");
    expect(session.backend.queries().map(each => [each.state, each.error?.slice(0, 16)])).toEqual([
      ["failed", "[PATH_NOT_FOUND]"],
    ]);
    session.spark.streams.resetTerminated();
    expect(session.backend.queries()).toEqual([]);
  });

  it.each<[string, () => unknown, string]>([
    [
      "complete mode without an aggregation",
      () => writer().outputMode("complete").start(),
      "[STREAMING_OUTPUT_MODE.UNSUPPORTED_OPERATION]",
    ],
    [
      "an unknown mode",
      () => writer().outputMode("upsert"),
      "[STREAMING_OUTPUT_MODE.INVALID] Invalid streaming output mode: upsert.",
    ],
    ["an unknown sink, naming the nearest", () => writer().format("consol").start(), "Did you mean console?"],
    ["no sink", () => writer().format("").start(), "'path' is not specified"],
    [
      "a truncate that is no boolean",
      () => writer().option("truncate", "50").start(),
      "50 is not a boolean string",
    ],
    [
      "limit in update mode",
      () =>
        session.spark.readStream
          .schema("v INT")
          .json(folder)
          .limit(1)
          .writeStream.format("console")
          .outputMode("update")
          .start(),
      "Limits are not supported on streaming DataFrames/Datasets in Update output mode",
    ],
    [
      "writeStream on a table",
      () => session.spark.read.schema("v INT").json(folder).writeStream,
      "[WRITE_STREAM_NOT_ALLOWED]",
    ],
  ])("refuse %s", (_, build, message) => expect(build).toThrow(message));

  it("refuse actions on a stream", async () => {
    await expect(session.spark.readStream.schema("v INT").json(folder).show()).rejects.toThrow(
      "Queries with streaming sources must be executed with writeStream.start()",
    );
  });
});
