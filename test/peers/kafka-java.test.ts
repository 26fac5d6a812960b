import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { startBrokerThread } from "../../src/kafka/broker/broker-thread.js";
import { clientsFor, readValues } from "../kafka/support/client.js";
import { temporaryDirectory } from "../kafka/support/temporary.js";
import { javaCommand } from "./real-kafka.js";

/** Runs one of Kafka's own tools, with Java's client inside. */
function tool(main: string, args: readonly string[], input = ""): string {
  const { status, stdout, stderr } = spawnSync("java", javaCommand(main, ...args), {
    input,
    encoding: "utf8",
    timeout: 60_000,
  });
  expect(status, stderr).toBe(0);
  return stdout;
}

test("Java's own clients make a topic, write (idempotent, lz4), read in a group and list", async () => {
  // In its thread: this one stands still while a tool runs.
  const broker = await startBrokerThread({ listen: "127.0.0.1:0", dataDir: temporaryDirectory() });
  try {
    const server = ["--bootstrap-server", broker.address];
    const topic = ["--topic", "java"];
    const tools = "org.apache.kafka.tools";
    tool(`${tools}.TopicCommand`, [...server, ...topic, "--create", "--partitions", "2"]);
    const lines = "kim\t안녕 🎉\nlee\tsecond\n";
    const keyed = ["--property", "parse.key=true", "--compression-codec", "lz4"];
    tool(`${tools}.ConsoleProducer`, [...server, ...topic, ...keyed], lines);
    const shown = [
      "--from-beginning",
      "--max-messages",
      "2",
      "--group",
      "readers",
      "--property",
      "print.key=true",
    ];
    const read = tool(`${tools}.consumer.ConsoleConsumer`, [...server, ...topic, ...shown]);
    expect(read.trim().split("\n").sort()).toEqual(lines.trim().split("\n").sort());
    const groups = tool(`${tools}.consumer.group.ConsumerGroupCommand`, [
      ...server,
      "--describe",
      "--all-groups",
    ]);
    expect(groups).toMatch(/readers\s+java\s+0\s+\d+/);
    const { reader } = clientsFor(broker.address);
    const partitions = await reader.partitions({ kind: "subscribe", topics: ["java"] });
    const ends = await reader.offsets(partitions, "latest");
    const values = await readValues(
      reader,
      partitions.map((each, i) => ({ ...each, from: 0n, to: ends[i]! })),
    );
    expect(Object.values(values).flat().sort()).toEqual(["second", "안녕 🎉"]);
  } finally {
    await broker.stop();
  }
});
