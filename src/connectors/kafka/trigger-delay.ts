import { entriesOf, offsetOf, type PartitionOffsets } from "./partition-offsets.js";

/**
 * Holds a batch back until `minOffsetsPerTrigger` records wait, or `maxTriggerDelay` has passed since the last one; the first
 * comes at once, as Spark's does.
 */
export class TriggerDelay {
  private lastTrigger = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly leastRecords: bigint,
    private readonly maxDelayMs: number,
  ) {}

  /** Whether what lies between the offsets has to wait. */
  holds(from: PartitionOffsets, until: PartitionOffsets, now: number): boolean {
    const waiting = entriesOf(until).reduce(
      (sum, { topic, partition, offset }) => sum + offset - (offsetOf(from, topic, partition) ?? 0n),
      0n,
    );
    if (waiting < this.leastRecords && now - this.lastTrigger < this.maxDelayMs) return true;
    this.lastTrigger = now;
    return false;
  }
}
