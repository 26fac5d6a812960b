/**
 * Milliseconds until the next trigger fires: at the next whole multiple of the interval after this one began, as Spark's
 * `ProcessingTimeExecutor` has it; 0 when that has passed already.
 */
export function msUntilNextTrigger(now: number, triggerStart: number, intervalMs: number): number {
  return Math.max(0, (Math.floor(triggerStart / intervalMs) + 1) * intervalMs - now);
}
