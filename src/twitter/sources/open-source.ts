import type { Clock } from "../../util/clock.js";
import type { TwitterConfig } from "../config/twitter-config.js";
import { filtered } from "./filtered.js";
import { Replay } from "./replay.js";
import { Samples } from "./samples.js";
import type { TweetSource } from "./source.js";
import { XSource } from "./x-source.js";

/**
 * The source that a configuration names. Nothing is opened yet.
 * @param tag marks rules at X as ours
 * @throws UserError when what is tracked cannot be said in rules
 */
export function openSource(config: TwitterConfig, tag: string, clock: Clock): TweetSource {
  const { origin } = config;
  if (origin.kind === "x") return new XSource(config, origin, tag, clock);
  const source = origin.kind === "replay" ? new Replay(origin, clock) : new Samples(origin, clock);
  return filtered(source, config);
}
