import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { Checkpoint } from "../../src/engine/checkpoint/checkpoint.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "checkpoint-"));
});
const entry = (n: number) => ({ batchTimestampMs: n, batchWatermarkMs: 0, offsets: [`{"t":{"0":${n}}}`] });

describe("a checkpoint", () => {
  it("keeps its query's id and stands in Spark's layout", () => {
    const first = new Checkpoint(folder);
    first.writeOffsets(0, entry(5), { "spark.sql.shuffle.partitions": "2" });
    first.commit(0, 0);
    expect(new Checkpoint(folder).queryId).toBe(first.queryId);
    expect(readFileSync(join(folder, "metadata"), "utf8")).toBe(`{"id":"${first.queryId}"}`);
    expect(readFileSync(join(folder, "offsets/0"), "utf8")).toBe(
      'v1\n{"batchWatermarkMs":0,"batchTimestampMs":5,"conf":{"spark.sql.shuffle.partitions":"2"}}\n{"t":{"0":5}}',
    );
    expect(readFileSync(join(folder, "commits/0"), "utf8")).toBe('v1\n{"nextBatchWatermarkMs":0}');
  });

  it("goes on with the next batch after a commit, and with the same offsets after none", () => {
    const checkpoint = new Checkpoint(folder);
    expect(checkpoint.recover()).toEqual({ batchId: 0, begun: null, committed: null, watermarkMs: 0 });
    checkpoint.writeOffsets(0, entry(1), {});
    expect(checkpoint.recover()).toEqual({ batchId: 0, begun: entry(1), committed: null, watermarkMs: 0 });
    checkpoint.commit(0, 7);
    expect(checkpoint.recover()).toEqual({ batchId: 1, begun: null, committed: entry(1), watermarkMs: 7 });
    const second = { ...entry(2), batchWatermarkMs: 7 };
    checkpoint.writeOffsets(1, second, {});
    expect(checkpoint.recover()).toEqual({ batchId: 1, begun: second, committed: entry(1), watermarkMs: 7 });
  });

  it("forgets old batches, never the last", () => {
    const checkpoint = new Checkpoint(folder);
    for (let n = 0; n < 12; n++) {
      checkpoint.writeOffsets(n, entry(n), {});
      checkpoint.commit(n, 0);
      checkpoint.retain(3);
    }
    expect([8, 9, 10, 11].map(n => existsSync(join(folder, "offsets", String(n))))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(checkpoint.recover().committed).toEqual(entry(11));
  });

  it("names a damaged file", () => {
    const checkpoint = new Checkpoint(folder);
    checkpoint.writeOffsets(0, entry(1), {});
    writeFileSync(join(folder, "offsets/0"), "garbage");
    expect(() => checkpoint.recover()).toThrow(join(folder, "offsets/0"));
    writeFileSync(join(folder, "metadata"), "{");
    expect(() => new Checkpoint(folder)).toThrow(join(folder, "metadata"));
  });

  it("vanishes with its query when it is temporary", () => {
    const checkpoint = new Checkpoint(null);
    const sources = checkpoint.sourcePath(0);
    expect(existsSync(join(sources, "../.."))).toBe(true);
    checkpoint.release(false);
    expect(existsSync(join(sources, "../.."))).toBe(false);
  });

  it("is for one query at a time, whatever process it is in, and outlives none", () => {
    const first = new Checkpoint(folder);
    first.lock();
    const taken = `[CONCURRENT_STREAM_LOG_UPDATE] Concurrent update to the log. Multiple streaming jobs detected for 0.`;
    expect(() => new Checkpoint(folder).lock()).toThrow(taken);
    expect(() => new Checkpoint(folder).lock()).toThrow(`process ${process.pid} has ${folder}`);
    first.release(false);
    const other = spawnSync(process.execPath, ["-e", "console.log(process.pid)"], { encoding: "utf8" });
    writeFileSync(join(folder, ".lock"), other.stdout.trim());
    const next = new Checkpoint(folder);
    next.lock();
    // Another process of the same number, started at another time.
    writeFileSync(join(folder, ".lock"), `${process.pid} 1`);
    new Checkpoint(folder).lock();
    expect(readFileSync(join(folder, ".lock"), "utf8")).toMatch(new RegExp(`^${process.pid}( (?!1$)\\d+)?$`));
  });

  it.each(["/proc/nowhere", "/dev/null/x"])("says so when %s cannot be written", location => {
    expect(() => new Checkpoint(location)).toThrow(`The checkpoint folder ${location}`);
  });
});
