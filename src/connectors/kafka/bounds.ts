import type { KafkaReader, TopicPartition } from "../../kafka/client/reader.js";
import { IllegalArgumentException } from "../../util/errors.js";
import type { OffsetBound } from "./kafka-options.js";
import { entriesOf, offsetOf, offsetsOf, type PartitionOffsets } from "./partition-offsets.js";

const LATEST = -1n;
const EARLIEST = -2n;

/**
 * The offset of each partition that a bound means now.
 * @throws IllegalArgumentException when given offsets do not name every partition, in Spark's words
 */
export async function resolveBound(
  reader: KafkaReader,
  partitions: readonly TopicPartition[],
  bound: OffsetBound,
): Promise<PartitionOffsets> {
  if (bound === "earliest" || bound === "latest") return ask(reader, partitions, bound);
  if ("timestamp" in bound) {
    const found = await reader.offsets(partitions, bound.timestamp);
    // Where no record is as late as that, all there will be is later than all there is.
    const latest = found.includes(LATEST) ? await reader.offsets(partitions, "latest") : found;
    return offsetsOf(
      partitions.map((each, i) => ({ ...each, offset: found[i] === LATEST ? latest[i]! : found[i]! })),
    );
  }
  const given = entriesOf(bound);
  const names = (list: readonly TopicPartition[]) =>
    `Set(${list.map(each => `${each.topic}-${each.partition}`).join(", ")})`;
  const complete =
    given.length === partitions.length &&
    partitions.every(each => offsetOf(bound, each.topic, each.partition) !== undefined);
  if (!complete)
    throw new IllegalArgumentException(
      `If startingOffsets contains specific offsets, you must specify all TopicPartitions. Use -1 for latest, -2 for earliest. Specified: ${names(given)} Assigned: ${names(partitions)}`,
    );
  const [earliest, latest] = await Promise.all([
    ask(reader, partitions, "earliest"),
    ask(reader, partitions, "latest"),
  ]);
  return offsetsOf(
    given.map(({ topic, partition, offset }) => ({
      topic,
      partition,
      offset:
        offset === LATEST || offset === EARLIEST
          ? offsetOf(offset === LATEST ? latest : earliest, topic, partition)!
          : offset,
    })),
  );
}

/** One question for all partitions. */
export async function ask(
  reader: KafkaReader,
  partitions: readonly TopicPartition[],
  at: "earliest" | "latest" | bigint,
): Promise<PartitionOffsets> {
  const offsets = await reader.offsets(partitions, at);
  return offsetsOf(partitions.map(({ topic, partition }, i) => ({ topic, partition, offset: offsets[i]! })));
}
