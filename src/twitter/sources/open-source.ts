import type { Clock } from "../../util/clock.js";
import type { TwitterConfig } from "../config/twitter-config.js";
import { filtered } from "./filtered.js";
import { Replay } from "./replay.js";
import { Samples } from "./samples.js";
import type { TweetSource } from "./source.js";

/**
 * The source that a configuration names. Nothing is opened yet.
 * @param tag marks rules at X as ours
 * @param stallMs how long X may be silent; what it promises, unless a test has less patience
 * @throws UserError when what is tracked cannot be said in rules
 */
export async function openSource(
  config: TwitterConfig,
  tag: string,
  clock: Clock,
  stallMs?: number,
): Promise<TweetSource> {
  const { origin } = config;
  if (origin.kind === "x") {
    // With the library that it needs; samples and replays do without.
    const { XSource } = await import("./x-source.js");
    return new XSource(config, origin, tag, clock, stallMs);
  }
  const source = origin.kind === "replay" ? new Replay(origin, clock) : new Samples(origin, clock);
  return filtered(source, config);
}
