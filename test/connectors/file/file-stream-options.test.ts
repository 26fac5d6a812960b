import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Trigger } from "../../../src/sql/trigger.js";
import { openSession, type TestSession } from "../../session.js";

const DAY = 86_400;

let session: TestSession;
let folder: string;
let checkpoint: string;
beforeEach(() => {
  session = openSession();
  folder = mkdtempSync(join(tmpdir(), "files-"));
  checkpoint = mkdtempSync(join(tmpdir(), "checkpoint-"));
});
afterEach(() => session.close());

function file(name: string, time: number, text = name): void {
  writeFileSync(join(folder, name), `${text}\n`);
  utimesSync(join(folder, name), time, time);
}

async function run(options: Record<string, string> = {}, ...paths: string[]): Promise<string[][]> {
  session.batches.length = 0;
  await session.spark.readStream
    .options(options)
    .text(...(paths.length > 0 ? paths : [folder]))
    .writeStream.format("console")
    .option("checkpointLocation", checkpoint)
    .trigger(Trigger.AvailableNow())
    .start()
    .awaitTermination();
  return session.batches.map(batch => batch.table.slice(3, -2).map(line => line.slice(1, -1).trim()));
}

describe("which files a micro-batch takes", () => {
  it("is limited by their bytes, one in any case", async () => {
    for (const [i, length] of [3, 3, 15, 2, 4].entries()) file(`${i}`, 100 + i, `${i}`.repeat(length));
    expect(await run({ maxBytesPerTrigger: "8" })).toEqual([
      ["000", "111"],
      ["2".repeat(15)],
      ["33", "4444"],
    ]);
  });

  it("goes by time, then by name; backwards with latestFirst, the oldest too", async () => {
    for (const [name, time] of [
      ["b", 2],
      ["a", 2],
      ["c", 1],
      ["d", 30 * DAY],
    ] as const)
      file(name, time);
    expect(await run({ maxFilesPerTrigger: "1", latestFirst: "true" })).toEqual([["d"], ["b"], ["a"], ["c"]]);
    rmSync(checkpoint, { recursive: true });
    expect(await run({ maxFilesPerTrigger: "2", maxFileAge: "60d" })).toEqual([
      ["c", "a"],
      ["b", "d"],
    ]);
  });

  it("leaves out what is older than maxFileAge before the newest that was read", async () => {
    file("new", 100 * DAY);
    expect(await run()).toEqual([["new"]]);
    file("old", 92 * DAY);
    file("week", 93 * DAY);
    expect(await run()).toEqual([["week"]]);
    expect(await run({ maxFileAge: "9d" })).toEqual([["old"]]);
  });

  it("knows files by name alone, if asked", async () => {
    mkdirSync(join(folder, "x"));
    mkdirSync(join(folder, "y"));
    file("x/same", 1, "first");
    expect(await run({ fileNameOnly: "true" }, join(folder, "*"))).toEqual([["first"]]);
    file("y/same", 2, "second");
    expect(await run({ fileNameOnly: "true" }, join(folder, "*"))).toEqual([]);
    file("y/other", 2, "third");
    expect(await run({ fileNameOnly: "true" }, join(folder, "x"), join(folder, "y"))).toEqual([["third"]]);
  });
});

describe("files that have been read", () => {
  it("are deleted with cleanSource=delete, when their batch is committed", async () => {
    file("a", 1);
    file("b", 2);
    expect(await run({ cleanSource: "delete", maxFilesPerTrigger: "1" })).toEqual([["a"], ["b"]]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("are moved with cleanSource=archive, under their whole path", async () => {
    const archive = mkdtempSync(join(tmpdir(), "archive-"));
    file("a", 1);
    await run({ cleanSource: "archive", sourceArchiveDir: archive });
    expect(readFileSync(join(archive, folder, "a"), "utf8")).toBe("a\n");
    expect(existsSync(join(folder, "a"))).toBe(false);
    expect(session.notices).toEqual([]);
  });

  it("stand in a log whose tenth files hold all before, and are not read again after 25 batches", async () => {
    for (let i = 0; i < 25; i++) file(`소 ${i}`, 100 + i);
    expect((await run({ maxFilesPerTrigger: "1" })).length).toBe(25);
    const log = join(checkpoint, "sources/0");
    expect(
      readdirSync(log)
        .filter(name => name.endsWith(".compact"))
        .sort(),
    ).toEqual(["19.compact", "9.compact"]);
    const lines = readFileSync(join(log, "19.compact"), "utf8").split("\n");
    expect(lines.length).toBe(21);
    expect(lines[1]).toBe(`{"path":"file://${folder}/소%200","timestamp":100000,"batchId":0}`);
    file("more", 200);
    expect(await run()).toEqual([["more"]]);
  });
});

describe("a file that is gone before it is read", () => {
  const whole = () =>
    session.spark.readStream.text(folder).writeStream.option("checkpointLocation", checkpoint);

  it("fails the query by its name; without it the batch goes on if one says so", async () => {
    file("a", 1);
    file("b", 2);
    // The files are listed, and a batch fails before it has read them.
    const failing = whole()
      .foreachBatch(() => {
        throw new Error("not yet");
      })
      .start();
    await expect(failing.awaitTermination()).rejects.toThrow("not yet");
    rmSync(join(folder, "a"));
    await expect(run()).rejects.toThrow(
      `[FAILED_READ_FILE.FILE_NOT_EXIST] Encountered error while reading file file://${folder}/a. File does not exist.`,
    );
    expect(await run({ ignoreMissingFiles: "true" })).toEqual([["b"]]);
  });
});

it.each<[Record<string, string>, string]>([
  [
    { maxFilesPerTrigger: "0" },
    "Invalid value '0' for option 'maxFilesPerTrigger', must be a positive integer",
  ],
  [{ maxBytesPerTrigger: "x" }, "Invalid value 'x' for option 'maxBytesPerTrigger', must be a positive long"],
  [
    { maxFilesPerTrigger: "1", maxBytesPerTrigger: "1" },
    "Options 'maxFilesPerTrigger' and 'maxBytesPerTrigger' can't be both set at the same time",
  ],
  [{ latestFirst: "maybe" }, "Invalid value 'maybe' for option 'latestFirst', must be 'true' or 'false'"],
  [{ maxFileAge: "old" }, "Failed to parse time string: old"],
  [{ cleanSource: "burn" }, "Invalid mode for clean source option burn."],
  [{ cleanSource: "archive" }, "Archive mode must be used with 'sourceArchiveDir' option."],
])("refuses %o", async (options, message) => {
  await expect(run(options)).rejects.toThrow(message);
});

it("does not archive files to where they would be read again", async () => {
  await expect(run({ cleanSource: "archive", sourceArchiveDir: join(folder, "done") })).rejects.toThrow(
    "Base archive path cannot be set to the path where archived path can possibly match with source pattern.",
  );
});
