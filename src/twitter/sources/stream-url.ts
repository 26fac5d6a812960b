import type { TwitterConfig } from "../config/twitter-config.js";

type Asked = Readonly<
  Record<
    "expansions" | "tweet.fields" | "user.fields" | "media.fields" | "place.fields" | "poll.fields",
    readonly string[]
  >
>;

const plain: Asked = {
  expansions: ["author_id", "referenced_tweets.id", "referenced_tweets.id.author_id"],
  "tweet.fields": ["author_id", "created_at", "lang", "note_tweet", "referenced_tweets"],
  "user.fields": ["username"],
  "media.fields": [],
  "place.fields": [],
  "poll.fields": [],
};

/** What is asked of X for each output: it costs X's time and ours, so no more than the records hold. */
const asked: Readonly<Record<TwitterConfig["outputFormat"], Asked>> = {
  string: plain,
  structured: {
    ...plain,
    expansions: [...plain.expansions, "attachments.media_keys", "entities.mentions.username"],
    "tweet.fields": [...plain["tweet.fields"], "attachments", "entities"],
    "user.fields": ["location", "name", "public_metrics", "username", "verified"],
    "media.fields": ["media_key", "type", "url"],
  },
  v2: {
    expansions: [...plain.expansions, "attachments.media_keys", "entities.mentions.username", "geo.place_id"],
    "tweet.fields": [
      ...plain["tweet.fields"],
      "attachments",
      "conversation_id",
      "entities",
      "geo",
      "in_reply_to_user_id",
      "possibly_sensitive",
      "public_metrics",
      "reply_settings",
    ],
    "user.fields": [
      "created_at",
      "description",
      "location",
      "name",
      "profile_image_url",
      "public_metrics",
      "username",
      "verified",
      "verified_type",
    ],
    "media.fields": [
      "alt_text",
      "duration_ms",
      "height",
      "media_key",
      "preview_image_url",
      "type",
      "url",
      "width",
    ],
    "place.fields": ["country", "country_code", "full_name", "geo", "id", "name", "place_type"],
    "poll.fields": [],
  },
};

/** The stream's address with the fields to send along: the configured ones, or those that the output needs. */
export function streamUrl(baseUrl: URL, isFilter: boolean, { settings, outputFormat }: TwitterConfig): URL {
  const url = new URL(`2/tweets/${isFilter ? "search" : "sample"}/stream`, baseUrl);
  const given: Asked = {
    expansions: settings.expansions,
    "tweet.fields": settings.tweetFields,
    "user.fields": settings.userFields,
    "media.fields": settings.mediaFields,
    "place.fields": settings.placeFields,
    "poll.fields": settings.pollFields,
  };
  for (const [name, fields] of Object.entries(given)) {
    const wanted = fields.length > 0 ? fields : asked[outputFormat][name as keyof Asked];
    if (wanted.length > 0) url.searchParams.set(name, wanted.join(","));
  }
  if (settings.backfillMinutes > 0)
    url.searchParams.set("backfill_minutes", String(settings.backfillMinutes));
  return url;
}
