/**
 * Kafka → columns in the parent thread, against kcat reading the same topic: `node scripts/bench/kafka-read.mjs [RECORDS] [BYTES]`.
 * The topic lies in the embedded broker, or in the one at KAFKA_BOOTSTRAP.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fillTopic, kafkaClient, median, temporaryFolder } from "./support.mjs";

const records = Number(process.argv[2] ?? 1_000_000);
const bytes = Number(process.argv[3] ?? 315);
const dir = temporaryFolder();
const { startBrokerThread, kafkaConfig, openReader } = await kafkaClient();
const broker = process.env.KAFKA_BOOTSTRAP
  ? { address: process.env.KAFKA_BOOTSTRAP, stop: async () => {} }
  : await startBrokerThread({ listen: "127.0.0.1:0", dataDir: join(dir, "data") });
const config = kafkaConfig({ "bootstrap.servers": broker.address });
const topic = `bench-${Date.now()}`;

await fillTopic(broker.address, topic, records, bytes);
const runs = [];
for (let run = 0; run < 5; run++) runs.push({ ours: await ours(), kcat: await kcat() });
for (const { ours, kcat } of runs)
  console.log(`columns ${rate(ours)}   kcat ${rate(kcat)}   ratio ${(kcat / ours).toFixed(2)}`);
console.log(`median ratio to kcat ${median(runs.map(({ ours, kcat }) => kcat / ours)).toFixed(2)}`);
await broker.stop();

/** Milliseconds from opening a reader to the last column. */
async function ours() {
  const start = performance.now();
  const reader = openReader(config);
  const partitions = await reader.partitions({ kind: "subscribe", topics: [topic] });
  reader.follow(
    partitions.map(each => ({ ...each, from: 0n })),
    () => {},
  );
  const ends = await reader.offsets(partitions, "latest");
  let count = 0;
  for await (const columns of reader.read(partitions.map((each, i) => ({ ...each, from: 0n, to: ends[i] }))))
    count += columns.count;
  const took = performance.now() - start;
  await reader.close();
  if (count !== records) throw new Error(`${count} records read, ${records} written`);
  return took;
}

/** Milliseconds that kcat takes for the same, its start included. */
async function kcat() {
  const start = performance.now();
  const { status } = spawnSync("kcat", ["-C", "-b", broker.address, "-t", topic, "-e", "-q", "-f", ""], {
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("kcat failed");
  return performance.now() - start;
}

function rate(ms) {
  return `${(records / ms / 1000).toFixed(2)} M records/s (${((records * bytes) / ms / 1000).toFixed(0)} MB/s)`;
}
