import { afterEach, beforeEach, expect, it } from "vitest";
import { openSession, type TestSession } from "../session.js";

let session: TestSession;
beforeEach(() => {
  session = openSession();
});
afterEach(() => session.close());

const shown = async (frame: { collect(): Promise<unknown[]> }) => (await frame.collect()).map(String);

it("closures get the value itself of a single column, and all rows they make are taken", async () => {
  const lines = session.spark.createDataFrame([["apache spark"], ["소유"]], "line STRING");
  const words = lines.as<string>().flatMap(line => line.split(" "));
  expect(words.columns).toEqual(["value"]);
  expect(await shown(words)).toEqual(["[apache]", "[spark]", "[소유]"]);
  expect(await shown(words.map(word => word.length, "n INT"))).toEqual(["[6]", "[5]", "[2]"]);
  expect(await shown(words.groupBy("value").count().orderBy("value").limit(1))).toEqual(["[apache,1]"]);
});

it("of several columns they get an object by name and by position, or a Row", async () => {
  const rows = session.spark.sql("select 'a' as k, 2L as v");
  expect(
    await shown(rows.as<{ k: string; v: bigint }>().map(({ k, v }) => [k, v * 2n], "k STRING, v BIGINT")),
  ).toEqual(["[a,4]"]);
  expect(await shown(rows.as<[string, bigint]>().map(row => row[0]))).toEqual(["[a]"]);
  expect(await shown(rows.map(row => row.getAs("v"), "v BIGINT"))).toEqual(["[2]"]);
});

it("what a closure makes has to fit what was said of it", async () => {
  const rows = session.spark.range(1).as<bigint>();
  await expect(rows.map(n => `${n}x`, "n INT").collect()).rejects.toThrow(
    'map: Row 0, column n: "0x" is no INT. Say what it makes, such as .map(f, "n INT"); without that it is text.',
  );
});

it("a stream of lines is counted by word, as the guide begins", async () => {
  const lines = session.spark.memoryStream("value STRING");
  const counts = lines
    .toDF()
    .as<string>()
    .flatMap(line => line.split(" "))
    .groupBy("value")
    .count();
  const query = counts.writeStream.outputMode("complete").format("memory").queryName("counts").start();
  lines.addData("apache spark apache", "hadoop");
  await query.processAllAvailable();
  expect(await shown(session.spark.sql("select * from counts order by value"))).toEqual([
    "[apache,2]",
    "[hadoop,1]",
    "[spark,1]",
  ]);
});
