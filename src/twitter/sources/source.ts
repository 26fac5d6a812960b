import type { Item } from "../records/read-line.js";

/** What a source tells of besides tweets. */
export interface SourceEvents {
  /** How many tweets were left out, and why. */
  left(out: "filtered" | "duplicates" | "invalid", count: number): void;
  /** Tweets can come from now on. */
  connected(): void;
  /** A break, and the milliseconds until it is tried again. */
  broken(problem: string, waitMs: number): void;
  /** For the user, once. */
  warn(line: string): void;
}

/** Where tweets come from: X, a file, the bundled samples. */
export interface TweetSource {
  /** In a few words. */
  readonly label: string;
  /**
   * Tweets in groups as they come; the next group waits until it is asked for. Played again after an abort, it goes on where it
   * was. Ends when there are no more.
   * @throws UserError when it cannot go on
   */
  play(events: SourceEvents, signal: AbortSignal): AsyncIterable<readonly Item[]>;
  /** Takes back what was set up for it; a line for the user if that failed. */
  close?(): Promise<string | undefined>;
}
