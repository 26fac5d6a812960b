import type { Clock } from "../../util/clock.js";
import type { TwitterConfig } from "../config/twitter-config.js";
import { filtered } from "./filtered.js";
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
  // Each with what it needs, which nothing else does.
  if (origin.kind === "x") {
    const { XSource } = await import("./x-source.js");
    return new XSource(config, origin, tag, clock, stallMs);
  }
  if (origin.kind === "replay") {
    const { Replay } = await import("./replay.js");
    return filtered(new Replay(origin, clock), config);
  }
  const { Samples } = await import("./samples.js");
  return filtered(new Samples(origin, clock), config);
}
