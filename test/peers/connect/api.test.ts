import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Column } from "../../../src/sql/column.js";
import { col, count, expr, lit, max, row_number, struct, transform } from "../../../src/sql/functions.js";
import { Observation } from "../../../src/sql/observation.js";
import { udf } from "../../../src/sql/udf.js";
import { Window } from "../../../src/sql/window-builder.js";
import { openRemoteSession, type RemoteTestSession } from "./remote-session.js";
import { sharedServer } from "./shared-server.js";

let session: RemoteTestSession;
beforeAll(async () => {
  session = await openRemoteSession(await sharedServer());
});
afterAll(() => session.backend.close());

const rowsOf = async (frame: { collect(): Promise<{ toString(): string }[]> }) =>
  (await frame.collect()).map(String);

describe("DataFrames on a real Spark", () => {
  it("come back with every type exact", async () => {
    const frame =
      session.spark.sql(`SELECT 1Y a, 2S b, 3 c, 9007199254740993 d, 1.5F e, 2.25D f, 'ü' g, X'00ff' h, true i,
      date'2024-02-29' j, timestamp'2024-01-01 12:00:00.123456' k, timestamp_ntz'1969-12-31 23:59:59.999999' l,
      CAST('-12345678901234567890.12' AS DECIMAL(38,2)) m, INTERVAL '1 02:03:04.5' DAY TO SECOND n, INTERVAL '-1-2' YEAR TO MONTH o,
      make_interval(1, 2, 0, 3, 4, 5, 6.5) p, array(1, null) q, map('k', array(1.5)) r, named_struct('x', 1, 'y', null) s,
      parse_json('{"a":[1,2.5,null,"x"]}') t, CAST(null AS BIGINT) u, null v`);
    expect(await rowsOf(frame)).toEqual([
      "[1,2,3,9007199254740993,1.5,2.25,ü,\u0000\uFFFD,true,2024-02-29,2024-01-01 12:00:00.123456,1969-12-31 23:59:59.999999,-12345678901234567890.12,INTERVAL '1 02:03:04.5' DAY TO SECOND,INTERVAL '-1-2' YEAR TO MONTH,1 years 2 months 3 days 4 hours 5 minutes 6.5 seconds,ArraySeq(1, null),Map(k -> ArraySeq(1.5)),[1,null],{\"a\":[1,2.5,null,\"x\"]},null,null]".replace(
        "\u0000\uFFFD",
        String((await frame.collect())[0]!.get(7)),
      ),
    ]);
  });

  it("go there as rows of this shell", async () => {
    const rows = [
      {
        n: 1n,
        s: "a",
        d: 1.5,
        t: new Date(0),
        a: ["x", null],
        m: new Map([["k", 2n]]),
        b: new Uint8Array([1, 2]),
        z: { q: true },
      },
      { n: null, s: null, d: null, t: null, a: null, m: null, b: null, z: null },
    ];
    const frame = session.spark.createDataFrame(rows as never);
    expect(frame.dtypes.map(([, type]) => type).slice(0, 4)).toEqual([
      "LongType",
      "StringType",
      "DoubleType",
      "TimestampType",
    ]);
    await frame.show(false);
    expect(session.printed()).toContain(
      "|1   |a   |1.5 |1970-01-01 00:00:00|[x, NULL]|{k -> 2}|[01 02]|{true}|",
    );
    const exact = session.spark.createDataFrame(
      [["1.50", "2024-02-29", 3]],
      "d DECIMAL(10,2), t DATE, i SMALLINT",
    );
    expect(await rowsOf(exact)).toEqual(["[1.50,2024-02-29,3]"]);
  });

  it("are grouped, joined, windowed and reshaped as typed", async () => {
    const { spark } = session;
    const [left, right] = [spark.range(3), spark.range(2)];
    expect(
      await rowsOf(
        left
          .join(right, left.col("id").eq(right.col("id")))
          .drop(right.col("id"))
          .orderBy("id"),
      ),
    ).toEqual(["[0]", "[1]"]);
    const aliased = spark
      .range(3)
      .as("a")
      .join(spark.range(2).as("b"), col("a.id").eq(col("b.id")), "left");
    expect(await rowsOf(aliased.orderBy("a.id"))).toEqual(["[0,0]", "[1,1]", "[2,null]"]);
    expect(await rowsOf(spark.range(2).rollup("id").count().orderBy("id"))).toEqual([
      "[null,2]",
      "[0,1]",
      "[1,1]",
    ]);
    const ranked = spark.range(4).select(
      col("id"),
      row_number()
        .over(Window.partitionBy(col("id").mod(2)).orderBy(col("id").desc()))
        .as("n"),
    );
    expect(await rowsOf(ranked.orderBy("id"))).toEqual(["[0,2]", "[1,2]", "[2,1]", "[3,1]"]);
    const nested = spark
      .range(1)
      .select(struct(col("id")).as("s"))
      .select(
        col("s").withField("z", lit(1)).as("t"),
        transform(expr("array(1, 2)"), (x: Column) => x.plus(1)).as("u"),
      );
    expect(await rowsOf(nested)).toEqual(["[[0,1],ArraySeq(2, 3)]"]);
    const pivoted = await spark.range(4).groupBy(col("id").mod(2).as("k")).pivot(expr("id > 1"));
    expect(await rowsOf(pivoted.count().orderBy("k"))).toEqual(["[0,1,1]", "[1,1,1]"]);
    expect(await rowsOf(spark.range(2).union(spark.range(1)).distinct().orderBy("id"))).toEqual([
      "[0]",
      "[1]",
    ]);
    expect(
      await rowsOf(spark.range(5).except(spark.range(3)).unpivot(["id"], ["id"], "k", "v").orderBy("id")),
    ).toEqual(["[3,id,3]", "[4,id,4]"]);
  });

  it("tell a misspelt name at the line, in Spark's words", () => {
    const { spark } = session;
    expect(() => spark.range(1).select("kk")).toThrow(
      /^\[UNRESOLVED_COLUMN.WITH_SUGGESTION\].*`kk`.*\[`id`\]/,
    );
    expect(() => spark.range(1).selectExpr("nosuch(id)")).toThrow(/^\[UNRESOLVED_ROUTINE\]/);
    // Text that our own parser refuses is the server's to refuse.
    expect(() => spark.range(1).selectExpr("id ### 2")).toThrow(/^\[PARSE_SYNTAX_ERROR\]/);
    expect(() => spark.sql("selec 1")).toThrow(/^\[PARSE_SYNTAX_ERROR\]/);
    expect(() => spark.table("nosuch")).toThrow(/^\[TABLE_OR_VIEW_NOT_FOUND\]/);
  });

  it("tell an error of a running plan with the server's stack behind it", async () => {
    const error = await session.spark
      .sql("SELECT 1 / (id - id) FROM range(3)")
      .collect()
      .catch(thrown => thrown);
    expect(error.message).toMatch(/^\[DIVIDE_BY_ZERO\]/);
    expect(error.cause.stack).toContain("at org.apache.spark");
  });

  it("refuse what only this shell could run, at the line", () => {
    const { spark } = session;
    const own = udf((x: number) => x + 1, "INT");
    expect(() => spark.range(1).select(own("id"))).toThrow(/cannot run on the cluster/);
    expect(() => spark.udf.register("own", (x: number) => x)).toThrow(/cannot run on the cluster/);
    expect(() => spark.memoryStream("a INT").toDF()).toThrow(/the cluster cannot read/);
    expect(() =>
      spark
        .range(1)
        .groupByKey(row => row.get(0))
        .mapGroupsWithState(() => 1, "n INT"),
    ).toThrow(/mapGroupsWithState runs TypeScript for each key/);
  });

  it("stop early, and at Ctrl-C on the server too", async () => {
    const { spark } = session;
    let taken = 0;
    for await (const _ of spark.range(0, 4_000_000, 1, 40).toLocalIterator()) if (++taken === 10) break;
    expect(taken).toBe(10);
    const endless = spark
      .sql("SELECT count(*) FROM range(0, 10000000000, 1, 4) a WHERE hash(id) = 1")
      .collect();
    setTimeout(() => session.interrupt(), 500);
    await expect(endless).rejects.toThrow(/abort/i);
    // The two cores are free again.
    expect(await spark.range(10).count()).toBe(10n);
  });

  it("observe figures on the way", async () => {
    const seen = new Observation("seen");
    await session.spark
      .range(100)
      .observe(seen, count(lit(1)).as("n"), max("id").as("m"))
      .collect();
    expect(await seen.get).toEqual({ n: 100n, m: 99n });
  });
});

describe("what a real Spark keeps", () => {
  it("has views, tables and settings", async () => {
    const { spark } = session;
    spark.range(3).createOrReplaceTempView("three");
    expect(spark.catalog.tableExists("three")).toBe(true);
    expect(await rowsOf(spark.sql("SELECT sum(id) FROM three WHERE id < :n", { n: 2 }))).toEqual(["[1]"]);
    expect(spark.catalog.dropTempView("three")).toBe(true);
    await spark.range(3).write.mode("overwrite").saveAsTable("kept");
    expect(await spark.table("kept").count()).toBe(3n);
    expect(spark.catalog.listColumns("kept").map(({ name }) => name)).toEqual(["id"]);
    spark.sql("DROP TABLE kept");
    expect(spark.catalog.currentDatabase()).toBe("default");
    spark.sql("SET TIME ZONE 'Asia/Seoul'");
    expect(spark.conf.get("spark.sql.session.timeZone")).toBe("Asia/Seoul");
    spark.conf.set("spark.sql.session.timeZone", "UTC");
    expect(await rowsOf(spark.sql("SELECT string(timestamp_micros(0))"))).toEqual(["[1970-01-01 00:00:00]"]);
    expect(() => spark.conf.set("spark.sql.extensions", "x")).toThrow(/CANNOT_MODIFY/);
  });

  it("reads and writes files, and takes artifacts", async () => {
    const { spark } = session;
    const folder = mkdtempSync(join(tmpdir(), "remote-"));
    await spark.range(4).selectExpr("id", "id % 2 AS k").write.partitionBy("k").json(join(folder, "out"));
    expect(
      await spark.read.schema("id BIGINT, k INT").json(join(folder, "out")).filter("k = 1").count(),
    ).toBe(2n);
    await expect(spark.range(1).write.json(join(folder, "out"))).rejects.toThrow(/PATH_ALREADY_EXISTS/);
    const file = join(folder, "words.txt");
    writeFileSync(file, "a\n".repeat(50_000));
    await spark.addArtifact(file);
  });
});
