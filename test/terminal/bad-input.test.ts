import { mkdtempSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { freePort } from "../free-port.js";
import { openBroker } from "../session.js";
import { openShell, type ShellPty } from "./shell.js";

/** Listens where a Kafka could, answers in HTTP, as another program of the user's would. */
let other: Server;
let occupied: string;
/** Nothing listens there, and the name is none of the loopback's, so that no broker is started in its place. */
let unreachable: string;
let shell: ShellPty;

beforeAll(async () => {
  other = createServer(socket => socket.on("error", () => {}).end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  await new Promise<void>(resolve => other.listen(0, "127.0.0.1", resolve));
  occupied = `localhost:${(other.address() as { port: number }).port}`;
  unreachable = `0.0.0.0:${await freePort()}`;
  shell = await openShell();
  shell.type(`val df = spark.readStream${kafka(occupied)}.load()\r`);
  await shell.waitFor("df: DataFrame", 20_000);
});
afterAll(() => {
  shell.kill();
  other.close();
});

const kafka = (servers: string) =>
  `.format("kafka").option("kafka.bootstrap.servers", "${servers}").option("subscribe", "t")`;

/** What was said, without the line and the mark under the mistake. */
const errors = (said: readonly string[]) => said.filter(line => !/^ {2}/.test(line) && line !== "");

describe("what is typed wrongly is told in one line, and the shell goes on", () => {
  const missing = join(mkdtempSync(join(tmpdir(), "none-")), "worker.properties");
  it.each<[string, () => string, string | RegExp]>([
    ["a misspelt method", () => 'spark.readStream.fromat("kafka")', "Did you mean 'format'?"],
    ["a misspelt method in Scala", () => 'val x = df.selct($"key")', "'select'"],
    ["an unknown format", () => 'spark.readStream.format("kafak").load()', "Did you mean kafka?"],
    ["an unknown sink", () => 'df.writeStream.format("consol").start()', "Did you mean console?"],
    [
      "no topic",
      () => `spark.readStream.format("kafka").option("kafka.bootstrap.servers", "${occupied}").load()`,
      "must be specified for Kafka source: subscribe",
    ],
    [
      "no servers",
      () => 'spark.readStream.format("kafka").option("subscribe", "t").load()',
      "'kafka.bootstrap.servers' must be specified",
    ],
    ["an unknown column", () => 'df.select($"kye")', /`kye` cannot be resolved.*\[`key`/],
    [
      "an interval that cannot be parsed",
      () => 'df.writeStream.format("console").trigger(Trigger.ProcessingTime("5 secnds")).start()',
      "secnds",
    ],
    [
      "a checkpoint folder that cannot be written",
      () => 'df.writeStream.format("console").option("checkpointLocation", "/proc/nope").start()',
      "/proc/nope",
    ],
    ["a properties file that is not there", () => `:producer ${missing}`, `${missing}: it is not there`],
    ["an unknown option of :producer", () => ":producer --topik=t", "did you mean --topic?"],
    ["an unknown command", () => ":prodcer", ":producer"],
    ["a file that is not there", () => ":load /no/such.scala", "/no/such.scala"],
    [
      "an occupied port, for :producer",
      () => `:producer --bootstrap-server=${occupied}`,
      "is in use by something that is no Kafka broker",
    ],
    [
      "an occupied port, for a batch",
      () => `spark.read${kafka(occupied)}.load().count()`,
      "is in use by something that is no Kafka broker",
    ],
    [
      "an unreachable broker, for :producer",
      () => `:producer --bootstrap-server=${unreachable}`,
      "Kafka at 0.0.0.0:",
    ],
    [
      "an unreachable broker, for a batch",
      () => `spark.read${kafka(unreachable)}.load().count()`,
      "Kafka at 0.0.0.0:",
    ],
    ["a rejected promise", () => 'Promise.reject(new Error("on purpose"))', /^error: on purpose$/],
    ["what is no code", () => "const = 1", /error/],
  ])("%s", async (_what, line, text) => {
    const said = await shell.enter(line());
    expect(errors(said)).toEqual([
      typeof text === "string" ? expect.stringContaining(text) : expect.stringMatching(text),
    ]);
    expect(await shell.enter("1 + 1")).toEqual([expect.stringMatching(/^res\d+: number = 2$/)]);
  });
});

describe("a query", () => {
  it("on an occupied port fails with one line", async () => {
    shell.type('val taken = df.writeStream.queryName("taken").format("console").start()\r');
    await shell.waitFor(/\nQuery taken failed: .* is in use by something that is no Kafka broker/);
    expect(await shell.enter("taken.isActive")).toEqual([expect.stringMatching(/= false$/)]);
    expect((await shell.enter("taken.exception"))[0]).toContain("is no Kafka broker");
    expect(shell.scrollback().filter(line => line.startsWith("Query taken failed"))).toHaveLength(1);
  });

  it("on an unreachable broker says so within seconds, waits, and goes on once it is there", async () => {
    await shell.enter(
      `val away = spark.readStream${kafka(unreachable)}.load().select($"value".cast("STRING"))`,
    );
    shell.type('val waiting = away.writeStream.queryName("waiting").format("console").start()\r');
    await shell.waitFor(/\nquery waiting waits: Kafka at 0\.0\.0\.0:\d+ cannot be reached/);

    expect(await shell.enter("waiting.isActive")).toEqual([expect.stringMatching(/= true$/)]);
    expect((await shell.enter("waiting.status")).join("\n")).toContain("Waiting to try again: Kafka at");

    const broker = await openBroker(unreachable.replace("0.0.0.0", "127.0.0.1"));
    onTestFinished(() => broker.stop());
    // The failed query beside it goes, so that the table has the whole width.
    await shell.enter("spark.streams.resetTerminated()");
    await shell.waitFor(() => shell.table().includes("|value|"), 20_000);
    await broker.send("t", [{ key: null, value: "here at last" }]);
    await shell.waitFor(() => shell.table().includes("|here at last|"));
    expect((await shell.enter("waiting.stop()", 5000))[0]).toContain("waiting · stopped");
    expect(shell.scrollback().filter(line => line.startsWith("query waiting waits"))).toHaveLength(1);
  });
});

describe("what nobody waits for", () => {
  it("a promise rejected later, and an error thrown later", async () => {
    shell.type('void setTimeout(() => Promise.reject(new Error("rejected later")), 50)\r');
    await shell.waitFor("\nerror: rejected later\n");
    shell.type('void setTimeout(() => { throw new Error("thrown later") }, 50)\r');
    await shell.waitFor("\nerror: thrown later\n");
    expect(await shell.enter("1 + 1")).toEqual([expect.stringMatching(/= 2$/)]);
  });
});

describe("Ctrl-C", () => {
  it("ends a wait, and the query runs on", async () => {
    await shell.enter(
      `val patient = spark.readStream${kafka(unreachable)}.load().writeStream.format("console").start()`,
    );
    shell.type("patient.awaitTermination()\r");
    await shell.waitFor(() => shell.screen().some(line => line.includes("running")));
    shell.type("\x03");
    await shell.waitFor("\n^C\nerror: interrupted\n");
    expect(await shell.enter("patient.isActive")).toEqual([expect.stringMatching(/= true$/)]);
    await shell.enter("patient.stop()");
  });

  it("ends an endless loop", async () => {
    shell.type("while (true) {}\r");
    await new Promise(resolve => setTimeout(resolve, 500));
    shell.type("\x03");
    await shell.waitFor(() => /while \(true\) \{\}\n.*nterrupted/.test(shell.scrollback().join("\n")));
    expect(await shell.enter("1 + 1")).toEqual([expect.stringMatching(/= 2$/)]);
  });
});
