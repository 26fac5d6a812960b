/** How a break is waited out; what is fatal is not. */
export type BreakKind = "network" | "http" | "rate";

interface Steps {
  wait(nth: number): number;
}

/** As X's guide has it: a first reconnection at once, then longer and longer pauses by the kind of error. */
const steps: Readonly<Record<BreakKind, Steps>> = {
  network: { wait: nth => Math.min(250 * nth, 16_000) },
  http: { wait: nth => Math.min(5_000 * 2 ** nth, 320_000) },
  rate: { wait: nth => Math.min(60_000 * 2 ** nth, 900_000) },
};

/** Counts the breaks since data came last. */
export class Backoff {
  #breaks: Record<BreakKind, number> = { network: 0, http: 0, rate: 0 };

  /** Milliseconds to wait before the next attempt. */
  next(kind: BreakKind): number {
    return steps[kind].wait(this.#breaks[kind]++);
  }

  /** Data came: the next break is a first one again. */
  reset(): void {
    this.#breaks = { network: 0, http: 0, rate: 0 };
  }
}
