import type { Clock } from "../../util/clock.js";

const rateSeconds = 5;

/** What a producer has done so far. */
export class Counts {
  received = 0;
  produced = 0;
  filtered = 0;
  duplicates = 0;
  invalid = 0;
  /** Connections, the first included. */
  connections = 0;
  /** Tweets of each of the last seconds, the newest last. */
  #seconds: { readonly second: number; count: number }[] = [];

  readonly #started: number;

  constructor(private readonly clock: Clock) {
    this.#started = this.#second();
  }

  receive(count: number): void {
    this.received += count;
    const second = this.#second();
    const last = this.#seconds.at(-1);
    if (last?.second === second) last.count += count;
    else
      this.#seconds = [...this.#seconds, { second, count }].filter(
        each => each.second >= second - rateSeconds,
      );
  }

  /** Tweets a second, over the last whole seconds that there were. */
  get rate(): number {
    const now = this.#second();
    const from = Math.max(now - rateSeconds, this.#started);
    const whole = this.#seconds.filter(({ second }) => second < now && second >= from);
    return whole.reduce((sum, { count }) => sum + count, 0) / Math.max(1, now - from);
  }

  /** `12 received, 12 produced, 0 filtered …, lag 0`: what never happened is left out, but for the first two. */
  line(lag: number): string {
    const reconnects = Math.max(0, this.connections - 1);
    const rare = { filtered: this.filtered, duplicates: this.duplicates, invalid: this.invalid, reconnects };
    return [
      `${this.rate.toFixed(this.rate < 10 ? 1 : 0)}/s`,
      `${this.received} received`,
      `${this.produced} produced`,
      ...Object.entries(rare).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : [])),
      `lag ${lag}`,
    ].join(", ");
  }

  #second(): number {
    return Math.floor(this.clock.now() / 1000);
  }
}
