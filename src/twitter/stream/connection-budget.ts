import type { Clock } from "../../util/clock.js";

/** X's limit on attempts to connect to a stream (docs.x.com, rate limits). */
const windowMs = 15 * 60_000;
const most = 50;

const budgets = new WeakMap<Clock, Map<string, ConnectionBudget>>();

/** The budget of an app, which all its streams share, one after the other or at once. */
export function budgetOf(app: string, clock: Clock): ConnectionBudget {
  const apps = budgets.get(clock) ?? new Map<string, ConnectionBudget>();
  budgets.set(clock, apps);
  const budget = apps.get(app) ?? new ConnectionBudget(clock);
  apps.set(app, budget);
  return budget;
}

/** Lets no more than 50 connections be opened within any 15 minutes. */
export class ConnectionBudget {
  #opened: number[] = [];
  #blockedUntil = 0;

  constructor(private readonly clock: Clock) {}

  /** Milliseconds until the next connection may be opened. */
  wait(): number {
    const now = this.clock.now();
    this.#opened = this.#opened.filter(at => now - at <= windowMs);
    const oldest = this.#opened.at(-most);
    const free = oldest === undefined ? 0 : oldest + windowMs + 1;
    return Math.max(0, free - now, this.#blockedUntil - now);
  }

  /** Counts a connection that is opened now. */
  take(): void {
    this.#opened.push(this.clock.now());
  }

  /** What X says is left of its own count. */
  note(remaining: number, resetAt: number): void {
    if (remaining <= 0) this.#blockedUntil = resetAt;
  }
}
