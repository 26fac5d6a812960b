import type { Clock } from "../../util/clock.js";
import { isRetriable } from "../../util/errors.js";

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;

/**
 * Does the work until it succeeds, as long as what it fails on may be over soon: a broker that is away. Any other error,
 * and any once `signal` is aborted, is thrown.
 * @param waiting hears of each failed try
 */
export async function untilBack<T>(
  work: () => Promise<T>,
  clock: Clock,
  signal: AbortSignal,
  waiting: (error: Error, tries: number) => void,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!isRetriable(error) || signal.aborted) throw error;
      waiting(error, tries);
      await clock.sleep(Math.min(FIRST_DELAY_MS * 2 ** (tries - 1), LONGEST_DELAY_MS), signal);
      if (signal.aborted) throw error;
    }
  }
}
