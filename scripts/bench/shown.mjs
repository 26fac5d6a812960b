/** A message produced to its row shown, default trigger, against kcat as the consumer: `node scripts/bench/shown.mjs [MESSAGES]`. */
import { spawn } from "node:child_process";
import { Conversation, hasKcat, median, openBroker, openShell, percentile } from "./support.mjs";

const messages = Number(process.argv[2] ?? 100);
const broker = await openBroker(19_192);
const shell = openShell();
shell.send(
  `val q = spark.readStream.format("kafka").option("kafka.bootstrap.servers", "${broker.address}").option("subscribe", "twitter").load().select($"value".cast("STRING")).writeStream.outputMode("update").format("console").start()`,
);
await shell.until("Batch: 0", 0);
const kcat =
  hasKcat() &&
  new Conversation([
    "kcat",
    "-C",
    "-u",
    "-b",
    broker.address,
    "-t",
    "twitter",
    "-o",
    "end",
    "-X",
    "fetch.wait.max.ms=500",
  ]);
const producer = spawn("kcat", ["-P", "-b", broker.address, "-t", "twitter", "-X", "linger.ms=0"], {
  stdio: ["pipe", "inherit", "inherit"],
});
producer.stdin.write("warm\n");
await shell.until("|warm|", 0);
if (kcat) await kcat.until("warm", 0);

const runs = [];
for (let i = 0; i < messages; i++) {
  await new Promise(done => setTimeout(done, 30 + Math.random() * 40));
  const text = `message-${i}.`;
  const [ours, theirs] = [shell.until(text), kcat ? kcat.until(text) : Number.NaN];
  producer.stdin.write(`${text}\n`);
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
producer.stdin.end();
kcat?.child.kill();
await shell.end();
broker.stop();
