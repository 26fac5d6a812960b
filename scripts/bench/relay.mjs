/**
 * Kafka → relay: a topic of tweets of 315 bytes through a query that casts key and value and hands every row on, against
 * kcat reading the same topic: `node scripts/bench/relay.mjs [RECORDS] [PAIRS]`.
 */
import { spawnSync } from "node:child_process";
import { fillTopic, median, openBroker, openShell } from "./support.mjs";

const records = Number(process.argv[2] ?? 1_000_000);
const pairs = Number(process.argv[3] ?? 5);
const broker = await openBroker(19_193);
await fillTopic(broker.address, "twitter", records);
const shell = openShell();
shell.send(
  `val df = spark.readStream.format("kafka").option("kafka.bootstrap.servers", "${broker.address}").option("subscribe", "twitter").option("startingOffsets", "earliest").load().select($"key".cast("STRING"), $"value".cast("STRING"))`,
);
shell.send('println("ready")');
await shell.until("ready\n", 0);

const runs = [];
for (let i = 0; i < pairs; i++) {
  const from = shell.output.length;
  const start = performance.now();
  shell.send('df.writeStream.format("noop").trigger(Trigger.AvailableNow()).start().awaitTermination()');
  shell.send(`println("done ${i}.")`);
  await shell.until(`done ${i}.\n`, from);
  const ours = performance.now() - start;
  const before = performance.now();
  spawnSync("kcat", ["-C", "-b", broker.address, "-t", "twitter", "-e", "-q", "-f", "%k%s"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  runs.push({ ours, kcat: performance.now() - before });
}
const rate = ms => `${(records / ms / 1000).toFixed(2)} M/s`;
for (const { ours, kcat } of runs)
  console.log(`relay ${rate(ours)}   kcat ${rate(kcat)}   ratio ${(kcat / ours).toFixed(2)}`);
console.log(
  `relay: median ${rate(median(runs.map(r => r.ours)))}, median ratio to kcat ${median(runs.map(r => r.kcat / r.ours)).toFixed(2)}`,
);
await shell.end();
broker.stop();
