import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DataFrame } from "../../src/sql/data-frame.js";
import type { MemoryStream } from "../../src/sql/memory-stream.js";
import { openSession, type TestSession } from "../session.js";
import { tinyDisk } from "../tiny-disk.js";

const disk = tinyDisk();
afterAll(() => disk?.unmount());

let session: TestSession;
let stream: MemoryStream;
beforeEach(() => {
  session = openSession();
  stream = session.spark.memoryStream("k STRING");
});
afterEach(() => session.close());

const start = (df: DataFrame, checkpoint: string) =>
  df.writeStream
    .format("console")
    .outputMode("update")
    .option("checkpointLocation", join(disk!.path, checkpoint))
    .start();
const shown = () =>
  session.batches.map(({ batchId, table }) => [
    batchId,
    ...table.slice(3, -2).map(line => line.replaceAll(" ", "")),
  ]);

describe.skipIf(disk === undefined)("a checkpoint that cannot be written", () => {
  it("because its disk is read-only fails the query by its file, and is good when it can be written again", async () => {
    // A query with state has a file open, which keeps the disk from being made read-only.
    const rows = () => start(stream.toDF(), "ro");
    const query = rows();
    stream.addData("a");
    await query.processAllAvailable();
    disk!.readOnly(true);
    stream.addData("a", "b");
    await expect(query.awaitTermination()).rejects.toThrow(
      /terminated with exception: .*\/ro\/offsets\/1 cannot be written: EROFS: read-only file system/,
    );
    disk!.readOnly(false);
    await rows().processAllAvailable();
    expect(shown()).toEqual([
      [0, "|a|"],
      [1, "|a|", "|b|"],
    ]);
  });

  it("because its disk is full fails the query in one line, and counts on when there is room", async () => {
    const counts = () => start(stream.toDF().groupBy("k").count(), "full");
    const query = counts();
    stream.addData("a");
    await query.processAllAvailable();
    const ballast = join(disk!.path, "ballast");
    expect(() => writeFileSync(ballast, Buffer.alloc(1 << 20))).toThrow("ENOSPC");
    stream.addData("a", "b");
    const failure = await query.awaitTermination().catch((error: Error) => error.message);
    expect(failure).toMatch(/^\[STREAM_FAILED\] .* ENOSPC: no space left on device/);
    expect(failure).not.toContain("\n");
    rmSync(ballast);
    await counts().processAllAvailable();
    expect(shown().at(-1)).toEqual([1, "|a|2|", "|b|1|"]);
  });
});
