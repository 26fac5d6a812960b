import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTopic } from "../../src/kafka/client/admin.js";
import { kafkaConfig } from "../../src/kafka/client/config.js";
import { openBroker, type TestBroker } from "../session.js";
import { kafkaCases } from "./kafka-cases.js";
import { neutral, prepare, readGold } from "./kafka-gold.js";
import { blocks, runPrograms } from "./run-cases.js";

let broker: TestBroker;
let outputs: readonly string[];

beforeAll(async () => {
  broker = await openBroker();
  const config = kafkaConfig({ "bootstrap.servers": broker.address });
  const programs = await prepare(broker.address, topic => createTopic(config, { topic }));
  ({ printed: outputs } = await runPrograms([process.execPath, "dist/bin.js"], programs, {
    TWEET_SHELL_HOME: mkdtempSync(join(tmpdir(), "home-")),
  }));
});
afterAll(() => broker.stop());

describe("the shell over the embedded broker prints what Spark printed over Kafka", () => {
  const gold = readGold();
  it.each(kafkaCases.map((test, i) => [test.name, i] as const))("%s", (name, i) => {
    expect(neutral(blocks(outputs[i]!))).toEqual(gold[name]);
  });
});
