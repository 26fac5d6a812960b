import type { KeyContext } from "../../plan/nodes/keyed-processor.js";
import { IllegalArgumentException, SparkError } from "../../util/errors.js";
import { intervalMs } from "../interval.js";

const STATE = ["state"];

/** When a key without new rows is called again. */
export const GroupStateTimeout = Object.freeze({
  NoTimeout: "none",
  /** After a time that `setTimeoutDuration` gives. */
  ProcessingTimeTimeout: "processingTime",
  /** When the watermark has passed what `setTimeoutTimestamp` gives. */
  EventTimeTimeout: "eventTime",
});

export type GroupStateTimeout = (typeof GroupStateTimeout)[keyof typeof GroupStateTimeout];

/** What `mapGroupsWithState` keeps of a key (Spark's `GroupState`): plain data, as it was given to `update`. */
export class GroupState<S> {
  private timeoutMs: number | undefined;

  /** @internal */
  constructor(
    private readonly context: KeyContext,
    private readonly timeout: GroupStateTimeout,
    /** Whether the key is called because its time is over, without rows. */
    readonly hasTimedOut: boolean,
  ) {
    // A time-out holds until the key is called again.
    for (const time of context.timers.list()) context.timers.delete(time);
  }

  get exists(): boolean {
    return this.getOption() !== undefined;
  }

  /** @throws SparkError when nothing is kept */
  get(): S {
    const value = this.getOption();
    if (value === undefined)
      throw new SparkError(null, "State is either not defined or has already been removed");
    return value;
  }

  getOption(): S | undefined {
    return this.context.state.get(STATE) as S | undefined;
  }

  update(state: S): void {
    if (state === undefined || state === null)
      throw new IllegalArgumentException("'null' is not a valid state value; use remove() to forget it.");
    this.context.state.put(STATE, state);
  }

  remove(): void {
    this.context.state.remove(STATE);
  }

  /** @param duration milliseconds, or an interval such as `"10 minutes"` */
  setTimeoutDuration(duration: number | string): void {
    if (this.timeout !== GroupStateTimeout.ProcessingTimeTimeout)
      throw new SparkError(
        null,
        "Cannot set timeout duration without enabling processing time timeout in [map|flatMap]GroupsWithState",
      );
    const ms = typeof duration === "number" ? duration : intervalMs(duration);
    if (!(ms > 0)) throw new IllegalArgumentException("Timeout duration must be positive");
    this.setTimeout(this.context.nowMs + ms);
  }

  /** @param time milliseconds since 1970, or a Date; later than the watermark */
  setTimeoutTimestamp(time: number | Date): void {
    if (this.timeout !== GroupStateTimeout.EventTimeTimeout)
      throw new SparkError(
        null,
        "Cannot set timeout timestamp without enabling event time timeout in [map|flatMap]GroupsWithState",
      );
    const ms = Number(time);
    const watermark = this.context.watermarkMs ?? 0;
    if (ms < watermark)
      throw new IllegalArgumentException(
        `Timeout timestamp (${ms}) cannot be earlier than the current watermark (${watermark})`,
      );
    this.setTimeout(ms);
  }

  /** Milliseconds since 1970. */
  getCurrentWatermarkMs(): number {
    return this.context.watermarkMs ?? 0;
  }

  /** When the micro-batch began; milliseconds since 1970. */
  getCurrentProcessingTimeMs(): number {
    return this.context.nowMs;
  }

  private setTimeout(ms: number): void {
    if (this.timeoutMs !== undefined) this.context.timers.delete(this.timeoutMs);
    this.timeoutMs = ms;
    this.context.timers.set(ms);
  }
}
