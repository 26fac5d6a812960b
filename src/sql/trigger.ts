import type { TriggerSpec } from "../contracts/backend.js";
import { intervalMs } from "./interval.js";

/** When a query's micro-batches start (Spark's `Trigger`). */
export class Trigger {
  private constructor(
    /** @internal */
    readonly spec: TriggerSpec,
  ) {}

  /** A micro-batch every interval, at whole multiples of it: `"5 seconds"`, or milliseconds; 0 starts the next at once. */
  static ProcessingTime(interval: string | number): Trigger {
    return new Trigger({
      kind: "processingTime",
      intervalMs: typeof interval === "number" ? interval : intervalMs(interval),
    });
  }

  /** All that is available now, in one micro-batch; then the query ends. */
  static Once(): Trigger {
    return new Trigger({ kind: "once" });
  }

  /** All that is available now, in as many micro-batches as the read limits ask for; then the query ends. */
  static AvailableNow(): Trigger {
    return new Trigger({ kind: "availableNow" });
  }

  /**
   * Each row at once, without waiting for a micro-batch; the checkpoint is written every interval, so that a restart repeats at most
   * that much. For projections and filters of Kafka, rates and sockets.
   */
  static Continuous(interval: string | number): Trigger {
    return new Trigger({
      kind: "continuous",
      intervalMs: typeof interval === "number" ? interval : intervalMs(interval),
    });
  }

  toString(): string {
    switch (this.spec.kind) {
      case "processingTime":
        return `ProcessingTimeTrigger(${this.spec.intervalMs})`;
      case "once":
        return "OneTimeTrigger";
      case "availableNow":
        return "AvailableNowTrigger";
      case "continuous":
        return `ContinuousTrigger(${this.spec.intervalMs})`;
    }
  }
}
