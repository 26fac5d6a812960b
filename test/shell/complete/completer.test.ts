import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { completionSources } from "../../../src/main/completion-sources.js";
import { formats } from "../../../src/main/formats.js";
import { Conf } from "../../../src/util/conf.js";
import { openBroker, type TestBroker } from "../../session.js";
import { type TestShell, testShell } from "../test-shell.js";

let shell: TestShell;
let broker: TestBroker;
let folder: string;
const evaluations: string[] = [];

beforeAll(async () => {
  broker = await openBroker();
  await broker.send("tweets-raw", [{ key: null, value: "x" }]);
  folder = mkdtempSync(join(tmpdir(), "complete-"));
  mkdirSync(join(folder, "data"));
  writeFileSync(join(folder, "data.json"), "{}");
  writeFileSync(join(folder, ".hidden"), "");
  const notices = { info: () => {}, warn: () => {} };
  const all = formats(new Conf(), { ensure: async () => {} }, { batch: () => {} }, notices);
  shell = testShell({ completion: completionSources(all) });
  for (const line of [
    'const df = spark.createDataFrame([[1, "a", 2.5]], "id INT, name STRING, score DOUBLE")',
    'const nested = df.select(functions.struct("id", "name").as("who"), functions.lit(1).as("odd.name"))',
    'df.createOrReplaceTempView("people")',
    "globalThis.evaluated = 0",
    "const bait = { get trap() { globalThis.evaluated++; return df } }",
    "function touch() { globalThis.evaluated++; return df }",
  ])
    expect((await shell.enter(line)).filter(said => said.startsWith("!"))).toEqual([]);
});
afterAll(async () => {
  shell.close();
  await broker.stop();
  rmSync(folder, { recursive: true, force: true });
  expect(evaluations).toEqual([]);
});

/** What is offered at the `|`. */
const at = (marked: string) => shell.complete!(marked.replace("|", ""), marked.indexOf("|"));
const offered = async (marked: string) => (await at(marked))?.items.map(({ label }) => label) ?? [];
/** The text after the first offer is taken. */
const taken = async (marked: string) => {
  const found = await at(marked);
  const text = marked.replace("|", "");
  const [item] = found?.items ?? [];
  return item && found && text.slice(0, found.from) + (item.insert ?? item.label) + text.slice(found.to);
};

describe("columns of the live schema", () => {
  it.each([
    ['df.select("|', ["id", "name", "score"]],
    ['df.select("id", "na|', ["name"]],
    ['df.select($"na|', ["name"]],
    ["df.select($`na|`)", ["name"]],
    ['val x = df.select($"sc|', ["score"]],
    ['df.where(col("na|', ["name"]],
    ['df.groupBy("|")', ["id", "name", "score"]],
    ['df.groupBy("name").agg(functions.max("sc|', ["score"]],
    ['df.groupBy("name").sum("sc|', ["score"]],
    ['df("na|', ["name"]],
    ['df.filter("na|', ["name", "named_struct"]],
    ['df.selectExpr("upper(na|', ["name", "named_struct"]],
    ['df.withColumnRenamed("na|', ["name"]],
    ['df.select(col("id").as("key"), col("name")).where("k|', ["key"]],
    ['df.withColumn("twice", col("id") ).select("tw|', ["twice"]],
    ['df.select(upper("na|', ["name"]],
    ['nested.select("who.n|', ["name"]],
    ['df.map(row => row.getAs("na|', ["name"]],
    ['df.write.partitionBy("na|', ["name"]],
    ['val c = col("sc|', ["score"]],
    ['spark.readStream.format("rate").load().select("v|', ["value"]],
    ['spark.table("people").select("na|', ["name"]],
    ['df.join(df, "na|', ["name"]],
    ['df.join(df, df("id") === df("na|', ["name"]],
  ])("%s", async (marked, expected) => {
    expect((await offered(marked)).slice(0, expected.length)).toEqual(expected);
  });

  it("come with their types, and in backquotes where they need them", async () => {
    expect((await at('df.select("sc|'))?.items).toEqual([
      { label: "score", insert: "score", detail: "double" },
    ]);
    expect(await taken('nested.select("od|")')).toBe('nested.select("`odd.name`")');
    expect(await taken('nested.select("who.na|')).toBe('nested.select("who.name');
  });

  it("are found without running anything of the user's", async () => {
    await at('touch().select("|');
    await at('bait.trap.select("|');
    await at('df.map(row => touch()).select("|');
    await at('spark.sql("create temp view oops as select 1").select("|');
    expect(await shell.enter("globalThis.evaluated")).toEqual([expect.stringMatching(/= 0$/)]);
    expect(await offered('spark.table("|')).toEqual(["people"]);
  });
});

describe("SQL", () => {
  it.each([
    ['spark.sql("select * from |', ["people"]],
    ['spark.sql("select na| from people")', ["name", "named_struct"]],
    ['spark.sql("select p.sc| from people p")', ["score"]],
    ['spark.sql("""select\n  sc|\nfrom people""")', ["score"]],
    ['spark.sql("select * from people where na|', ["name", "named_struct"]],
    ['spark.sql("sel|', ["select"]],
    ['spark.sql("SEL|', ["SELECT"]],
    ['spark.sql("select date_for|', ["date_format"]],
    ['spark.sql("select sc|', ["score"]],
  ])("%s", async (marked, expected) => {
    expect((await offered(marked)).slice(0, expected.length)).toEqual(expected);
  });

  it("takes the word's place alone", async () => {
    expect(await taken('spark.sql("select na| from people")')).toBe('spark.sql("select name from people")');
  });
});

describe("formats, their options and values", () => {
  it.each<[string, readonly string[]]>([
    ['spark.readStream.format("ka|', ["kafka"]],
    ['spark.readStream.format("rate|', ["rate", "rate-micro-batch"]],
    ['spark.read.format("rat|', []],
    ['df.writeStream.format("con|', ["console"]],
    ['spark.readStream.format("kafka").option("subscr|', ["subscribe", "subscribePattern"]],
    ['spark.readStream.format("kafka").option("startingOffsets", "|', ["earliest", "latest"]],
    ['val s = spark.readStream.format("rate").option("rows|', ["rowsPerSecond"]],
    ['df.writeStream.format("console").option("tr|', ["truncate"]],
    ['df.writeStream.format("console").option("truncate", "|', ["true", "false"]],
    ['df.writeStream.format("kafka").option("check|', ["checkpointLocation"]],
    ['spark.read.format("csv").option("head|', ["header"]],
    ['spark.read.options({ "inferS|', ["inferSchema"]],
    ['df.writeStream.outputMode("|', ["append", "complete", "update"]],
    ['df.write.mode("over|', ["overwrite"]],
    ['Trigger.ProcessingTime("10|', ["10 seconds", "10 minutes"]],
    ['df.join(df, "id", "left_|', ["left_semi", "left_anti"]],
    ['col("id").cast("dou|', ["DOUBLE"]],
    ['df.withWatermark("na|', ["name"]],
    ['df.withWatermark("name", "1 h|', ["1 hour"]],
  ])("%s", async (marked, expected) => {
    expect(await offered(marked)).toEqual(expected);
  });

  it("offers the topics of the broker that was named, and none, soon, where there is none", async () => {
    const read = (servers: string) =>
      `spark.readStream.format("kafka").option("kafka.bootstrap.servers", "${servers}").option("subscribe", "|`;
    expect(await offered(read(broker.address))).toEqual(["tweets-raw"]);
    expect(await taken(`${read(broker.address).replace("|", "other,twe|")}`)).toContain('"other,tweets-raw');
    const start = performance.now();
    expect(await offered(read("127.0.0.1:1"))).toEqual([]);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe("files", () => {
  it.each(["spark.read.json", "spark.read.format('csv').load", "df.write.parquet"])("%s", async call => {
    expect(await offered(`${call}("${folder}/|`)).toEqual(["data.json", "data/"]);
    expect(await taken(`${call}("${folder}/data.|")`)).toBe(`${call}("${folder}/data.json")`);
  });
});

describe("commands", () => {
  it.each([
    [":lo|", [":load"]],
    [":prod|", [":producer", ":producers"]],
    [":producer re|", ["resume", "restart"]],
    [":producer --track.t|", ["--track.terms="]],
    [":doc date_for|", ["date_format"]],
    [":type df.writeS|", ["writeStream"]],
    [":time df.writeS|", ["writeStream"]],
    [":sql select na| from people", ["name", "named_struct"]],
    [":sql select * from |", ["people"]],
    [":set |", ["echo", "eager", "time", "pager"]],
    [":pane t|", ["tabs", "tiles"]],
    ['spark.conf.set("spark.sql.an|', ["spark.sql.ansi.enabled"]],
  ])("%s", async (marked, expected) => {
    expect((await offered(marked)).slice(0, expected.length)).toEqual(expected);
  });

  it("complete files, and code, at their places", async () => {
    expect(await taken(`:load ${folder}/data.j|`)).toBe(`:load ${folder}/data.json`);
    expect(await taken(":type df.writeS|")).toBe(":type df.writeStream");
    expect(await offered(":producer --twitter.bearer|")).toEqual([]);
  });
});

it.each([
  ["import org.apache.spark.sql.streaming.Tr|", ["Trigger"]],
  ["import org.apache.spark.sql.ty|", ["types"]],
  ["import org.apache.spark.sql.types.{StringType, Long|", ["LongType"]],
])("Scala's %s", async (marked, expected) => {
  expect((await offered(marked)).slice(0, 1)).toEqual(expected);
});

it("SQL mode completes SQL, and still commands", async () => {
  await shell.enter(":sql");
  expect((await offered("select na|\nfrom people")).slice(0, 1)).toEqual(["name"]);
  expect(await offered(":lo|")).toEqual([":load"]);
  expect(await shell.hint!("f(", 2)).toBeUndefined();
  await shell.enter(":sql");
  expect(await offered("df.writeS|")).toEqual(["writeStream"]);
});

describe("what goes on with the last result", () => {
  it("after a dot alone", async () => {
    await shell.enter("df.limit(1)");
    expect(await offered(".sel|")).toEqual(["select", "selectExpr"]);
    expect(await taken("  .sel|")).toBe("  .select");
    expect((await shell.hint!(".limit(", 7))?.before).toBe("limit(");
  });
});

it("what was asked beforehand is answered once, and anew when something new is defined", async () => {
  shell.prepare!("answerTo", 8);
  expect(await offered("answerTo|")).toEqual([]);
  await shell.enter("const answerToAll = 42");
  expect(await offered("answerTo|")).toEqual(["answerToAll"]);
});

it("says nothing of a compile service that has ended", async () => {
  process.kill(shell.servicePid!, "SIGKILL");
  const outcomes = await Promise.allSettled([at("spark.|"), at("spark.|")]);
  expect(outcomes.length).toBe(2);
  expect(await offered("spark.readS|")).toEqual(["readStream"]);
});
