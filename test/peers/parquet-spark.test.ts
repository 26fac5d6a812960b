import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openSession } from "../session.js";
import { runSpark } from "./spark-shell.js";

const folder = mkdtempSync(join(tmpdir(), "parquet-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("Spark reads the Parquet that is written here as its own", async () => {
  const { spark, close } = openSession();
  const gold = resolve("test/gold/parquet/snappy.parquet");
  const codecs = ["snappy", "gzip", "zstd", "none"];
  for (const codec of codecs)
    await spark.read.parquet(gold).write.option("compression", codec).parquet(join(folder, codec));
  await spark
    .range(250_000)
    .selectExpr("id", "id % 2 AS k", "concat('n', id) AS s")
    .write.partitionBy("k")
    .parquet(join(folder, "many"));
  await close();
  const output = await runSpark(
    `val own = spark.read.parquet("${gold}")`,
    ...codecs.map(
      codec =>
        `{ val ours = spark.read.parquet("${join(folder, codec)}"); println("${codec} " + (ours.schema == own.schema) + " " + (ours.selectExpr("to_json(struct(*))").collect().toSeq == own.selectExpr("to_json(struct(*))").collect().toSeq)) }`,
    ),
    `println("many " + spark.read.parquet("${join(folder, "many")}").groupBy("k").agg(Map("id" -> "sum", "s" -> "max")).orderBy("k").collect().toSeq)`,
    `println("one " + spark.read.parquet("${join(folder, "many")}").where("id = 123456").collect().toSeq)`,
  );
  for (const codec of codecs) expect(output).toContain(`${codec} true true`);
  expect(output).toContain("many ArraySeq([0,15624875000,n99998], [1,15625000000,n99999])");
  expect(output).toContain("one ArraySeq([123456,n123456,0])");
});
