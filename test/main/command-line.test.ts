import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createTopic } from "../../src/kafka/client/admin.js";
import { kafkaConfig } from "../../src/kafka/client/config.js";
import { probeBroker } from "../../src/kafka/client/probe.js";
import { version } from "../../src/util/version.js";
import { freePort } from "../free-port.js";
import { spawnShell } from "./spawn-shell.js";

const folder = mkdtempSync(join(tmpdir(), "command-line-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const run = (args: readonly string[], input = "") => spawnShell(args, join(folder, "home"), input).ended;

function file(name: string, ...lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.map(line => `${line}\n`).join(""));
  return path;
}

describe("answers and ends", () => {
  it("--version", async () => {
    expect(await run(["--version"])).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
  });

  it.each([
    [["--help"], ["--data-dir <dir>", "broker [options]", "producer [options]"]],
    [["broker", "--help"], ["--listen <host:port>"]],
    [
      ["producer", "--help"],
      ["--bootstrap-server <host:port>", "--rate <n>"],
    ],
  ])("%j", async (args, texts) => {
    const { status, stdout, stderr } = await run(args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    for (const text of texts) expect(stdout).toContain(text);
  });

  it("-e runs code, --conf sets a setting", async () => {
    const code = 'println(spark.conf.get("spark.sql.session.timeZone"))';
    const zone = "spark.sql.session.timeZone=Asia/Seoul";
    expect(await run(["-e", code, "--conf", zone])).toEqual({
      status: 0,
      stdout: "Asia/Seoul\n",
      stderr: "",
    });
  });

  it.each(["ts", "scala"])("-f runs a .%s file", async kind => {
    const path = file(
      `good.${kind}`,
      kind === "ts" ? "const n: number = 20" : "val n = 20",
      "println(n + 1)",
    );
    expect(await run(["-f", path])).toMatchObject({ status: 0, stdout: "n: number = 20\n21\n", stderr: "" });
  });

  it("--data-dir wins over TWEET_SHELL_HOME", async () => {
    const dir = join(folder, "given");
    const port = await freePort();
    const broker = spawnShell(
      ["--data-dir", dir, "broker", `--listen=127.0.0.1:${port}`],
      join(folder, "home"),
    );
    await broker.said(`data in ${join(dir, "broker", String(port))}`);
    broker.process.kill("SIGTERM");
    expect(await broker.ended).toMatchObject({ status: 0 });
  });
});

describe("one clear line and status 1", () => {
  const missing = join(folder, "missing.scala");
  it.each<[string, string[], string]>([
    ["an unknown option", ["--no-pain"], "unknown option '--no-pain' (Did you mean --no-pane?)"],
    ["an unknown command", ["brokr"], "unknown command 'brokr'. Did you mean broker?"],
    ["a file where a command should be", ["guide.scala"], "-f guide.scala"],
    ["an option without its value", ["-e"], "argument missing"],
    ["a setting that is none", ["--conf", "novalue"], "KEY=VALUE"],
    ["a master that is none", ["--master", "yarn"], "local[N]"],
    ["an address that is none", ["broker", "--listen", "localhost:port"], "HOST:PORT"],
    ["a data folder that cannot be written", ["--data-dir", "/proc/nope", "-e", "1"], "/proc/nope"],
    ["a file that is not there", ["-f", missing], missing],
    ["a properties file that is not there", ["producer", "/no/worker.properties"], "/no/worker.properties"],
    ["an unknown option of the producer", ["producer", "--topik=t"], "did you mean --topic?"],
  ])("%s", async (_what, args, text) => {
    const { status, stdout, stderr } = await run(args);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toContain(text);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  });

  it("a port that another program holds", async () => {
    const port = await freePort();
    const first = spawnShell(["broker", `--listen=127.0.0.1:${port}`], join(folder, "first"));
    await first.said("listening");
    const { status, stderr } = await run(["broker", `--listen=127.0.0.1:${port}`]);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(new RegExp(`^tweet-shell: [^\\n]*${port}[^\\n]*\\n$`)),
    });
    first.process.kill("SIGINT");
    await first.ended;
  });
});

describe("errors without a terminal", () => {
  it.each([
    ["bad.ts", ["println(1)", "spark.raed", "println(2)"], "1\n", 2],
    ["bad.scala", ["println(1)", "", "", 'spark.readStream.fromat("kafka")', "println(2)"], "1\n", 4],
    ["throws.ts", ["println(1)", "", 'throw new Error("on purpose")', "println(2)"], "1\n", 3],
    ["rejects.ts", ["println(1)", 'await Promise.reject(new Error("on purpose"))', "println(2)"], "1\n", 2],
  ] as const)("-f %s names file and line, and stops there", async (name, lines, printed, line) => {
    const path = file(name, ...lines);
    const { status, stdout, stderr } = await run(["-f", path]);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toContain(`${path}:${line}: `);
    expect({ status, stdout }).toEqual({ status: 1, stdout: printed });
  });

  it("piped input goes on after an error", async () => {
    expect(await run([], 'println(1)\nspark.raed\nthrow new Error("x")\nprintln(2)\n')).toEqual({
      status: 1,
      stdout: "1\n2\n",
      stderr: expect.stringMatching(/^[^\n]*raed[^\n]*\nerror: x\n$/),
    });
  });

  it("what is rejected and awaited by nobody is said, and what follows runs", async () => {
    const { stdout, stderr } = await run([], 'Promise.reject(new Error("lost"))\n1 + 1\n');
    expect(stderr).toBe("error: lost\n");
    expect(stdout).toBe("res0: number = 2\n");
  });
});

describe("in the foreground until SIGINT", () => {
  it("broker and producer, with tweets that stay", async () => {
    const port = await freePort();
    const home = join(folder, "served");
    const servers = `127.0.0.1:${port}`;
    const broker = spawnShell(["broker", "--listen", servers], home);
    await broker.said(`broker: listening at ${servers}`);
    expect(await probeBroker("127.0.0.1", port, 5000)).toBe("kafka");
    await createTopic(kafkaConfig({ "bootstrap.servers": servers }), { topic: "made" });
    const producer = spawnShell(["producer", "--bootstrap-server", servers, "--rate=100"], home);
    await producer.said("bundled samples");
    producer.process.kill("SIGINT");
    const { status, stdout, stderr } = await producer.ended;
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/\nproducer: stopped after \d+ tweets\n$/);
    broker.process.kill("SIGINT");
    expect(await broker.ended).toMatchObject({ status: 0, stderr: "" });
    expect(await probeBroker("127.0.0.1", port, 1000)).toBe("closed");

    // The shell's own broker of this port has the same data.
    const count = `println(await spark.read.format("kafka").option("kafka.bootstrap.servers", "${servers}").option("subscribe", "twitter").load().count())`;
    const read = await spawnShell(["-e", count], home, "").ended;
    expect(read.stdout).toBe(`${/after (\d+) tweets/.exec(stdout)![1]}\n`);
    expect(read.stderr).toContain("broker: nothing listened at");
  });
});
