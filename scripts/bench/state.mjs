/**
 * What state costs: micro-batches of 10,000 rows counted by key, with few keys held and with many, in pairs; the memory, and
 * how long a restart takes. `node scripts/bench/state.mjs [KEYS] [PAIRS]` (10,000,000 and 15)
 */
import { resolve } from "node:path";
import { build } from "esbuild";
import { median, temporaryFolder } from "./support.mjs";

const [many, pairs] = [Number(process.argv[2] ?? 10_000_000), Number(process.argv[3] ?? 15)];
const FEW = 1000;
const ROWS = 10_000;

const outfile = resolve("dist/bench-state.js");
await build({
  stdin: {
    contents: [
      "sql/spark-session",
      "engine/embedded-backend",
      "util/conf",
      "types/index",
      "types/vector/index",
    ]
      .concat("connectors/noop/noop-sink", "plan/expressions/create")
      .map(file => `export * from "./src/${file}.ts";`)
      .join("\n"),
    resolveDir: process.cwd(),
  },
  bundle: true,
  format: "esm",
  platform: "node",
  outfile,
});
const { SparkSession, EmbeddedBackend, Conf, StructType, StructField, LongType, LongVector, noopSink } =
  await import(outfile);

/** A stream of numbers that is told how many come next, and which. */
class Numbers {
  format = "numbers";
  description = "numbers";
  notifies = true;
  batches = [];
  schema() {
    return new StructType([new StructField("id", LongType)]);
  }
  stream() {
    return this;
  }
  add(values) {
    this.batches.push(values);
    this.listener?.();
  }
  initialOffset = async () => "0";
  latestOffset = async () => String(this.batches.length);
  newestOffset = () => String(this.batches.length);
  prepareForTriggerAvailableNow = async () => {};
  commit() {}
  metrics = () => ({});
  onData(listener) {
    this.listener = listener;
  }
  stop = async () => {};
  async *read(from, to) {
    for (let n = Number(from); n < Number(to); n++) {
      yield { length: this.batches[n].length, columns: [new LongVector(LongType, this.batches[n], null)] };
      this.batches[n] = null;
    }
  }
}

/** A query that counts numbers; how long its batches take. */
class Counting {
  constructor(location) {
    this.numbers = new Numbers();
    const conf = new Conf();
    const notices = { info: () => {}, warn: console.error };
    this.backend = new EmbeddedBackend({
      conf,
      sources: [this.numbers],
      sinks: [noopSink],
      batchSinks: [],
      notices,
    });
    const spark = new SparkSession({
      backend: this.backend,
      conf,
      print: () => {},
      interruption: () => undefined,
    });
    this.query = spark.readStream
      .format("numbers")
      .load()
      .groupBy("id")
      .count()
      .writeStream.outputMode("update")
      .format("noop")
      .option("checkpointLocation", location)
      .start();
  }
  async batch(values) {
    const start = performance.now();
    this.numbers.add(values);
    await this.query.processAllAvailable();
    return performance.now() - start;
  }
  fill(keys) {
    return this.fillFrom(0, keys);
  }
  async fillFrom(from, keys) {
    for (let at = from; at < keys; at += 100_000)
      await this.batch(
        BigInt64Array.from({ length: Math.min(100_000, keys - at) }, (_, i) => BigInt(at + i)),
      );
  }
}

/** Rows of keys that both hold, and rows of all that one holds. */
const some = keys => BigInt64Array.from({ length: ROWS }, () => BigInt(Math.floor(Math.random() * keys)));
const mib = () => Math.round(process.memoryUsage().rss / 2 ** 20);

const location = temporaryFolder();
const small = new Counting(temporaryFolder());
const large = new Counting(location);
await small.fill(FEW);
await large.fill(many);
for (let i = 0; i < 5; i++) await small.batch(some(FEW));
for (let i = 0; i < 5; i++) await large.batch(some(many));
const runs = [];
for (let i = 0; i < pairs; i++) {
  const rows = some(FEW);
  const [few, same] = [await small.batch(rows.slice()), await large.batch(rows)];
  runs.push({ few, same, spread: await large.batch(some(many)) });
}
const ms = part => `${median(runs.map(run => run[part])).toFixed(1)} ms`;
console.log(
  `batch of ${ROWS} rows with ${FEW} different keys: ${ms("few")} with as many held, ${ms("same")} with ${many}`,
);
console.log(
  `median ratio of pairs ${median(runs.map(run => run.same / run.few)).toFixed(2)}; ${mib()} MiB resident`,
);
console.log(`batch of ${ROWS} rows with nearly as many different keys, ${many} held: ${ms("spread")}`);
await large.backend.close();
await small.backend.close();
const again = new Counting(location);
const start = performance.now();
again.numbers.batches = Array.from({ length: large.numbers.batches.length }, () => new BigInt64Array(0));
await again.batch(some(many));
console.log(`restart to the first batch done: ${((performance.now() - start) / 1000).toFixed(1)} s`);
await again.backend.close();
