import { entriesOf, offsetOf, offsetsOf, type PartitionOffsets } from "./partition-offsets.js";

/**
 * Shares `maxOffsetsPerTrigger` among the partitions in proportion to what each has waiting, at least one record to each
 * that has any, as Spark's `KafkaMicroBatchStream.rateLimit`.
 */
export function rateLimit(limit: bigint, from: PartitionOffsets, until: PartitionOffsets): PartitionOffsets {
  const sizes = entriesOf(until).map(end => {
    const begin = offsetOf(from, end.topic, end.partition) ?? 0n;
    return { ...end, begin, size: end.offset > begin ? end.offset - begin : 0n };
  });
  const total = Number(sizes.reduce((sum, each) => sum + each.size, 0n));
  if (total <= Number(limit)) return until;
  return offsetsOf(
    sizes.map(({ topic, partition, offset, begin, size }) => {
      const share = Number(limit) * (Number(size) / total);
      // Spark rounds shares under one up, so that small partitions do not starve, and all others down.
      const taken = begin + BigInt(share < 1 ? Math.ceil(share) : Math.floor(share));
      return { topic, partition, offset: size === 0n ? begin : taken < offset ? taken : offset };
    }),
  );
}
