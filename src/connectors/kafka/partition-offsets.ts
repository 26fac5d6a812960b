import { IllegalArgumentException } from "../../util/errors.js";

/** An offset for each partition, by `topic` and partition number: Kafka's source offset. */
export type PartitionOffsets = ReadonlyMap<string, ReadonlyMap<number, bigint>>;

export interface PartitionOffset {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

export function offsetsOf(entries: Iterable<PartitionOffset>): PartitionOffsets {
  const topics = new Map<string, Map<number, bigint>>();
  for (const { topic, partition, offset } of entries) {
    const partitions = topics.get(topic) ?? new Map<number, bigint>();
    topics.set(topic, partitions.set(partition, offset));
  }
  return topics;
}

export function entriesOf(offsets: PartitionOffsets): PartitionOffset[] {
  return [...offsets].flatMap(([topic, partitions]) =>
    [...partitions].map(([partition, offset]) => ({ topic, partition, offset })),
  );
}

export function offsetOf(offsets: PartitionOffsets, topic: string, partition: number): bigint | undefined {
  return offsets.get(topic)?.get(partition);
}

/** As the offset log stores it: `{"twitter":{"0":23,"1":17}}`, topics and partitions in order. */
export function toJson(offsets: PartitionOffsets): string {
  const topics = [...offsets]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([topic, partitions]) => {
      const inner = [...partitions]
        .sort(([a], [b]) => a - b)
        .map(([partition, offset]) => `"${partition}":${offset}`);
      return `${JSON.stringify(topic)}:{${inner.join(",")}}`;
    });
  return `{${topics.join(",")}}`;
}

/** @throws IllegalArgumentException in Spark's words when it is not of that form */
export function fromJson(text: string): PartitionOffsets {
  const bad = () =>
    new IllegalArgumentException(`Expected e.g. {"topicA":{"0":23,"1":-1},"topicB":{"0":-2}}, got ${text}`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw Object.assign(bad(), { cause: error });
  }
  if (!isObject(parsed)) throw bad();
  const entries: PartitionOffset[] = [];
  for (const [topic, partitions] of Object.entries(parsed)) {
    if (!isObject(partitions)) throw bad();
    for (const [partition, offset] of Object.entries(partitions)) {
      if (!/^\d+$/.test(partition) || !Number.isInteger(offset)) throw bad();
      entries.push({ topic, partition: Number(partition), offset: BigInt(offset as number) });
    }
  }
  return offsetsOf(entries);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
