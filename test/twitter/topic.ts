import { kafkaConfig } from "../../src/kafka/client/config.js";
import { openReader } from "../../src/kafka/client/reader.js";

/** A record as it stands in a topic. */
export interface TopicRecord {
  readonly key: string | null;
  readonly value: string | null;
  readonly timestamp: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Everything in a topic, in the order of its offsets. */
export async function readTopic(address: string, topic: string): Promise<TopicRecord[]> {
  const reader = openReader(kafkaConfig({ "bootstrap.servers": address }));
  try {
    const partitions = await reader.partitions({ kind: "subscribe", topics: [topic] });
    const ends = await reader.offsets(partitions, "latest");
    const ranges = partitions.map((each, i) => ({ ...each, from: 0n, to: ends[i]! }));
    const records: TopicRecord[] = [];
    for await (const columns of reader.read(ranges, { headers: true })) {
      const text = (start: number, end: number) =>
        start < 0 ? null : Buffer.from(columns.data.subarray(start, end)).toString("utf8");
      for (let i = 0; i < columns.count; i++)
        records.push({
          key: text(columns.keyStart[i]!, columns.keyEnd[i]!),
          value: text(columns.valueStart[i]!, columns.valueEnd[i]!),
          timestamp: Number(columns.timestamps[i]!),
          headers: Object.fromEntries(
            (columns.headers?.[i] ?? []).map(({ key, value }) => [
              key,
              Buffer.from(value ?? []).toString("utf8"),
            ]),
          ),
        });
    }
    return records;
  } finally {
    await reader.close();
  }
}
