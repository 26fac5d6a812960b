import { mkdtempSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Trigger } from "../../../src/sql/trigger.js";
import { openSession, type TestSession } from "../../session.js";

let session: TestSession;
let folder: string;
beforeEach(() => {
  session = openSession();
  folder = mkdtempSync(join(tmpdir(), "files-"));
});
afterEach(() => session.close());

function file(name: string, time: number, ...rows: object[]): void {
  writeFileSync(join(folder, name), rows.map(row => `${JSON.stringify(row)}\n`).join(""));
  utimesSync(join(folder, name), time, time);
}

const run = (trigger: Trigger, options: Record<string, string> = {}, checkpoint?: string) => {
  const writer = session.spark.readStream
    .schema("v BIGINT")
    .options({ maxFilesPerTrigger: "1", ...options })
    .json(folder)
    .writeStream.format("console")
    .trigger(trigger);
  const started = checkpoint ? writer.option("checkpointLocation", checkpoint) : writer;
  return started.start().awaitTermination();
};
const shown = () =>
  session.batches.map(batch => batch.table.slice(3, -2).map(line => line.slice(1, -1).trim()));

describe("a folder as a stream", () => {
  it("reads its files by their times, some a batch, hidden ones not", async () => {
    file("a.json", 300, { v: 3 });
    file("b.json", 100, { v: 1 });
    file("c.json", 200, { v: 2 }, { v: 22 });
    file("_d.json", 50, { v: 9 });
    file(".e.json", 50, { v: 9 });
    await run(Trigger.AvailableNow());
    expect(shown()).toEqual([["1"], ["2", "22"], ["3"]]);
    session.batches.length = 0;
    await run(Trigger.Once());
    expect(shown()).toEqual([["1", "2", "22", "3"]]);
  });

  it("reads each file once, also over restarts", async () => {
    const checkpoint = mkdtempSync(join(tmpdir(), "checkpoint-"));
    file("a.json", 100, { v: 1 });
    await run(Trigger.AvailableNow(), {}, checkpoint);
    file("b.json", 50, { v: 2 });
    await run(Trigger.AvailableNow(), {}, checkpoint);
    expect(shown()).toEqual([["1"], ["2"]]);
    expect(session.batches.map(batch => batch.batchId)).toEqual([0, 1]);
  });

  it("shows nothing until there is a file, then takes it in while it runs", async () => {
    const query = session.spark.readStream
      .schema("v BIGINT")
      .json(folder)
      .writeStream.format("console")
      .start();
    await query.processAllAvailable();
    expect(session.batches).toEqual([]);
    file("a.json", 100, { v: 1 });
    await query.processAllAvailable();
    expect(shown()).toEqual([["1"]]);
    expect(query.lastProgress?.sources[0]?.endOffset).toEqual({ logOffset: 0 });
  });

  it("refuses a path that is not there", () => {
    expect(() => session.spark.readStream.schema("v INT").json("/nowhere")).toThrow(
      "[PATH_NOT_FOUND] Path does not exist: file:/nowhere. SQLSTATE: 42K03",
    );
  });
});

it("reads lines over the ends of chunks, with CRLF, U+2028 and no last line break", async () => {
  const long = "가".repeat(700_000);
  writeFileSync(join(folder, "a.json"), `{"s":"${long}"}\r\n{"s":"x\u2028y"}\n\n{"s":"last"}`);
  const rows = await session.spark.read.schema("s STRING").json(folder).collect();
  expect(rows.map(row => row.get(0))).toEqual([long, "x\u2028y", "last"]);
});
