import { fullText } from "./full-text.js";
import {
  authorOf,
  type Entities,
  referenced,
  type StreamTweet,
  type Tweet,
  type UrlEntity,
  type User,
} from "./tweet.js";

/** The old connector's struct as JSON. It is written by hand where ids stand: they are numbers beyond what JavaScript's hold. */
export function structuredJson(tweet: StreamTweet, receivedAt: number): string {
  const { data } = tweet;
  const original = referenced(tweet, "retweeted");
  return object({
    id: id(data.id),
    created_at: JSON.stringify(connectDate(data.created_at ?? new Date(receivedAt).toISOString())),
    user: userJson(authorOf(tweet), data.author_id),
    text: JSON.stringify(fullText(tweet)),
    lang: string(data.lang),
    is_retweet: String(data.referenced_tweets?.some(({ type }) => type === "retweeted") ?? false),
    entities: entitiesJson(
      tweet,
      original ?? data,
      original ? authorOf({ ...tweet, data: original }) : undefined,
    ),
  });
}

/** `2016-05-28T10:11:12.000+0000`, Java's `yyyy-MM-dd'T'HH:mm:ss.SSSZ`. */
function connectDate(iso: string): string {
  return iso.replace(/(\.\d{3})?Z$/, (_, ms: string | undefined) => `${ms ?? ".000"}+0000`);
}

function userJson(user: User | undefined, authorId: string | undefined): string {
  const counts = user?.public_metrics;
  return object({
    id: id(user?.id ?? authorId),
    name: string(user?.name),
    screen_name: string(user?.username),
    location: string(user?.location),
    verified: String(user?.verified ?? false),
    friends_count: String(counts?.following_count ?? 0),
    followers_count: String(counts?.followers_count ?? 0),
    statuses_count: String(counts?.tweet_count ?? 0),
  });
}

/** Entities of the whole text: a long post's own, a retweet's those of the original and whom it retweets. */
function entitiesJson(tweet: StreamTweet, source: Tweet, retweeted: User | undefined): string {
  const cut: Entities = source.entities ?? {};
  const entities: Entities = source.note_tweet?.entities ?? cut;
  const users = tweet.includes?.users ?? [];
  const mentions = [
    ...(retweeted?.username !== undefined ? [{ username: retweeted.username, id: retweeted.id }] : []),
    ...(entities.mentions ?? []),
  ];
  return object({
    hashtags: array((entities.hashtags ?? []).map(({ tag }) => object({ text: string(tag) }))),
    media: array(media(tweet, source, cut)),
    urls: array(
      (entities.urls ?? [])
        .filter(({ media_key }) => media_key === undefined)
        .map(({ url, expanded_url = url, display_url = url }) =>
          object({ display_url: string(display_url), expanded_url: string(expanded_url), url: string(url) }),
        ),
    ),
    user_mentions: array(
      mentions.map(mention => {
        const user = users.find(each => each.id === mention.id || each.username === mention.username);
        return object({
          id: id(mention.id ?? user?.id),
          name: string(user?.name),
          screen_name: string(mention.username),
        });
      }),
    ),
  });
}

function media(tweet: StreamTweet, source: Tweet, { urls = [] }: Entities): string[] {
  const linked = new Map<string, UrlEntity>(
    urls.flatMap(url => (url.media_key ? [[url.media_key, url]] : [])),
  );
  const mediaKeys = new Set([...linked.keys(), ...(source.attachments?.media_keys ?? [])]);
  return [...mediaKeys].map(key => {
    // A second picture has the link of the first.
    const link = linked.get(key) ?? [...linked.values()][0];
    return object({
      display_url: string(link?.display_url ?? link?.url),
      expanded_url: string(link?.expanded_url ?? link?.url),
      id: id(key.slice(key.indexOf("_") + 1)),
      type: string(tweet.includes?.media?.find(each => each.media_key === key)?.type ?? "photo"),
      url: string(link?.url),
    });
  });
}

function object(members: Readonly<Record<string, string>>): string {
  return `{${Object.entries(members)
    .map(([name, json]) => `"${name}":${json}`)
    .join(",")}}`;
}

function array(elements: readonly string[]): string {
  return `[${elements.join(",")}]`;
}

function string(value: string | undefined): string {
  return value === undefined ? "null" : JSON.stringify(value);
}

/** -1 for what is not known, as the old connector wrote it. */
function id(digits: string | undefined): string {
  return digits !== undefined && /^\d{1,19}$/.test(digits) ? BigInt(digits).toString() : "-1";
}
