import { Kafka, logLevel } from "kafkajs";
import { onTestFinished } from "vitest";
import { type Broker, startBroker } from "../../../src/kafka/broker/broker.js";
import type { BrokerOptions } from "../../../src/kafka/broker/options.js";
import { guardKafkajs } from "../../../src/kafka/client/worker/kafkajs-guard.js";
import { temporaryDirectory } from "./temporary.js";

guardKafkajs();

/** A broker that goes with the test, and kafkajs for it. */
export async function brokerForTest(
  options: Partial<BrokerOptions> = {},
): Promise<{ broker: Broker; kafka: Kafka }> {
  const broker = await startBroker(
    { listen: "127.0.0.1:0", dataDir: temporaryDirectory(), ...options },
    error => {
      throw error;
    },
  );
  onTestFinished(() => broker.stop());
  return { broker, kafka: kafkaFor(broker.address) };
}

export function kafkaFor(address: string): Kafka {
  return new Kafka({
    brokers: [address],
    logLevel: logLevel.NOTHING,
    retry: { retries: 3, initialRetryTime: 50 },
  });
}

/** Sends values (and keys) with kafkajs, to partition 0 of a topic. */
export async function produce(
  kafka: Kafka,
  topic: string,
  messages: readonly { key?: string | null; value: string | null; timestamp?: string }[],
  compression = 0,
): Promise<void> {
  const producer = kafka.producer({ createPartitioner: () => () => 0 });
  await producer.connect();
  await producer.send({ topic, compression, messages: messages.map(message => ({ ...message })) });
  await producer.disconnect();
}
