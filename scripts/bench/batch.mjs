/**
 * Bounded tables: a sum over a range, and a group-by, a sort and a join over a file of JSON lines, against spark-shell on two
 * cores, warm, in the same run, turn by turn: `node scripts/bench/batch.mjs [ROWS] [PAIRS]`.
 */
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Conversation, median, openShell, sparkShell, temporaryFolder } from "./support.mjs";

const rows = Number(process.argv[2] ?? 1_000_000);
const pairs = Number(process.argv[3] ?? 5);
const folder = temporaryFolder();

/** The same file every time: numbers from a linear congruence. */
async function writeLines(name, count, line) {
  const path = join(folder, name);
  const file = createWriteStream(path);
  let state = 1;
  const random = below => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  for (let n = 0; n < count; n += 10_000) {
    const block = Array.from({ length: Math.min(10_000, count - n) }, (_, i) => line(n + i, random));
    if (!file.write(`${block.join("\n")}\n`)) await new Promise(done => file.once("drain", done));
  }
  await new Promise(done => file.end(done));
  return path;
}

const languages = ["ko", "en", "ja", "es", "pt", "id", "tr", "fr", "th", "ar"];
const tweets = await writeLines("tweets.json", rows, (i, random) =>
  JSON.stringify({
    id: `#${i}#`,
    user: `user${random(5000)}`,
    lang: languages[random(10)],
    n: random(100_000),
    score: random(1000) / 8,
    text: "소유 신곡 나왔다 🎉 a tweet of some length",
  }).replace(/"#(\d+)#"/, (_, digits) => String(1_900_000_000_000_000_000n + BigInt(digits))),
);
const users = await writeLines("users.json", 5000, (i, random) =>
  JSON.stringify({ name: `user${i}`, weight: random(100) }),
);

const queries = {
  "range(1e8) sum": "SELECT sum(id) FROM range(100000000)",
  "group by": "SELECT lang, count(*), sum(n), avg(score) FROM tweets GROUP BY lang",
  "group by 5000": "SELECT user, count(*), max(n) FROM tweets GROUP BY user ORDER BY 2 DESC LIMIT 3",
  "sort, first ten": "SELECT * FROM tweets ORDER BY n DESC, id LIMIT 10",
  "sort all, last": "SELECT n, id FROM tweets ORDER BY n, id OFFSET 999990",
  "join and sum": "SELECT sum(t.n * u.weight) FROM tweets t JOIN users u ON t.user = u.name",
};

async function warm(shell) {
  shell.send(
    `spark.read.schema("id LONG, user STRING, lang STRING, n INT, score DOUBLE, text STRING").json("${tweets}").createOrReplaceTempView("tweets")`,
  );
  shell.send(
    `spark.read.schema("name STRING, weight INT").json("${users}").createOrReplaceTempView("users")`,
  );
  for (let i = 0; i < 2; i++) for (const sql of Object.values(queries)) await timed(shell, sql);
}

let last = 0;
async function timed(shell, sql) {
  const mark = `done${++last}.`;
  const from = shell.output.length;
  const start = performance.now();
  shell.send(`spark.sql("${sql}").collect()`);
  // The marker is put together by the shell, so that the echo of the line is not taken for it.
  shell.send(`println("done" + "${mark.slice(4)}")`);
  await shell.until(mark, from);
  return performance.now() - start;
}

const ours = openShell();
const command = sparkShell();
const spark = command && new Conversation(command);
await warm(ours);
if (spark) await warm(spark);
for (const [name, sql] of Object.entries(queries)) {
  const runs = [];
  for (let i = 0; i < pairs; i++)
    runs.push({ ours: await timed(ours, sql), spark: spark ? await timed(spark, sql) : Number.NaN });
  const [mine, theirs] = [median(runs.map(run => run.ours)), median(runs.map(run => run.spark))];
  const ratio = median(runs.map(run => run.ours / run.spark));
  console.log(
    `${name.padEnd(16)} ${mine.toFixed(0).padStart(6)} ms   spark ${theirs.toFixed(0).padStart(6)} ms   ratio ${ratio.toFixed(2)}`,
  );
}
await ours.end();
await spark?.end();
process.exit(0);
