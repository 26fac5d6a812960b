/** What the benchmarks share: shells to talk to, topics to fill, medians of pairs. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";

process.setMaxListeners(0);
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

export const bin = resolve("dist/bin.js");

export function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

export function percentile(values, part) {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * part)];
}

/** The command of a spark-shell, if one is installed (`scripts/peers.sh spark`). */
export function sparkShell() {
  const lib = resolve(".peers/spark/venv/lib");
  if (!existsSync(lib)) return undefined;
  const jars = readdirSync(resolve(".peers/spark/jars")).map(jar => resolve(".peers/spark/jars", jar));
  const command = join(lib, readdirSync(lib)[0], "site-packages/pyspark/bin/spark-shell");
  return [command, "--master", "local[2]", "--conf", "spark.ui.enabled=false", "--jars", jars.join(",")];
}

export function hasKcat() {
  return spawnSync("kcat", ["-V"]).status === 0;
}

/** A folder that goes with the process. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A program fed line by line, whose output can be waited for. */
export class Conversation {
  output = "";
  #waiting = new Set();

  constructor(command, env = {}) {
    this.child = spawn(command[0], command.slice(1), { stdio: "pipe", env: { ...process.env, ...env } });
    this.child.stdin.on("error", () => {});
    process.once("exit", () => this.child.kill("SIGKILL"));
    for (const stream of [this.child.stdout, this.child.stderr])
      stream.setEncoding("utf8").on("data", text => {
        this.output += text;
        for (const look of this.#waiting) look();
      });
  }

  send(line) {
    this.child.stdin.write(`${line}\n`);
  }

  /** Milliseconds until the text appears behind `from`. */
  until(text, from = this.output.length, timeoutMs = 120_000) {
    const start = performance.now();
    return new Promise((done, fail) => {
      const timer = setTimeout(
        () => fail(new Error(`no ${JSON.stringify(text)} in:\n${this.output.slice(-2000)}`)),
        timeoutMs,
      );
      const look = () => {
        if (!this.output.slice(from).includes(text)) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        done(performance.now() - start);
      };
      this.#waiting.add(look);
      look();
    });
  }

  end() {
    const ended = new Promise(done => this.child.once("close", done));
    this.child.stdin.end();
    const timer = setTimeout(() => this.child.kill("SIGKILL"), 15_000);
    return ended.finally(() => clearTimeout(timer));
  }
}

/** `tweet-shell` on piped input, its data in a folder of its own. */
export function openShell(home = temporaryFolder()) {
  return new Conversation([process.execPath, bin], { TWEET_SHELL_HOME: home });
}

/** The Kafka room's sources as they are, compiled to where the workers' entries are found. */
export async function kafkaClient() {
  const outfile = resolve("dist/bench-kafka.js");
  const files = ["broker/broker-thread", "client/config", "client/reader", "client/producer"];
  await build({
    stdin: {
      contents: files.map(file => `export * from "./src/kafka/${file}.ts";`).join("\n"),
      resolveDir: process.cwd(),
    },
    bundle: true,
    format: "esm",
    platform: "node",
    outfile,
  });
  return import(outfile);
}

/** The embedded broker as a process; resolves when it listens. */
export async function openBroker(port) {
  const broker = new Conversation([
    process.execPath,
    bin,
    "broker",
    "--listen",
    `127.0.0.1:${port}`,
    "--data-dir",
    temporaryFolder(),
  ]);
  await broker.until("listening", 0);
  return { address: `localhost:${port}`, stop: () => broker.child.kill("SIGINT") };
}

/** Fills a topic with tweets of `bytes` each, by kcat. */
export async function fillTopic(address, topic, records, bytes = 315) {
  const kcat = spawn("kcat", ["-P", "-b", address, "-t", topic, "-K", "\t"], {
    stdio: ["pipe", "inherit", "inherit"],
  });
  const text = "소유 신곡 나왔다 🎉 a tweet of some length #kpop ".repeat(20);
  const line = Buffer.from(text)
    .subarray(0, bytes - 12)
    .toString("utf8")
    .replace(/\ufffd+$/, "")
    .padEnd(10, "x");
  for (let n = 0; n < records; n += 10_000) {
    const block = Array.from(
      { length: Math.min(10_000, records - n) },
      (_, i) => `user${(n + i) % 5000}\t${line}\n`,
    ).join("");
    if (!kcat.stdin.write(block)) await new Promise(done => kcat.stdin.once("drain", done));
  }
  kcat.stdin.end();
  await new Promise(done => kcat.once("exit", done));
}
