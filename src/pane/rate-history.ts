import type { QueryProgress } from "../contracts/query-progress.js";

/** Seconds that are remembered. */
const kept = 60;
/** A rate is of at least so many seconds: what one batch brought in 50 ms says little. */
const leastWindow = 5;

/** Rows a second of a query over its last minute, in and out. */
export interface Rates {
  readonly in: number;
  /** Undefined where the sink does not count. */
  readonly out: number | undefined;
  /** Rows in, in equal parts of the last minute since it began, the oldest first. */
  readonly bars: readonly number[];
}

/** The rows of each of the last 60 seconds, the rows of a batch spread over the time they had come in. */
export class RateHistory {
  private readonly seconds = new Map<number, { in: number; out: number }>();
  private firstAt = Number.POSITIVE_INFINITY;
  private lastAt = 0;
  private counts = true;

  /** @param now in milliseconds, as all times here */
  add({ numInputRows, batchDuration, sink }: QueryProgress, now: number): void {
    const from = Math.max(this.lastAt || now - batchDuration, now - kept * 1000);
    this.firstAt = Math.min(this.firstAt, from);
    this.lastAt = now;
    this.counts = sink.numOutputRows >= 0;
    const span = Math.max(1, now - from);
    for (let at = from; at < now || at === from; ) {
      const second = Math.floor(at / 1000);
      const until = Math.min(now, (second + 1) * 1000);
      const share = (until - at || 1) / span;
      const bucket = this.seconds.get(second) ?? { in: 0, out: 0 };
      bucket.in += numInputRows * share;
      bucket.out += Math.max(0, sink.numOutputRows) * share;
      this.seconds.set(second, bucket);
      at = Math.max(until, at + 1);
    }
    for (const second of this.seconds.keys())
      if (second < Math.floor(now / 1000) - kept) this.seconds.delete(second);
  }

  /**
   * @param intervalMs of the trigger: until the next batch is overdue, the rate is that of those before
   * @param bars how many
   */
  at(now: number, intervalMs: number, bars: number): Rates {
    const end = now - this.lastAt <= intervalMs * 1.5 + 1000 ? this.lastAt : now;
    const window = Math.min(kept * 1000, Math.max(leastWindow * 1000, intervalMs));
    const ms = Math.max(1000, Math.min(window, end - this.firstAt));
    const sum = (from: number, to: number, which: "in" | "out") => {
      let rows = 0;
      for (const [second, bucket] of this.seconds) {
        // Of the first second and the last one, the part in which anything could come.
        const start = Math.max(second * 1000, this.firstAt);
        const stop = Math.max(start + 1, Math.min(second * 1000 + 1000, this.lastAt));
        const overlap = Math.min(to, stop) - Math.max(from, start);
        if (overlap > 0) rows += (bucket[which] * overlap) / (stop - start);
      }
      return rows;
    };
    const width = (kept * 1000) / Math.max(1, bars);
    // Parts that begin at fixed times: bars move on, but do not change their height on their way.
    const last = Math.floor(now / width);
    return {
      in: sum(end - ms, end, "in") / (ms / 1000),
      out: this.counts ? sum(end - ms, end, "out") / (ms / 1000) : undefined,
      bars: Array.from({ length: bars }, (_, i) => (last - bars + 1 + i) * width)
        .filter(from => from + width > this.firstAt)
        .map(from => sum(from, from + width, "in")),
    };
  }
}
