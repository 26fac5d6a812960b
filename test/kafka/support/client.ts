import { onTestFinished } from "vitest";
import { kafkaConfig } from "../../../src/kafka/client/config.js";
import { type KafkaProducer, openProducer } from "../../../src/kafka/client/producer.js";
import {
  type KafkaReader,
  type OffsetRange,
  openReader,
  type ReadOptions,
} from "../../../src/kafka/client/reader.js";
import { rowsOf } from "./columns.js";

/** A reader and a producer that go with the test. */
export function clientsFor(
  address: string,
  options: Readonly<Record<string, string>> = {},
): { reader: KafkaReader; producer: KafkaProducer } {
  const config = kafkaConfig({ "bootstrap.servers": address, ...options });
  const reader = openReader(config);
  const producer = openProducer(config);
  onTestFinished(async () => {
    await Promise.all([reader.close(), producer.close()]);
  });
  return { reader, producer };
}

/** All values of ranges, by partition. */
export async function readValues(
  reader: KafkaReader,
  ranges: readonly OffsetRange[],
  options?: ReadOptions,
): Promise<Record<string, (string | null)[]>> {
  const values: Record<string, (string | null)[]> = {};
  for await (const columns of reader.read(ranges, options)) {
    const key = `${columns.topic}-${columns.partition}`;
    values[key] = [...(values[key] ?? []), ...rowsOf(columns).map(({ value }) => value)];
  }
  return values;
}
