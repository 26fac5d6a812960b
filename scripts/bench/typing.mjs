/**
 * What it is like to type while a query runs at full load beside the pane: a key to its echo, Tab to its menu, and what memory
 * does over 1,000 lines: `node scripts/bench/typing.mjs [KEYS] [LINES]`.
 */
import { readFileSync } from "node:fs";
import pty from "@lydell/node-pty";
import { bin, percentile, temporaryFolder } from "./support.mjs";

const keys = Number(process.argv[2] ?? 300);
const lines = Number(process.argv[3] ?? 1000);
const { CI: _, ...env } = process.env;
const pause = ms => new Promise(done => setTimeout(done, ms));

const shell = openShell();
await shell.until("tweet> ");
await shell.enter('const df = spark.range(10).toDF("number").withColumn("word", lit("a"))', "df: DataFrame");
await pause(2000);
await echoes("idle");
await completions("idle");
await shell.enter(
  'spark.readStream.format("rate").option("rowsPerSecond", "1000000").load().select($("value"), upper(col("value").cast("STRING")).as("text"), (col("value") % 97).as("k")).writeStream.format("console").start()',
  "StreamingQuery",
);
await pause(3000);
await echoes("with a query of 1 M rows/s");
await completions("with a query of 1 M rows/s");
shell.end();
await memory();
process.exit();

function openShell() {
  const terminal = pty.spawn(process.execPath, [bin, "--data-dir", temporaryFolder()], {
    cols: 120,
    rows: 40,
    env,
  });
  let seen = "";
  const looks = new Set();
  terminal.onData(text => {
    seen = seen.slice(-100_000) + text;
    for (const look of looks) look(text);
  });
  /** When the text comes from now on. */
  const until = (text, ms = 20_000) => {
    let since = "";
    return new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`no ${text} in ${seen.slice(-3000)}`)), ms);
      const look = more => {
        since = since.slice(-1000) + more;
        if (!since.includes(text)) return;
        clearTimeout(timer);
        looks.delete(look);
        done(performance.now());
      };
      looks.add(look);
    });
  };
  return {
    pid: terminal.pid,
    type: text => terminal.write(text),
    until,
    timed: async (text, expected) => {
      const start = performance.now();
      const shown = until(expected);
      terminal.write(text);
      return (await shown) - start;
    },
    enter: async (line, expected) => {
      const shown = until(expected);
      terminal.write(`${line}\r`);
      await shown;
    },
    end: () => terminal.kill("SIGKILL"),
  };
}

/** Letters that nothing else on the screen has, so that each is seen once it is echoed. */
async function echoes(when) {
  const waits = [];
  for (let i = 0; i < keys; i++) {
    if (i % 25 === 0) shell.type("\x15");
    await pause(20 + 40 * Math.random());
    const key = String.fromCharCode(0xac00 + i * 7);
    waits.push(await shell.timed(key, key));
  }
  shell.type("\x15");
  tell(`a key to its echo, ${when}`, waits);
}

async function completions(when) {
  const cases = [
    ["df.groupB", "groupBy"],
    ['df.select($"wor', "word"],
    ["spark.readStr", "readStream"],
    ['spark.readStream.format("kafk', "kafka"],
    ["val x = df.writeStr", "writeStream"],
    ['spark.sql("select date_form', "date_format"],
    ['df.groupBy("number").coun', "count"],
    ["functions.date_form", "date_format"],
    [":produc", "producer"],
    ["Trigger.Availab", "AvailableNow"],
  ];
  const waits = [];
  for (let round = 0; round < 6; round++)
    for (const [text, expected] of cases) {
      shell.type("\x1b");
      await pause(80);
      shell.type(`\x15${text}`);
      await pause(250);
      const wait = await shell.timed("\t", expected);
      if (round > 0) waits.push(wait);
    }
  shell.type("\x1b");
  await pause(80);
  shell.type("\x15");
  tell(`Tab to what it offers, ${when}`, waits);
}

/** The resident memory of the shell and its compile service after 50 lines, and after all. */
async function memory() {
  const other = openShell();
  await other.until("tweet> ");
  await pause(2000);
  const sizes = [];
  for (let i = 0; i < lines; i++) {
    await other.enter(`const name${i} = [${i}, "text ${i}"]`, `name${i}: Array`);
    if (i === 49 || i === lines - 1) {
      await pause(1500);
      sizes.push(residents(other.pid));
    }
  }
  other.end();
  const [before, after] = sizes;
  for (const [i, who] of ["shell", "compile service"].entries())
    console.log(
      `memory of the ${who} after 50 lines ${before[i]} MB, after ${lines} ${after[i]} MB: ${(after[i] / before[i]).toFixed(2)} ×`,
    );
}

function residents(pid) {
  const child = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ")[0];
  return [pid, child].map(each =>
    Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${each}/status`, "utf8"))[1]) / 1000),
  );
}

function tell(what, waits) {
  const [p50, p90, p99] = [0.5, 0.9, 0.99].map(part =>
    percentile(
      [...waits].sort((a, b) => a - b),
      part,
    ).toFixed(1),
  );
  console.log(
    `${what}: p50 ${p50} ms, p90 ${p90}, p99 ${p99}, longest ${Math.max(...waits).toFixed(1)} (${waits.length})`,
  );
}
