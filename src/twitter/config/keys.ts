import { choice, flag, type Key, list, number, password, text } from "./key.js";
import { tiers } from "./tiers.js";

/**
 * Every setting, one row each: those of the old connector with its names and defaults, those of Kafka Connect's worker that
 * matter here, and what API v2 and a producer without credentials add.
 */
export const keys = {
  name: text("name", undefined, "what the producer is called; its rules at X carry it"),
  connectorClass: text("connector.class", undefined, "the old connector's class, or none"),
  tasksMax: number("tasks.max", 1, { least: 1 }, "one stream is opened, whatever it says"),
  topic: text("topic", "tweets", "where the tweets go"),
  consumerKey: password("twitter.consumerkey", "the app's API key"),
  consumerSecret: password("twitter.consumersecret", "the app's API key secret"),
  token: password("twitter.token", "not needed: v2's streams take the app's token"),
  secret: password("twitter.secret", "not needed: v2's streams take the app's token"),
  bearerToken: password("twitter.bearertoken", "the app's bearer token; else it is got by key and secret"),
  appName: text("twitter.app.name", "KafkaConnectTwitterSource", "what X sees as the user agent"),
  baseUrl: text("twitter.api.base.url", "https://api.x.com", "where /2/… and /oauth2/token lie"),
  streamType: choice("stream.type", ["filter", "sample"], "filter", "tracked tweets, or 1 % of all"),
  terms: list("track.terms", [], "words; a space between two means both, a comma either"),
  follow: list("track.follow", [], "ids of users whose tweets, and answers to them, are wanted"),
  locations: list("track.locations", [], "boxes: west, south, east, north each"),
  language: list("language", [], "codes of languages, such as ko"),
  koreanParticles: flag("track.korean.particles", true, "whether 소유 also finds 소유가, 소유는 …"),
  outputFormat: choice("output.format", ["structured", "string", "v2"], "structured", "what a record holds"),
  batchSize: number("batch.size", 100, { least: 1 }, "most records sent at once"),
  batchTimeout: number("batch.timeout", 0.1, { least: 0, whole: false }, "longest wait for them, in seconds"),
  bufferSize: number("buffer.size", 10_000, { least: 1 }, "tweets held while Kafka is away; then X waits"),
  tier: choice("twitter.tier", tiers, "pay-per-use", "the app's access to X, which limits its rules"),
  rulesMax: number("twitter.rules.max", undefined, { least: 1 }, "most rules, instead of the tier's"),
  rulesLength: number(
    "twitter.rules.length",
    undefined,
    { least: 64 },
    "longest rule, instead of the tier's",
  ),
  backfillMinutes: number(
    "twitter.backfill.minutes",
    0,
    { least: 0, most: 5 },
    "minutes sent again after a break (enterprise)",
  ),
  tweetFields: list("twitter.tweet.fields", [], "fields of tweets to ask for, instead of the format's"),
  userFields: list("twitter.user.fields", [], "the same of users"),
  mediaFields: list("twitter.media.fields", [], "the same of media"),
  placeFields: list("twitter.place.fields", [], "the same of places"),
  pollFields: list("twitter.poll.fields", [], "the same of polls"),
  expansions: list("twitter.expansions", [], "what to send along with a tweet, instead of the format's"),
  bootstrapServers: text("bootstrap.servers", "localhost:9092", "Kafka's brokers"),
  keyConverter: text("key.converter", undefined, "Connect's StringConverter or JsonConverter"),
  keySchemas: flag("key.converter.schemas.enable", undefined, "JSON keys in Connect's envelope"),
  valueConverter: text("value.converter", undefined, "Connect's StringConverter or JsonConverter"),
  valueSchemas: flag("value.converter.schemas.enable", undefined, "JSON values in Connect's envelope"),
  replay: text("replay", undefined, "a file of tweets to play: v2, v1.1 or key/value rows, one JSON a line"),
  speed: text("speed", "1x", "how fast a replay runs against its own times: 10x, max"),
  rate: number("rate", undefined, { least: 0.001, most: 100_000, whole: false }, "tweets a second, played"),
  seed: number("seed", undefined, { least: 0 }, "shuffles the samples, always the same way"),
} as const satisfies Record<string, Key<unknown>>;

/** The value of each key. */
export type Settings = {
  readonly [K in keyof typeof keys]: ReturnType<(typeof keys)[K]["read"]> | (typeof keys)[K]["fallback"];
};

/** Keys of Connect that mean nothing here, where nothing would be gained by saying so. */
export const ignoredKeys =
  /^(?:internal\.|offset\.|plugin\.|rest\.|listeners|admin\.|errors\.|config\.|task\.|topic\.creation\.|header\.converter|(?:key|value)\.converter\.)/;
