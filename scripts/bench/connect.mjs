/**
 * Spark Connect: this shell's client beside pyspark's own, both on one server, in turns.
 * usage: node scripts/bench/connect.mjs sc://HOST:PORT [PYTHON]     (PYTHON: with pyspark[connect]; default .peers/spark/venv/bin/python)
 *
 * - `count()` of range(1e8), and 1 M rows collected (a BIGINT and a text): each client's best line by line, the median ratio of pairs
 * - a batch of a console query: from where Spark's console would have printed it (start of the trigger and its phases up to
 *   addBatch, as progress tells them) to where it stands here
 */
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const [url, python = ".peers/spark/venv/bin/python"] = process.argv.slice(2);
const PAIRS = 7;
const home = mkdtempSync(join(tmpdir(), "bench-"));
const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** A client that answers `name ms` for each name it is given on a line. */
function client(command, args) {
  const child = spawn(command, args, {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, TWEET_SHELL_HOME: home },
  });
  const waiting = [];
  createInterface({ input: child.stdout }).on("line", line => {
    const [, ms] = /@@ ([\d.]+)/.exec(line) ?? [];
    if (ms) waiting.shift()(Number(ms));
  });
  return {
    ask: line => new Promise(resolve => waiting.push(resolve) && child.stdin.write(`${line}\n`)),
    child,
  };
}

const here = client(process.execPath, ["dist/bin.js", "--remote", url]);
const there = client(python, [
  "-u",
  "-c",
  `
import sys, time
from pyspark.sql import SparkSession
spark = SparkSession.builder.remote("${url}").getOrCreate()
for line in sys.stdin:
    start = time.perf_counter()
    eval(line)
    print("@@", (time.perf_counter() - start) * 1000)
`,
]);
const timed = code =>
  `await (async () => { const start = performance.now(); ${code}; println("@@ " + (performance.now() - start)); })()`;

const cases = {
  "count() of range(1e8)": ["await spark.range(100000000).count()", "spark.range(100000000).count()"],
  "1 M rows collected": [
    'await spark.range(1000000).selectExpr("id", "string(id) AS s").collect()',
    'spark.range(1000000).selectExpr("id", "string(id) AS s").collect()',
  ],
};
for (const [name, [ours, theirs]] of Object.entries(cases)) {
  const pairs = [];
  for (let i = 0; i <= PAIRS; i++) pairs.push([await here.ask(timed(ours)), await there.ask(theirs)]);
  pairs.shift();
  const [a, b] = [0, 1].map(k => median(pairs.map(pair => pair[k])).toFixed(0));
  console.log(
    `${name}: here ${a} ms, pyspark ${b} ms, ratio ${median(pairs.map(([x, y]) => x / y)).toFixed(2)}`,
  );
}
here.child.stdin.end();
there.child.kill();

const shell = spawn(process.execPath, ["dist/bin.js", "--remote", url], {
  stdio: ["pipe", "pipe", "inherit"],
  env: { ...process.env, TWEET_SHELL_HOME: home },
});
const shown = new Map();
const delays = new Promise(resolve => {
  createInterface({ input: shell.stdout }).on("line", line => {
    const [, batch] = /^Batch: (\d+)/.exec(line) ?? [];
    if (batch) shown.set(Number(batch), Date.now());
    if (line.startsWith("@@"))
      resolve(
        JSON.parse(line.slice(2))
          .map(([id, at]) => shown.get(id) - at)
          .filter(Number.isFinite),
      );
  });
});
shell.stdin.end(`
const q = spark.readStream.format("rate").option("rowsPerSecond", 10).load().writeStream.format("console").trigger(Trigger.ProcessingTime(250)).start()
await Thread.sleep(20000)
await q.stop()
const phases = ["latestOffset", "walCommit", "getBatch", "queryPlanning", "addBatch"]
println("@@" + JSON.stringify(q.recentProgress.map(p => [p.batchId, Date.parse(p.timestamp) + phases.reduce((sum, name) => sum + (p.durationMs[name] ?? 0), 0)])))
`);
const sorted = (await delays).sort((a, b) => a - b);
const at = part => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
console.log(
  `a batch shown here after Spark's console had it: ${at(0.5)} ms, p90 ${at(0.9)} ms, of ${sorted.length}`,
);
process.exit();
