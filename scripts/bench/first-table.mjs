/** `start()` to the first table, types warm, against spark-shell: `node scripts/bench/first-table.mjs [RUNS]`. */
import { Conversation, fillTopic, median, openBroker, openShell, sparkShell } from "./support.mjs";

const runs = Number(process.argv[2] ?? 5);
const broker = await openBroker(19_191);
await fillTopic(broker.address, "twitter", 10);
const lines = [
  `val kafka_df = spark.readStream.format("kafka").option("kafka.bootstrap.servers", "${broker.address}").option("subscribe", "twitter").option("startingOffsets", "earliest").load()`,
  'val strings = kafka_df.select($"key".cast("STRING"), $"value".cast("STRING"))',
  'println("ready")',
];
const start =
  'val q = strings.writeStream.outputMode("update").format("console").option("truncate", "false").start()';

const ours = [];
for (let i = 0; i < runs; i++) ours.push(await first(openShell()));
console.log(
  `start() to first table: median ${median(ours).toFixed(0)} ms of ${ours.map(ms => ms.toFixed(0)).join(", ")}`,
);
const spark = sparkShell();
if (spark) {
  const theirs = await first(new Conversation(spark));
  console.log(`spark-shell: ${theirs.toFixed(0)} ms; ratio ${(theirs / median(ours)).toFixed(0)}`);
}
broker.stop();

async function first(shell) {
  for (const line of lines) shell.send(line);
  await shell.until("ready\n", 0);
  await new Promise(done => setTimeout(done, 500));
  const from = shell.output.length;
  shell.send(start);
  const took = await shell.until("Batch: 0", from);
  await shell.end();
  return took;
}
