import { setImmediate as nextTurn } from "node:timers/promises";
import type { ActionProgress, ScanProgress } from "../contracts/action-progress.js";
import type { ColumnBatch } from "../types/vector/index.js";

/** Milliseconds that an action computes before it lets keys, timers and queries have their turn. */
const longestRun = 10;

/** A running action: it counts what it reads, lets others have their turn, and ends when it is broken off. */
export class Pace implements ActionProgress {
  readonly startedAt = Date.now();
  rows = 0;
  private readonly scans: { done: number; total: number }[] = [];
  private turnedAt = performance.now();

  /** @param leaves of its plan, each of which will be scanned */
  constructor(
    private readonly leaves: number,
    private readonly signal: AbortSignal,
  ) {}

  get share(): number | undefined {
    const { scans, leaves } = this;
    if (scans.length === 0 || scans.some(({ total }) => total === 0)) return undefined;
    const sum = scans.reduce((all, { done, total }) => all + Math.min(1, done / total), 0);
    return sum / Math.max(leaves, scans.length);
  }

  /** A scan that may know its end: until it says so nobody does. */
  scan(): ScanProgress {
    const scan = { done: 0, total: 0 };
    this.scans.push(scan);
    return {
      expect: total => {
        scan.total = total;
      },
      advance: by => {
        scan.done += by;
      },
    };
  }

  /** To be awaited when it is something: then others have their turn. @throws the signal's reason once it is aborted */
  turn(): Promise<void> | undefined {
    if (performance.now() - this.turnedAt < longestRun) return undefined;
    return this.yieldTurn();
  }

  /** The rows of a leaf. */
  async *through(rows: AsyncIterable<ColumnBatch>): AsyncIterable<ColumnBatch> {
    for await (const batch of rows) {
      this.rows += batch.length;
      yield batch;
      const turn = this.turn();
      if (turn) await turn;
    }
  }

  private async yieldTurn(): Promise<void> {
    await nextTurn();
    this.turnedAt = performance.now();
    this.signal.throwIfAborted();
  }
}
