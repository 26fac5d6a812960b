import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTopic } from "../../src/kafka/client/admin.js";
import { kafkaConfig } from "../../src/kafka/client/config.js";
import { kafkaCases } from "../main/kafka-cases.js";
import { goldFile, neutral, prepare, readGold } from "../main/kafka-gold.js";
import { blocks, runPrograms } from "../main/run-cases.js";
import { type RealKafka, startRealKafka } from "./real-kafka.js";
import { sparkShell } from "./spark-shell.js";

/** `npm run gold` records instead: spark-shell runs the same lines, and what it prints becomes the gold file. */
const recording = process.env.RECORD_GOLD !== undefined;

let kafka: RealKafka;
let outputs: readonly string[];

beforeAll(async () => {
  kafka = await startRealKafka();
  const config = kafkaConfig({ "bootstrap.servers": kafka.bootstrap });
  const programs = await prepare(kafka.bootstrap, topic => createTopic(config, { topic }));
  const shell = recording ? sparkShell() : [process.execPath, "dist/bin.js"];
  ({ printed: outputs } = await runPrograms(shell, programs, {
    TWEET_SHELL_HOME: mkdtempSync(join(tmpdir(), "home-")),
  }));
}, 600_000);
afterAll(() => kafka?.stop());

describe("the shell over a real Kafka prints what Spark printed", () => {
  const gold = recording ? {} : readGold();
  it.skipIf(recording).each(kafkaCases.map((test, i) => [test.name, i] as const))("%s", (name, i) => {
    expect(neutral(blocks(outputs[i]!))).toEqual(gold[name]);
  });

  it.runIf(recording)("is recorded", () => {
    const recorded = Object.fromEntries(
      kafkaCases.map((test, i) => [test.name, neutral(blocks(outputs[i]!))]),
    );
    for (const [name, lines] of Object.entries(recorded)) expect(lines, name).not.toEqual([]);
    writeFileSync(goldFile, `${JSON.stringify(recorded, null, 1)}\n`);
  });
});
