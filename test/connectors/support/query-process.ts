import { join } from "node:path";
import { openSession } from "../../session.js";

/**
 * Two queries in a process of their own, to be killed: from topic `in` to files, each value once, and to topic `out`.
 * `node query-process.js SERVERS FOLDER [finish]`; prints a line when they run, and with `finish` ends once all is done.
 */
const [servers, folder, finish] = process.argv.slice(2);
const { spark, close } = openSession();
const source = spark.readStream
  .format("kafka")
  .options({
    "kafka.bootstrap.servers": servers!,
    subscribe: "in",
    startingOffsets: "earliest",
    maxOffsetsPerTrigger: "40",
  })
  .load()
  .selectExpr("string(value) AS value");
const toFiles = source
  .dropDuplicates("value")
  .writeStream.format("json")
  .option("checkpointLocation", join(folder!, "checkpoint-files"))
  .start(join(folder!, "out"));
const relay = source.writeStream
  .format("kafka")
  .options({
    "kafka.bootstrap.servers": servers!,
    topic: "out",
    checkpointLocation: join(folder!, "checkpoint-relay"),
  })
  .start();
process.stdout.write("running\n");
if (finish) {
  await Promise.all([toFiles.processAllAvailable(), relay.processAllAvailable()]);
  await close();
  process.exit(0);
}
