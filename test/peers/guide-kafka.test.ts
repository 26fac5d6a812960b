import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createTopic } from "../../src/kafka/client/admin.js";
import { kafkaConfig } from "../../src/kafka/client/config.js";
import { openProducer } from "../../src/kafka/client/producer.js";
import { guideAnswers, guideLines } from "../main/guide-lines.js";
import { kafkaCases } from "../main/kafka-cases.js";
import { readGold } from "../main/kafka-gold.js";
import { openShell } from "../terminal/shell.js";
import { type RealKafka, startRealKafka } from "./real-kafka.js";

const { messages } = kafkaCases.find(({ name }) => name === "guide")!;
const gold = readGold().guide!.filter(line => /^[+|]/.test(line));

let kafka: RealKafka;
beforeAll(async () => {
  kafka = await startRealKafka();
});
afterAll(() => kafka?.stop());

describe("the guide's lines over a real Kafka show the table that Spark showed", () => {
  it.each([
    ["TypeScript", "typed"],
    ["TypeScript", "pasted"],
    ["Scala", "typed"],
    ["Scala", "pasted"],
  ] as const)("%s, %s", async (language, how) => {
    const topic = `twitter-${language}-${how}`;
    const config = kafkaConfig({ "bootstrap.servers": kafka.bootstrap });
    await createTopic(config, { topic });
    const lines = guideLines(kafka.bootstrap)[language].map(line => line.replace('"twitter"', `"${topic}"`));
    const shell = await openShell();
    onTestFinished(() => shell.kill());
    if (how === "typed") for (const line of lines) shell.type(`${line}\r`);
    else shell.paste(`${lines.join("\n")}\n`);
    await shell.waitFor(() => shell.table().length === 4, 30_000);
    for (const answer of guideAnswers[language]) expect(shell.scrollback()).toContain(answer);

    const producer = openProducer(config);
    await producer.send(topic, messages);
    await producer.close();
    await shell.waitFor(() => shell.table().length === gold.length, 15_000);
    expect(shell.table()).toEqual(gold);
    expect(shell.scrollback().join("\n")).not.toContain("broker: ");
  });
});
