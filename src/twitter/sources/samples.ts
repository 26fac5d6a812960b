import type { Clock } from "../../util/clock.js";
import type { Origin } from "../config/twitter-config.js";
import type { Item } from "../records/read-line.js";
import type { StreamTweet } from "../records/tweet.js";
import { sampleTexts } from "./sample-texts.js";
import type { SourceEvents, TweetSource } from "./source.js";

/** The shortest wait: faster rates send several tweets at once. */
const tickMs = 20;
/** Where the made-up ids begin: as long as X's, beyond what JavaScript's numbers hold. */
const firstId = 1_700_000_000_000_000_000n;
const firstUserId = 900_000_000_000_000_000n;

const userIds = new Map(
  [...new Set(sampleTexts.map(({ screenName }) => screenName))].map((name, i) => [name, i]),
);

/** The bundled tweets over and over at a steady rate: as listed, or shuffled by a seed; always the same ids and texts. */
export class Samples implements TweetSource {
  readonly label = "samples";
  readonly #random: (() => number) | undefined;
  #sent = 0;

  constructor(
    private readonly origin: Extract<Origin, { kind: "samples" }>,
    private readonly clock: Clock,
  ) {
    if (origin.seed !== undefined) this.#random = mulberry32(origin.seed);
  }

  async *play(events: SourceEvents, signal: AbortSignal): AsyncGenerator<readonly Item[]> {
    const { rate } = this.origin;
    const start = this.clock.now() - (this.#sent * 1000) / rate;
    events.connected();
    while (!signal.aborted) {
      const due = Math.floor(((this.clock.now() - start) / 1000) * rate) + 1;
      if (due > this.#sent) yield Array.from({ length: due - this.#sent }, () => this.#next());
      await this.clock.sleep(
        Math.max(tickMs, (this.#sent * 1000) / rate - (this.clock.now() - start)),
        signal,
      );
    }
  }

  #next(): Item {
    const n = this.#sent++;
    const at = this.#random ? Math.floor(this.#random() * sampleTexts.length) : n % sampleTexts.length;
    const { screenName, language, text } = sampleTexts[at]!;
    const userId = String(firstUserId + BigInt(userIds.get(screenName)!));
    const tweet: StreamTweet = {
      data: {
        id: String(firstId + BigInt(n)),
        text: text.replace(/[&<>]/g, character => escaped[character]!),
        author_id: userId,
        created_at: new Date(this.clock.now()).toISOString(),
        lang: language,
      },
      includes: {
        users: [
          {
            id: userId,
            name: screenName,
            username: screenName,
            verified: false,
            public_metrics: { followers_count: at * 7, following_count: at * 3, tweet_count: n },
          },
        ],
      },
    };
    return { kind: "tweet", tweet, line: JSON.stringify(tweet) };
  }
}

/** X writes these as HTML. */
const escaped: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** A small generator of numbers from 0 to 1 (Tommy Ettinger's mulberry32). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
