import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Column } from "../../src/sql/column.js";
import { col, collect_list, count, countDistinct, lit, max, sum } from "../../src/sql/functions.js";
import { Observation } from "../../src/sql/observation.js";
import { openSession, type TestSession } from "../session.js";

let session: TestSession;
beforeEach(() => {
  session = openSession();
});
afterEach(() => session.close());

const rows = () => count(lit(1)).as("rows");

describe("figures over a stream's rows", () => {
  it("stand in the progress of each batch, and in its JSON as Spark writes them", async () => {
    const stream = session.spark.memoryStream("k STRING, v INT");
    const query = stream
      .toDF()
      .observe(
        "m",
        rows(),
        max("v").as("mx"),
        sum(col("v").cast("decimal(10,2)")).as("d"),
        collect_list("k").as("l"),
        lit(null).as("n"),
        max(lit("2020-01-01 00:00:00").cast("timestamp")).as("t"),
      )
      .where("v > 1")
      .observe("after", rows())
      .writeStream.format("console")
      .start();
    stream.addData(["a", 1], ["b", 2]);
    await query.processAllAvailable();
    const first = query.lastProgress!;
    expect(first.json).toContain(
      '"observedMetrics":{"after":{"rows":1},"m":{"rows":2,"mx":2,"d":3.00,"l":["a","b"],"n":null,"t":"2020-01-01 00:00:00"}}}',
    );
    expect(first.prettyJson).toContain(
      '    "m" : {\n      "rows" : 2,\n      "mx" : 2,\n      "d" : 3.00,\n',
    );
    expect(first.observedMetrics.m!.getAs("rows")).toBe(2n);
    stream.addData(["c", 0]);
    await query.processAllAvailable();
    expect(query.lastProgress!.observedMetrics.after!.getAs("rows")).toBe(0n);
    expect(session.batches.map(batch => batch.rowCount)).toEqual([1, 0]);
  });

  it("are also of what an aggregate gives", async () => {
    const stream = session.spark.memoryStream("k STRING");
    const query = stream
      .toDF()
      .groupBy("k")
      .count()
      .observe("groups", rows(), sum("count").as("n"))
      .writeStream.format("console")
      .outputMode("complete")
      .start();
    stream.addData("a", "b", "a");
    await query.processAllAvailable();
    expect(query.lastProgress!.observedMetrics.groups!.toSeq()).toEqual([2n, 3n]);
  });
});

describe("an Observation", () => {
  it("has the figures once an action has gone through the rows", async () => {
    const observation = new Observation("st");
    const df = session.spark.range(5).observe(observation, count(lit(1)).as("c"), max("id").as("m"));
    expect(df.columns).toEqual(["id"]);
    expect((await df.where("id > 3").collect()).length).toBe(1);
    expect(await observation.get).toEqual({ c: 5n, m: 4n });
    expect(() => session.spark.range(5).observe(observation, rows())).toThrow(
      "An Observation can be used with a Dataset only once",
    );
  });

  it("is not for streams", () => {
    const stream = session.spark.memoryStream("v INT").toDF();
    expect(() => stream.observe(new Observation(), rows())).toThrow(
      "Observation does not support streaming Datasets.",
    );
  });
});

it.each<[string, Column, string]>([
  [
    "",
    rows(),
    "[INVALID_OBSERVED_METRICS.MISSING_NAME] Invalid observed metrics. The observed metrics should be named",
  ],
  [
    "x",
    col("id").as("c"),
    '[INVALID_OBSERVED_METRICS.NON_AGGREGATE_FUNC_ARG_IS_ATTRIBUTE] Invalid observed metrics. Attribute "id AS c" can only be used as an argument to an aggregate function. SQLSTATE: 42K0E',
  ],
  [
    "x",
    countDistinct("id").as("c"),
    '[INVALID_OBSERVED_METRICS.AGGREGATE_EXPRESSION_WITH_DISTINCT_UNSUPPORTED] Invalid observed metrics. Aggregate expressions with DISTINCT are not allowed in observed metrics, but found: "count(DISTINCT id) AS c". SQLSTATE: 42K0E',
  ],
])("figures that cannot be are refused, %#", (name, figure, message) => {
  expect(() => session.spark.range(5).observe(name, figure)).toThrow(message);
});

it("one name is for one set of figures", () => {
  const once = session.spark.range(5).observe("x", rows());
  expect(once.observe("x", rows()).columns).toEqual(["id"]);
  expect(() => once.observe("x", max("id"))).toThrow(
    "[DUPLICATED_METRICS_NAME] The metric name is not unique: x.",
  );
});

it("what fails in figures fails the action", async () => {
  const df = session.spark.range(5).observe("x", sum(lit(1).divide(col("id"))).as("s"));
  await expect(df.collect()).rejects.toThrow("[DIVIDE_BY_ZERO]");
});
