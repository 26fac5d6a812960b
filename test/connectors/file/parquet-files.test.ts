import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSession, type TestSession } from "../../session.js";

const gold = fileURLToPath(new URL("../../gold/parquet/", import.meta.url));
const shown = readFileSync(join(gold, "shown.txt"), "utf8");

let session: TestSession;
let folder: string;
beforeEach(() => {
  session = openSession();
  folder = join(mkdtempSync(join(tmpdir(), "parquet-")), "t");
});
afterEach(async () => {
  await session.close();
  rmSync(join(folder, ".."), { recursive: true, force: true });
});

/** The schema and the rows as Spark's own answer was recorded. */
async function show(path: string): Promise<string> {
  const before = session.printed().length;
  const frame = session.spark.read.parquet(path);
  frame.printSchema();
  await frame.show(20, false, true);
  return session.printed().slice(before).trimEnd();
}

const parts = () => readdirSync(folder).filter(name => name.endsWith(".parquet"));

describe("Parquet that Spark has written", () => {
  it.each(["snappy", "gzip", "zstd", "none", "micros"])("packed as %s is the table it was", async name => {
    expect(await show(join(gold, `${name}.parquet`))).toBe(shown.trimEnd());
  });

  it("with milliseconds has them", async () => {
    const [row] = await session.spark.read
      .parquet(join(gold, "millis.parquet"))
      .where("i = -3")
      .select("ts")
      .collect();
    expect(row!.toString()).toBe("[2024-02-29 12:34:56.789]");
  });

  it("is read as wider types, by names in any case, NULL where it has no such column", async () => {
    const frame = session.spark.read
      .schema(
        "I BIGINT, f DOUBLE, nope INT, day TIMESTAMP_NTZ, STR STRING, dec DECIMAL(12,4), b INT, s BIGINT",
      )
      .parquet(join(gold, "snappy.parquet"));
    expect((await frame.where("i = 3").collect()).map(String)).toEqual([
      "[3,1.5,null,1582-10-15 00:00:00.0,소유 🎉,123.4500,1,2]",
    ]);
  });

  it("is not read as other types", async () => {
    const frame = session.spark.read.schema("l STRING").parquet(join(gold, "snappy.parquet"));
    await expect(frame.collect()).rejects.toThrow(
      /^\[FAILED_READ_FILE.PARQUET_COLUMN_DATA_TYPE_MISMATCH\].*Parquet column \[l\]\. Expected Spark type string, actual Parquet type INT64\./,
    );
  });
});

describe("Parquet that is written here", () => {
  it.each([
    [undefined, ".snappy.parquet"],
    ["gzip", ".gz.parquet"],
    ["zstd", ".zstd.parquet"],
    ["none", "-c000.parquet"],
  ])("packed as %s is the same table again", async (compression, extension) => {
    const writer = session.spark.read.parquet(join(gold, "snappy.parquet")).write;
    await (compression ? writer.option("compression", compression) : writer).parquet(folder);
    expect(parts()).toEqual([expect.stringContaining(extension)]);
    expect(await show(folder)).toBe(shown.trimEnd());
  });

  it("is the format without a name, in folders of partitions, in several row groups", async () => {
    const many = session.spark.range(250_000).selectExpr("id", "id % 2 AS k", "concat('n', id) AS s");
    await many.write.partitionBy("k").save(folder);
    expect(readdirSync(folder).sort()).toEqual(["_SUCCESS", "k=0", "k=1"]);
    const sums = session.spark.read.load(folder).groupBy("k").agg({ id: "sum", s: "max" }).orderBy("k");
    expect((await sums.collect()).map(String)).toEqual(["[0,15624875000,n99998]", "[1,15625000000,n99999]"]);
  });

  it("appends, and keeps the schema of no rows", async () => {
    const empty = session.spark.range(0).selectExpr("id", "array(id) AS list");
    await empty.write.parquet(folder);
    expect(session.spark.read.parquet(folder).schema.simpleString).toBe(
      "struct<id:bigint,list:array<bigint>>",
    );
    await session.spark
      .range(3)
      .selectExpr("id", "array(id, NULL) AS list")
      .write.mode("append")
      .parquet(folder);
    expect((await session.spark.read.parquet(folder).collect()).map(String)).toEqual([
      "[0,ArraySeq(0, null)]",
      "[1,ArraySeq(1, null)]",
      "[2,ArraySeq(2, null)]",
    ]);
  });

  it("is a table of SQL by its path", async () => {
    await session.spark.range(3).write.parquet(folder);
    const [row] = await session.spark.sql(`SELECT sum(id) FROM parquet.\`${folder}\` AS t`).collect();
    expect(String(row)).toBe("[3]");
    expect(() => session.spark.sql("SELECT * FROM parquet.`/none/there`")).toThrow("[PATH_NOT_FOUND]");
  });

  it("is a stream's source", async () => {
    await session.spark.range(5).write.parquet(folder);
    const query = session.spark.readStream
      .schema("id BIGINT")
      .parquet(folder)
      .writeStream.format("memory")
      .queryName("seen")
      .start();
    await query.processAllAvailable();
    await query.stop();
    expect(await session.spark.table("seen").count()).toBe(5n);
  });

  it("holds no calendar intervals", async () => {
    const frame = session.spark.sql("SELECT make_interval(1, 2) AS v");
    await expect(frame.write.parquet(folder)).rejects.toThrow(
      '[UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE] The Parquet datasource doesn\'t support the column `v` of the type "INTERVAL".',
    );
    await expect(session.spark.range(1).write.option("compression", "zip").parquet(folder)).rejects.toThrow(
      "[CODEC_NOT_AVAILABLE.WITH_AVAILABLE_CODECS_SUGGESTION] The codec zip is not available.",
    );
  });
});

describe("files that are no Parquet, or not all of it", () => {
  const footer = "[FAILED_READ_FILE.CANNOT_READ_FILE_FOOTER]";

  it.each(["", "PAR1", "no Parquet at all, this", "\0\0\0\0PAR1\xff\xff\xff\x7fPAR1"])(
    "%j say so",
    async content => {
      const path = `${folder}.parquet`;
      writeFileSync(path, content, "latin1");
      expect(() => session.spark.read.parquet(path)).toThrow(footer);
      await expect(session.spark.read.schema("a INT").parquet(path).collect()).rejects.toThrow(
        "[FAILED_READ_FILE.NO_HINT]",
      );
    },
  );

  it("cut off anywhere, or with bytes changed, they fail with an error or read, and do not hang", async () => {
    const whole = readFileSync(join(gold, "snappy.parquet"));
    const path = `${folder}.parquet`;
    for (let length = 0; length < whole.length; length += 251) {
      writeFileSync(path, whole);
      truncateSync(path, length);
      expect(() => session.spark.read.parquet(path)).toThrow(footer);
    }
    for (let at = 4; at < whole.length - 8; at += 97) {
      const changed = Buffer.from(whole);
      changed[at] = changed[at]! ^ 0xff;
      writeFileSync(path, changed);
      try {
        await session.spark.read.parquet(path).collect();
      } catch (error) {
        expect((error as Error).message).toMatch(/FAILED_READ_FILE/);
      }
    }
    expect(statSync(path).size).toBe(whole.length);
  });
});
