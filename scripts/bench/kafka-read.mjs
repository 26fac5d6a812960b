/**
 * Kafka → columns in the parent thread, against kcat reading the same topic: `node scripts/bench/kafka-read.mjs [RECORDS] [BYTES]`.
 * The topic lies in the embedded broker, or in the one at KAFKA_BOOTSTRAP.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const records = Number(process.argv[2] ?? 1_000_000);
const bytes = Number(process.argv[3] ?? 315);
const dir = mkdtempSync(join(tmpdir(), "kafka-bench-"));
const { startBrokerThread, kafkaConfig, openReader } = await client();
const broker = process.env.KAFKA_BOOTSTRAP
  ? { address: process.env.KAFKA_BOOTSTRAP, stop: async () => {} }
  : await startBrokerThread({ listen: "127.0.0.1:0", dataDir: join(dir, "data") });
const config = kafkaConfig({ "bootstrap.servers": broker.address });
const topic = `bench-${Date.now()}`;

await fill();
const runs = [];
for (let run = 0; run < 5; run++) runs.push({ ours: await ours(), kcat: await kcat() });
for (const { ours, kcat } of runs)
  console.log(`columns ${rate(ours)}   kcat ${rate(kcat)}   ratio ${(kcat / ours).toFixed(2)}`);
const median = values => values.sort((a, b) => a - b)[values.length >> 1];
console.log(`median ratio to kcat ${median(runs.map(({ ours, kcat }) => kcat / ours)).toFixed(2)}`);
await broker.stop();
rmSync(dir, { recursive: true, force: true });

async function fill() {
  const line = "x".repeat(bytes);
  const producer = spawn("kcat", ["-P", "-b", broker.address, "-t", topic, "-K", ":"], {
    stdio: ["pipe", "inherit", "inherit"],
  });
  const block = 10_000;
  for (let n = 0; n < records; n += block) {
    let text = "";
    for (let i = n; i < Math.min(n + block, records); i++) text += `user${i % 5000}:${line}\n`;
    if (!producer.stdin.write(text)) await new Promise(resolve => producer.stdin.once("drain", resolve));
  }
  producer.stdin.end();
  await new Promise(resolve => producer.once("exit", resolve));
}

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

/** The sources as they are, compiled to where the workers' entries are found. */
async function client() {
  const outfile = join("dist", "bench-kafka.js");
  await build({
    stdin: {
      contents: ["broker/broker-thread", "client/config", "client/reader"]
        .map(file => `export * from "./src/kafka/${file}.ts";`)
        .join("\n"),
      resolveDir: process.cwd(),
    },
    bundle: true,
    format: "esm",
    platform: "node",
    outfile,
  });
  return import(join(process.cwd(), outfile));
}
