import type { Clock } from "../util/clock.js";
import { sampleTweets, type Tweet } from "./sample-tweets.js";

/** The shortest wait: faster rates send several tweets at once. */
const TICK_MS = 20;

/** The sample tweets over and over at a steady rate, in groups that fall due together; ends when aborted. */
export async function* playSamples(
  ratePerSecond: number,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<Tweet[]> {
  const start = clock.now();
  for (let sent = 0; !signal.aborted; ) {
    const due = Math.floor(((clock.now() - start) / 1000) * ratePerSecond) + 1;
    if (due > sent) {
      yield Array.from({ length: due - sent }, (_, i) => sampleTweets[(sent + i) % sampleTweets.length]!);
      sent = due;
    }
    await clock.sleep(Math.max(TICK_MS, (sent * 1000) / ratePerSecond - (clock.now() - start)), signal);
  }
}
