/**
 * A message produced to its row shown, default trigger, against kcat as the consumer: `node scripts/bench/shown.mjs [MESSAGES] [count]`;
 * with `count` the row is the message's count.
 */
import { Conversation, hasKcat, kafkaClient, median, openBroker, openShell, percentile } from "./support.mjs";

const messages = Number(process.argv[2] ?? 100);
const rows =
  process.argv[3] === "count"
    ? '.groupBy($"value".cast("STRING").as("value")).count()'
    : '.select($"value".cast("STRING"))';
const broker = await openBroker(19_192);
const shell = openShell();
shell.send(
  `val q = spark.readStream.format("kafka").option("kafka.bootstrap.servers", "${broker.address}").option("subscribe", "twitter").load()${rows}.writeStream.outputMode("update").format("console").start()`,
);
await shell.until("Batch: 0", 0);
const { kafkaConfig, openProducer } = await kafkaClient();
const producer = openProducer(kafkaConfig({ "bootstrap.servers": broker.address }));
const produce = value => producer.send("twitter", [{ key: null, value }]);
await produce("warm");
await shell.until("warm|", 0);
// Only now: kcat gives up on a topic that is not there yet.
const kcat =
  hasKcat() &&
  new Conversation(["kcat", "-C", "-u", "-b", broker.address, "-t", "twitter", "-o", "beginning"]);
if (kcat) await kcat.until("warm", 0);

const runs = [];
for (let i = 0; i < messages; i++) {
  await new Promise(done => setTimeout(done, 30 + Math.random() * 40));
  const text = `message-${i}.`;
  const [ours, theirs] = [shell.until(text), kcat ? kcat.until(text) : Number.NaN];
  await produce(text);
  runs.push({ ours: await ours, kcat: await theirs });
}
const ours = runs.map(r => r.ours);
console.log(
  `produced to shown: median ${median(ours).toFixed(1)} ms, p95 ${percentile(ours, 0.95).toFixed(1)} ms`,
);
if (kcat)
  console.log(
    `produced to kcat's line: median ${median(runs.map(r => r.kcat)).toFixed(1)} ms; median ratio of pairs ${median(runs.map(r => r.ours / r.kcat)).toFixed(2)}`,
  );
await producer.close();
kcat?.child.kill();
await shell.end();
broker.stop();
