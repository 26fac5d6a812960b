/** What `spark.sql.streaming.multipleWatermarkPolicy` may be. */
export type WatermarkPolicy = "min" | "max";

/** The event times that one `withWatermark` has seen in a micro-batch, in microseconds. */
export class EventTimeStats {
  count = 0;
  max = 0n;
  min = 0n;
  private sum = 0n;

  add(time: bigint): void {
    if (this.count === 0 || time > this.max) this.max = time;
    if (this.count === 0 || time < this.min) this.min = time;
    this.sum += time;
    this.count++;
  }

  get average(): bigint {
    return this.sum / BigInt(this.count);
  }
}

/**
 * The query's watermark: what each `withWatermark` has seen at most, less its delay; of several the slowest, or by the
 * policy "max" the fastest. It never goes back (Spark's `WatermarkTracker`).
 */
export class WatermarkTracker {
  private readonly seen = new Map<number, number>();

  /** @param currentMs where a restart goes on; milliseconds since 1970 */
  constructor(
    private readonly policy: WatermarkPolicy,
    public currentMs: number,
  ) {}

  /** Takes in a batch: for each `withWatermark` what it saw. */
  update(operators: readonly { readonly delayMs: number; readonly stats: EventTimeStats }[]): void {
    if (operators.length === 0) return;
    for (const [i, { delayMs, stats }] of operators.entries()) {
      const ms = stats.count > 0 ? floorMs(stats.max) - delayMs : 0;
      if (ms > (this.seen.get(i) ?? Number.NEGATIVE_INFINITY)) this.seen.set(i, ms);
    }
    const all = [...this.seen.values()];
    const chosen = this.policy === "max" ? Math.max(...all) : Math.min(...all);
    this.currentMs = Math.max(this.currentMs, chosen);
  }
}

/** Milliseconds of microseconds, rounded down. */
export function floorMs(micros: bigint): number {
  return Number((micros - (((micros % 1000n) + 1000n) % 1000n)) / 1000n);
}
