import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as functions from "../../src/sql/functions.js";
import { Option } from "../../src/sql/option.js";
import { udf } from "../../src/sql/udf.js";
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
  expect(await shown(words)).toEqual(["apache", "spark", "소유"]);
  expect(await shown(words.map(word => word.length, "n INT"))).toEqual(["6", "5", "2"]);
  expect(await shown(words.groupBy("value").count().orderBy("value").limit(1))).toEqual(["[apache,1]"]);
});

it("of several columns they get an object by name and by position, or a Row", async () => {
  const rows = session.spark.sql("select 'a' as k, 2L as v");
  expect(
    await shown(rows.as<{ k: string; v: bigint }>().map(({ k, v }) => [k, v * 2n], "k STRING, v BIGINT")),
  ).toEqual(["a,4"]);
  expect(await shown(rows.as<[string, bigint]>().map(row => row[0]))).toEqual(["a"]);
  expect(await shown(rows.map(row => row.getAs("v"), "v BIGINT"))).toEqual(["2"]);
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

describe("objects of a class", () => {
  class Person {
    constructor(
      readonly name: string,
      readonly age: bigint,
    ) {}
    get shout() {
      return this.name.toUpperCase();
    }
  }
  const people = () =>
    session.spark
      .createDataset([new Person("Ann", 30n), new Person("보", 20n)], "name STRING, age BIGINT NOT NULL")
      .as(Person);

  it("are what closures and actions are given, through whatever keeps the rows", async () => {
    const old = people()
      .filter(person => person.age > 25n)
      .orderBy("name")
      .limit(5);
    expect((await old.first()).shout).toBe("ANN");
    expect(await old.map(person => person.shout).collect()).toEqual(["ANN"]);
    await expect(
      people()
        .filter(() => 1 as unknown as boolean)
        .collect(),
    ).rejects.toThrow("filter: the function must answer true or false, not 1.");
  });

  it("are grouped by what a closure makes of them", async () => {
    const grouped = people().groupByKey(person => person.name.length, "length INT");
    expect((await grouped.count().orderBy("length").collect()).map(String)).toEqual(["[1,1]", "[3,1]"]);
    const oldest = grouped.mapGroups(
      (length, rows) => [length, rows.map(row => row.shout).join()],
      "n INT, s STRING",
    );
    expect((await oldest.collect()).map(String).sort()).toEqual(["[1,보]", "[3,ANN]"]);
    expect(grouped.agg(functions.max("age")).columns).toEqual(["length", "max(age)"]);
  });

  it("may lack fields that their class says are optional", async () => {
    class Maybe {
      static readonly optional = ["n"];
      declare n: Option<number>;
    }
    const rows = session.spark.createDataset([{ n: Option.some(1) }, { n: Option.none }], "n INT").as(Maybe);
    expect((await rows.collect()).map(({ n }) => String(n))).toEqual(["Some(1)", "None"]);
    expect(await rows.map(({ n }) => n.map(x => x + 1).getOrElse(0), "m INT").collect()).toEqual([2, 0]);
  });
});

it("values come to closures and out of rows as JavaScript has them", async () => {
  const frame = session.spark.sql(
    "SELECT 1.50BD AS d, timestamp'2024-01-01 10:00:00.123456' AS t, date'2024-01-01' AS day, map('a', array(1)) AS m, named_struct('x', 1) AS s",
  );
  const row = await frame.first();
  expect(row.get(0)).toBe("1.50");
  expect(row.getTimestamp(1).toISOString()).toBe("2024-01-01T10:00:00.123Z");
  expect(row.getMap(3)).toEqual(new Map([["a", [1]]]));
  expect(row.getStruct(4).getAs("x")).toBe(1);
  expect(String(row)).toBe("[1.50,2024-01-01 10:00:00.123456,2024-01-01,Map(a -> ArraySeq(1)),[1]]");
  const next = udf((t: Date) => new Date(t.getTime() + 1000), "TIMESTAMP");
  const same = udf((t: Date) => t, "TIMESTAMP");
  const [times] = await frame.select(next("t").cast("STRING"), same("t").cast("STRING")).collect();
  expect(times?.toSeq()).toEqual(["2024-01-01 10:00:01.123", "2024-01-01 10:00:00.123456"]);
  expect(() => row.getInt(0)).toThrow("Column d is DECIMAL, not INT.");
});
