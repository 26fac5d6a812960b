import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../../src/util/clock.js";

/** A clock that jumps: whoever sleeps wakes in a moment, and that much later. */
export class JumpingClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  readonly sleeps: number[] = [];

  now(): number {
    return this.#now;
  }

  async sleep(ms: number): Promise<void> {
    this.sleeps.push(ms);
    await nextTurn();
    this.#now += ms;
  }
}
