/**
 * What a stream of X's costs: 5,000 tweets a second from a local server of API v2 through `tweet-shell producer` into Kafka, as
 * part of one core, beside kafkajs alone sending the same texts: `node scripts/bench/tweets.mjs [RATE] [SECONDS] [PAIRS]`. Linux.
 */
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { bin, Conversation, median, openBroker, temporaryFolder } from "./support.mjs";

const rate = Number(process.argv[2] ?? 5000);
const seconds = Number(process.argv[3] ?? 10);
const pairs = Number(process.argv[4] ?? 3);
const tickMs = 20;
const text = "소유 신곡 나왔다 🎉 a tweet of some length #kpop https://t.co/abcdefghij ".repeat(2);

const broker = await openBroker(19_194);
const folder = temporaryFolder();
let sending;
let last = 1_346_889_436_626_259_968n;
const server = createServer((request, response) => {
  const path = request.url.split("?")[0];
  response.writeHead(200, { "content-type": "application/json" });
  if (path.endsWith("/rules")) return void response.end('{"meta":{"summary":{"created":1}}}');
  sending = setInterval(() => response.write(lines(rate * (tickMs / 1000))), tickMs);
  response.on("close", () => clearInterval(sending));
}).listen(0, "127.0.0.1");
await new Promise(resolve => server.once("listening", resolve));

const runs = [];
for (let i = 0; i < pairs; i++) runs.push({ ours: await producer(i), kafkajs: await kafkajsAlone(i) });
const percent = share => `${(share * 100).toFixed(1)} %`;
for (const { ours, kafkajs } of runs)
  console.log(
    `producer ${percent(ours)} of one core   kafkajs alone ${percent(kafkajs)}   ratio ${(ours / kafkajs).toFixed(2)}`,
  );
console.log(
  `${rate} tweets/s: median ${percent(median(runs.map(run => run.ours)))} of one core, ${median(runs.map(run => run.ours / run.kafkajs)).toFixed(2)} × kafkajs alone`,
);
broker.stop();
server.close();
server.closeAllConnections();

function lines(count) {
  const all = [];
  for (let i = 0; i < count; i++)
    all.push(
      `{"data":{"author_id":"${++last % 5000n}","created_at":"2024-01-15T10:35:00.000Z","edit_history_tweet_ids":["${last}"],"id":"${last}","lang":"ko","text":"${text}"},"includes":{"users":[{"id":"${last % 5000n}","name":"이름","username":"user${last % 5000n}"}]},"matching_rules":[{"id":"1746790000000000000","tag":"tweet-shell:producer"}]}\r\n`,
    );
  return all.join("");
}

async function producer(run) {
  const source = join(folder, "source.properties");
  const { port } = server.address();
  const keys = [
    `bootstrap.servers=${broker.address}`,
    `topic=tweets-${run}`,
    "output.format=string",
    "twitter.bearertoken=bench",
  ];
  writeFileSync(
    source,
    [...keys, `twitter.api.base.url=http://127.0.0.1:${port}`, "track.terms=kpop"].join("\n"),
    { mode: 0o600 },
  );
  const shell = new Conversation([process.execPath, bin, "producer", source], { TWEET_SHELL_HOME: folder });
  await shell.until("Ctrl-C ends it", 0);
  const share = await shareOfCore(shell.child.pid);
  shell.child.kill("SIGINT");
  await shell.until("stopped after", 0);
  const produced = Number(/stopped after (\d+)/.exec(shell.output)[1]);
  if (produced < rate * seconds) throw new Error(`only ${produced} tweets were produced`);
  return share;
}

/** The same texts, keys and batches by kafkajs, made and sent by nothing else. */
async function kafkajsAlone(run) {
  const script = `
    import kafkajs from ${JSON.stringify(import.meta.resolve("kafkajs"))};
    const producer = new kafkajs.Kafka({ brokers: ["${broker.address}"], logLevel: 0 }).producer({ idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    let last = 0;
    let due = Promise.resolve();
    setInterval(() => {
      const messages = Array.from({ length: ${rate * (tickMs / 1000)} }, () => ({ key: "user" + (++last % 5000), value: ${JSON.stringify(text)}, headers: { id: String(last), language: "ko" }, timestamp: "1705314900000" }));
      due = due.then(() => producer.send({ topic: "alone-${run}", acks: -1, messages }));
    }, ${tickMs});
    console.log("sends");`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise(resolve => child.stdout.once("data", resolve));
  const share = await shareOfCore(child.pid);
  child.kill("SIGKILL");
  return share;
}

/** After two seconds to warm up. */
async function shareOfCore(pid) {
  await new Promise(resolve => setTimeout(resolve, 2000));
  const [before, start] = [cpuSeconds(pid), performance.now()];
  await new Promise(resolve => setTimeout(resolve, seconds * 1000));
  return (cpuSeconds(pid) - before) / ((performance.now() - start) / 1000);
}

function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
