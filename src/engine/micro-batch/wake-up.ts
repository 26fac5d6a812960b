import type { Clock } from "../../util/clock.js";

/** A wait that can be cut short; a call that comes before the wait is not lost. */
export class WakeUp {
  private pending = false;
  private current = new AbortController();

  constructor(private readonly clock: Clock) {}

  readonly notify = (): void => {
    this.pending = true;
    this.current.abort();
  };

  async wait(ms: number): Promise<void> {
    if (!this.pending && ms > 0) {
      this.current = new AbortController();
      await this.clock.sleep(ms, this.current.signal);
    }
    this.pending = false;
  }
}
