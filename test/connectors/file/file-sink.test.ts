import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openSession, type TestSession } from "../../session.js";

let session: TestSession;
let folder: string;
let path: string;
beforeEach(() => {
  session = openSession();
  folder = mkdtempSync(join(tmpdir(), "sink-"));
  path = join(folder, "out");
});
afterEach(() => session.close());

const table = () =>
  session.spark.sql(
    "SELECT * FROM VALUES (1, 'a,b', 1.5D, timestamp'2024-01-01 01:02:03.123456', true), (2, 'q\"x', null, null, null), (null, '', double('NaN'), null, false), (3, ' sp ', 1e20D, null, null) AS t(i, s, d, ts, b)",
  );
const part = (at = path) => readdirSync(at).filter(name => name.startsWith("part-"));
const written = (at = path) => part(at).map(name => readFileSync(join(at, name), "utf8"));

it("writes JSON as Spark does", async () => {
  await table().write.json(path);
  expect(written()).toEqual([
    '{"i":1,"s":"a,b","d":1.5,"ts":"2024-01-01T01:02:03.123Z","b":true}\n{"i":2,"s":"q\\"x"}\n{"s":"","d":"NaN","b":false}\n{"i":3,"s":" sp ","d":1.0E20}\n',
  ]);
  expect(part()[0]).toMatch(/^part-00000-[0-9a-f-]{36}-c000\.json$/);
  expect(readdirSync(path)).toContain("_SUCCESS");
  expect(readdirSync(folder)).toEqual(["out"]);
});

it("writes CSV as Spark does", async () => {
  await table().write.csv(path);
  expect(written()).toEqual([
    '1,"a,b",1.5,2024-01-01T01:02:03.123Z,true\n2,"q\\"x",,,\n,"",NaN,,false\n3,sp,1.0E20,,\n',
  ]);
  await table()
    .write.mode("overwrite")
    .options({ header: true, sep: ";", nullValue: "N", emptyValue: "E", quoteAll: true })
    .csv(path);
  expect(written()[0]?.split("\n").slice(0, 4)).toEqual([
    '"i";"s";"d";"ts";"b"',
    '"1";"a,b";"1.5";"2024-01-01T01:02:03.123Z";"true"',
    '"2";"q\\"x";"N";"N";"N"',
    '"N";"E";"NaN";"N";"false"',
  ]);
});

it("writes a text column as lines, nothing else", async () => {
  await table().select("s").write.text(path);
  expect(written()).toEqual(['a,b\nq"x\n\n sp \n']);
  await expect(table().write.mode("append").text(path)).rejects.toThrow(
    '[UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE] The Text datasource doesn\'t support the column `i` of the type "INT".',
  );
});

it("keeps to its mode", async () => {
  const one = () => session.spark.range(1).write;
  await one().json(path);
  await expect(one().json(path)).rejects.toThrow(
    `[PATH_ALREADY_EXISTS] Path file:${path} already exists. Set mode as "overwrite" to overwrite the existing path. SQLSTATE: 42K04`,
  );
  await one().mode("ignore").json(path);
  expect(part()).toHaveLength(1);
  await one().mode("append").json(path);
  expect(part()).toHaveLength(2);
  await one().mode("overwrite").json(path);
  expect(part()).toHaveLength(1);
  expect(() => one().mode("zzz")).toThrow("[INVALID_SAVE_MODE]");
  await one().format("noop").mode("overwrite").save();
  await expect(one().format("noop").save()).rejects.toThrow("[UNSUPPORTED_DATA_SOURCE_SAVE_MODE]");
});

it("writes columns as folders, and reads them back", async () => {
  await table().select("i", "b", "s").write.partitionBy("b", "s").json(path);
  expect(readdirSync(join(path, "b=__HIVE_DEFAULT_PARTITION__")).sort()).toEqual(["s= sp ", "s=q%22x"]);
  const back = session.spark.read.json(path);
  expect(back.schema.simpleString).toBe("struct<i:bigint,b:boolean,s:string>".replace("boolean", "string"));
  expect(await back.count()).toBe(4n);
  await expect(table().write.partitionBy("zz").json(join(folder, "x"))).rejects.toThrow(
    "Partition column `zz` not found in schema struct<i:int,s:string,d:double,ts:timestamp,b:boolean>.",
  );
});

it("leaves nothing of what failed, and what was there as it was", async () => {
  await session.spark.range(1).write.json(path);
  const failing = session.spark.sql("SELECT 1 / (id - 1) AS a FROM range(3)").write;
  await expect(failing.mode("overwrite").json(path)).rejects.toThrow("[DIVIDE_BY_ZERO]");
  expect(written()).toEqual(['{"id":0}\n']);
  expect(readdirSync(folder)).toEqual(["out"]);
  session.spark.conf.set("spark.sql.warehouse.dir", join(folder, "tables"));
  await expect(failing.saveAsTable("t")).rejects.toThrow("[DIVIDE_BY_ZERO]");
  expect(() => session.spark.table("t")).toThrow("[TABLE_OR_VIEW_NOT_FOUND]");
  await session.spark.range(2).write.saveAsTable("t");
  await session.spark.range(3).write.insertInto("t");
  expect(await session.spark.table("t").count()).toBe(5n);
  await expect(async () => session.spark.range(1).write.saveAsTable("t")).rejects.toThrow(
    "[TABLE_OR_VIEW_ALREADY_EXISTS]",
  );
});
