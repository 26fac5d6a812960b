import type { Track, TwitterConfig } from "../config/twitter-config.js";
import type { Item } from "../records/read-line.js";
import type { StreamTweet } from "../records/tweet.js";
import { isWantedLanguage } from "../rules/languages.js";
import { matchesAny } from "../rules/matches.js";
import { planRules } from "../rules/plan-rules.js";
import type { SourceEvents, TweetSource } from "./source.js";

/** A source that X does not filter, with the filter that the rules would be. @throws UserError when no rules can be made */
export function filtered(source: TweetSource, config: TwitterConfig): TweetSource {
  const isWanted = filterOf(config.track, config);
  if (!isWanted) return source;
  return {
    label: source.label,
    async *play(events: SourceEvents, signal: AbortSignal) {
      for await (const items of source.play(events, signal)) {
        const wanted = items.filter(item => {
          try {
            if (isWanted(item)) return true;
            events.left("filtered", 1);
          } catch {
            // Of a shape that nobody foresaw.
            events.left("invalid", 1);
          }
          return false;
        });
        if (wanted.length > 0) yield wanted;
      }
    },
  };
}

function filterOf(track: Track, { limits, settings }: TwitterConfig): ((item: Item) => boolean) | undefined {
  const isTracked =
    settings.streamType === "filter" &&
    [track.terms, track.follow, track.boxes].some(({ length }) => length > 0);
  if (!isTracked && track.languages.length === 0) return undefined;
  const clauses = isTracked ? planRules(track, limits).clauses.flat() : undefined;
  return item => {
    const tweet = tweetOf(item);
    const isSpoken = item.kind === "row" || isWantedLanguage(track.languages, tweet.data.lang);
    return isSpoken && (clauses === undefined || matchesAny(clauses, tweet));
  };
}

/** A row has nothing but its text; of which language, nobody knows. */
function tweetOf(item: Item): StreamTweet {
  return item.kind === "tweet" ? item.tweet : { data: { id: "", text: item.row.value } };
}
