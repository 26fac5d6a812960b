import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSession, type TestSession } from "../../session.js";

let session: TestSession;
let folder: string;
let path: string;
beforeEach(() => {
  session = openSession();
  folder = mkdtempSync(join(tmpdir(), "bad-"));
  path = join(folder, "file");
});
afterEach(async () => {
  await session.close();
  rmSync(folder, { recursive: true, force: true });
});

const schema = "a BIGINT, s STRING";
const read = (format: string, options: Record<string, string> = {}) =>
  session.spark.read.format(format).schema(schema).options(options).load(path);
const rows = async (frame: ReturnType<typeof read>) => (await frame.collect()).map(String);

describe.each(["json", "csv"])("%s that is missing or has nothing", format => {
  it("says that the path is not there", () => {
    expect(() => read(format)).toThrow(`[PATH_NOT_FOUND] Path does not exist: file:${path}.`);
  });

  it("is a table without rows where a schema is given", async () => {
    writeFileSync(path, "");
    expect(await rows(read(format))).toEqual([]);
    rmSync(path);
    mkdirSync(path);
    expect(await rows(read(format))).toEqual([]);
  });

  it("has no schema to infer in an empty folder", () => {
    mkdirSync(path);
    expect(() => session.spark.read.format(format).load(path)).toThrow("[UNABLE_TO_INFER_SCHEMA]");
  });
});

describe("rows that do not fit", () => {
  const lines = [
    '{"a":1,"s":"x"}',
    '{"a":"no number"}',
    '{"a":2',
    "",
    '{"a":9223372036854775808}',
    '{"a":3,"s":"y"}',
  ];

  it("are NULLs in JSON, left out, or an error", async () => {
    writeFileSync(path, lines.join("\n"));
    expect(await rows(read("json"))).toEqual(["[1,x]", "[null,null]", "[null,null]", "[null,null]", "[3,y]"]);
    expect(await rows(read("json", { mode: "DROPMALFORMED" }))).toEqual(["[1,x]", "[3,y]"]);
    await expect(rows(read("json", { mode: "FAILFAST" }))).rejects.toThrow(
      /FAILED_READ_FILE.*MALFORMED_RECORD_IN_PARSING.*Parse Mode: FAILFAST/s,
    );
  });

  it("are NULLs in CSV, left out, or an error", async () => {
    writeFileSync(path, "1,x\nno number,y\n2\n3,z,more\n4,w");
    expect(await rows(read("csv"))).toEqual(["[1,x]", "[null,y]", "[2,null]", "[3,z]", "[4,w]"]);
    expect(await rows(read("csv", { mode: "DROPMALFORMED" }))).toEqual(["[1,x]", "[4,w]"]);
    await expect(rows(read("csv", { mode: "FAILFAST" }))).rejects.toThrow("MALFORMED_RECORD_IN_PARSING");
  });

  it("that are not UTF-8 do not take those beside them along", async () => {
    writeFileSync(
      path,
      Buffer.concat([
        Buffer.from('{"a":1,"s":"x"}\n{"a":2,"s":"'),
        Buffer.from([0xff, 0xfe]),
        Buffer.from('"}\n{"a":3}\n'),
      ]),
    );
    expect(await rows(read("json").select("a"))).toEqual(["[1]", "[null]", "[3]"]);
    expect((await session.spark.read.text(path).collect()).length).toBe(3);
  });

  it("cut off at any byte, a file is what is left of it", async () => {
    const whole = Buffer.from(lines.join("\n"));
    for (let length = 0; length <= whole.length; length++) {
      writeFileSync(path, whole.subarray(0, length));
      const expected = whole
        .subarray(0, length)
        .toString()
        .split("\n")
        .filter(line => line !== "").length;
      expect(await read("json").count()).toBe(BigInt(expected));
    }
  });
});

describe("what is out of all proportion", () => {
  it.each(["[", '{"a":', '{"s":{"s":'])(
    "JSON %j nested a hundred thousand times is a malformed record",
    async open => {
      writeFileSync(path, `${open.repeat(100_000)}\n{"a":1}\n`);
      expect(await rows(read("json").select("a"))).toContain("[1]");
      expect(await rows(read("json").select("a"))).toHaveLength(2);
      expect(session.spark.read.json(path).columns).toContain("a");
      const [row] = await session.spark
        .sql(
          `SELECT from_json(repeat('${open}', 100000), 'a INT'), get_json_object(repeat('${open}', 100000), '$.a') IS NULL`,
        )
        .collect();
      expect(String(row)).toMatch(/,true\]$/);
    },
  );

  it("a line of 100 MB is one row", async () => {
    const piece = "x".repeat(1 << 20);
    writeFileSync(path, '{"a":1}\n{"s":"');
    for (let i = 0; i < 100; i++) appendFileSync(path, piece);
    appendFileSync(path, '","a":2}\n{"a":3}');
    expect(await rows(read("json").selectExpr("a", "length(s)"))).toEqual([
      "[1,null]",
      `[2,${100 * piece.length}]`,
      "[3,null]",
    ]);
    expect(await session.spark.read.text(path).count()).toBe(3n);
    expect(await read("csv").count()).toBe(3n);
  });
});
