import { parseSchema } from "../plan/parser/parse.js";
import type { StructType } from "../types/index.js";

const structured = `id BIGINT, created_at STRING,
  user STRUCT<id: BIGINT, name: STRING, screen_name: STRING, location: STRING, verified: BOOLEAN,
    friends_count: INT, followers_count: INT, statuses_count: INT>,
  text STRING, lang STRING, is_retweet BOOLEAN,
  entities STRUCT<
    hashtags: ARRAY<STRUCT<text: STRING>>,
    media: ARRAY<STRUCT<display_url: STRING, expanded_url: STRING, id: BIGINT, type: STRING, url: STRING>>,
    urls: ARRAY<STRUCT<display_url: STRING, expanded_url: STRING, url: STRING>>,
    user_mentions: ARRAY<STRUCT<id: BIGINT, name: STRING, screen_name: STRING>>>`;

const tag = "ARRAY<STRUCT<start: INT, end: INT, tag: STRING>>";
const entities = `STRUCT<hashtags: ${tag}, cashtags: ${tag},
  mentions: ARRAY<STRUCT<start: INT, end: INT, username: STRING, id: STRING>>,
  urls: ARRAY<STRUCT<start: INT, end: INT, url: STRING, expanded_url: STRING, display_url: STRING,
    unwound_url: STRING, title: STRING, description: STRING, media_key: STRING>>>`;

const tweet = `STRUCT<id: STRING, text: STRING, author_id: STRING, created_at: TIMESTAMP, lang: STRING,
  conversation_id: STRING, in_reply_to_user_id: STRING, edit_history_tweet_ids: ARRAY<STRING>,
  possibly_sensitive: BOOLEAN, reply_settings: STRING,
  note_tweet: STRUCT<text: STRING, entities: ${entities}>,
  referenced_tweets: ARRAY<STRUCT<type: STRING, id: STRING>>,
  entities: ${entities},
  attachments: STRUCT<media_keys: ARRAY<STRING>, poll_ids: ARRAY<STRING>>,
  geo: STRUCT<place_id: STRING, coordinates: STRUCT<type: STRING, coordinates: ARRAY<DOUBLE>>>,
  public_metrics: STRUCT<retweet_count: BIGINT, reply_count: BIGINT, like_count: BIGINT, quote_count: BIGINT,
    bookmark_count: BIGINT, impression_count: BIGINT>>`;

const v2 = `data ${tweet},
  includes STRUCT<
    users: ARRAY<STRUCT<id: STRING, name: STRING, username: STRING, created_at: TIMESTAMP, description: STRING,
      location: STRING, protected: BOOLEAN, verified: BOOLEAN, verified_type: STRING, profile_image_url: STRING, url: STRING,
      public_metrics: STRUCT<followers_count: BIGINT, following_count: BIGINT, tweet_count: BIGINT, listed_count: BIGINT,
        like_count: BIGINT>>>,
    tweets: ARRAY<${tweet}>,
    media: ARRAY<STRUCT<media_key: STRING, type: STRING, url: STRING, preview_image_url: STRING, alt_text: STRING,
      width: INT, height: INT, duration_ms: BIGINT>>,
    places: ARRAY<STRUCT<id: STRING, full_name: STRING, name: STRING, country: STRING, country_code: STRING,
      place_type: STRING, geo: STRUCT<type: STRING, bbox: ARRAY<DOUBLE>>>>>,
  matching_rules ARRAY<STRUCT<id: STRING, tag: STRING>>,
  errors ARRAY<STRUCT<title: STRING, detail: STRING, type: STRING>>`;

/** Schemas for `from_json`, one for each `output.format` of the producer. Each is parsed when it is asked for. */
export const tweetSchema = {
  /** A row of key and value, as `output.format=string` has them: screen name and text. */
  get string(): StructType {
    return parseSchema("key STRING, value STRING");
  },
  /** The old connector's struct: `output.format=structured`, without Connect's envelope. */
  get structured(): StructType {
    return parseSchema(structured);
  },
  /** A line of API v2: `output.format=v2`. Absent fields are NULL. */
  get v2(): StructType {
    return parseSchema(v2);
  },
};
