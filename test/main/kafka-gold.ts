import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { kafkaConfig } from "../../src/kafka/client/config.js";
import { openProducer } from "../../src/kafka/client/producer.js";
import { type KafkaCase, kafkaCases } from "./kafka-cases.js";

export const goldFile = fileURLToPath(new URL("../gold/kafka-console.json", import.meta.url));

/** What real Spark printed, by the case's name. */
export function readGold(): Readonly<Record<string, readonly string[]>> {
  return JSON.parse(readFileSync(goldFile, "utf8"));
}

const topicOf = (test: KafkaCase): string => `gold-${kafkaCases.indexOf(test)}`;

/** The cases' lines against a broker that holds their messages. */
export async function prepare(
  servers: string,
  createTopic: (topic: string) => Promise<unknown>,
): Promise<readonly (readonly string[])[]> {
  const producer = openProducer(kafkaConfig({ "bootstrap.servers": servers }));
  for (const test of kafkaCases) {
    await createTopic(topicOf(test));
    if (test.messages.length > 0) await producer.send(topicOf(test), test.messages);
  }
  await producer.close();
  return kafkaCases.map(test =>
    test.lines.map(line => line.replaceAll("@SERVERS@", servers).replaceAll("@TOPIC@", topicOf(test))),
  );
}

/** Names that differ from run to run are made the same. */
export function neutral(lines: readonly string[]): string[] {
  return lines.map(line => line.replace(/gold-\d+/g, "TOPIC"));
}
