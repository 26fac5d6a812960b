import type { Entities, Media, Place, StreamTweet, Tweet, User } from "./tweet.js";

/** A tweet of API v1.1 as archives hold them: what is read of it. Ids may be texts under their own names. */
export interface V1Tweet {
  readonly id?: string | number;
  readonly id_str?: string;
  readonly text?: string;
  readonly full_text?: string;
  readonly extended_tweet?: { readonly full_text?: string; readonly entities?: V1Entities };
  readonly created_at?: string;
  readonly lang?: string | null;
  readonly user: V1User;
  readonly entities?: V1Entities;
  readonly in_reply_to_user_id_str?: string | null;
  readonly retweeted_status?: V1Tweet;
  readonly quoted_status?: V1Tweet;
  readonly coordinates?: { readonly coordinates?: readonly [number, number] } | null;
  readonly place?: {
    readonly id: string;
    readonly bounding_box?: {
      readonly coordinates?: readonly (readonly (readonly [number, number])[])[];
    } | null;
  } | null;
}

interface V1User {
  readonly id?: string | number;
  readonly id_str?: string;
  readonly name?: string;
  readonly screen_name?: string;
  readonly location?: string | null;
  readonly verified?: boolean;
  readonly friends_count?: number;
  readonly followers_count?: number;
  readonly statuses_count?: number;
}

interface V1Entities {
  readonly hashtags?: readonly { readonly text: string }[];
  readonly user_mentions?: readonly V1User[];
  readonly urls?: readonly V1Url[];
  readonly media?: readonly (V1Url & { readonly id_str?: string; readonly type?: string })[];
}

interface V1Url {
  readonly url: string;
  readonly expanded_url?: string;
  readonly display_url?: string;
}

/** The same tweet as API v2 would send it. */
export function fromV1(tweet: V1Tweet): StreamTweet {
  const others = [tweet.retweeted_status, tweet.quoted_status].filter(each => each !== undefined);
  const all = [tweet, ...others];
  const media = all.flatMap(each => entitiesOf(each).media ?? []);
  const places = all.flatMap(each => (each.place ? [placeOf(each.place)] : []));
  const users = [
    ...all.map(each => userOf(each.user)),
    ...all.flatMap(each => (entitiesOf(each).user_mentions ?? []).map(userOf)),
  ];
  return {
    data: dataOf(tweet),
    includes: {
      users,
      ...(others.length > 0 && { tweets: others.map(dataOf) }),
      ...(media.length > 0 && {
        media: media.map(
          (each): Media => ({ media_key: mediaKey(each), ...(each.type && { type: each.type }) }),
        ),
      }),
      ...(places.length > 0 && { places }),
    },
  };
}

function dataOf(tweet: V1Tweet): Tweet {
  const { retweeted_status: retweeted, quoted_status: quoted, coordinates, place } = tweet;
  const text = tweet.extended_tweet?.full_text ?? tweet.full_text ?? tweet.text ?? "";
  const entities = entitiesOf(tweet);
  return {
    id: idOf(tweet),
    text,
    author_id: idOf(tweet.user),
    ...(tweet.created_at && { created_at: new Date(tweet.created_at).toISOString() }),
    ...(tweet.lang && { lang: tweet.lang }),
    ...(tweet.in_reply_to_user_id_str && { in_reply_to_user_id: tweet.in_reply_to_user_id_str }),
    ...((retweeted || quoted) && {
      referenced_tweets: [
        ...(retweeted ? [{ type: "retweeted", id: idOf(retweeted) }] : []),
        ...(quoted ? [{ type: "quoted", id: idOf(quoted) }] : []),
      ],
    }),
    entities: v2Entities(entities),
    ...((coordinates || place) && {
      geo: {
        ...(place && { place_id: place.id }),
        ...(coordinates?.coordinates && { coordinates: { coordinates: coordinates.coordinates } }),
      },
    }),
  };
}

function entitiesOf({ extended_tweet, entities }: V1Tweet): V1Entities {
  return extended_tweet?.entities ?? entities ?? {};
}

function v2Entities({ hashtags = [], user_mentions = [], urls = [], media = [] }: V1Entities): Entities {
  return {
    hashtags: hashtags.map(({ text }) => ({ tag: text })),
    mentions: user_mentions.map(user => ({ username: user.screen_name ?? "", id: idOf(user) })),
    urls: [...urls.map(link), ...media.map(each => ({ ...link(each), media_key: mediaKey(each) }))],
  };
}

function link({ url, expanded_url, display_url }: V1Url): V1Url {
  return { url, ...(expanded_url && { expanded_url }), ...(display_url && { display_url }) };
}

function userOf(user: V1User): User {
  const { name, screen_name: username, location, verified } = user;
  return {
    id: idOf(user),
    ...(name !== undefined && { name }),
    ...(username !== undefined && { username }),
    ...(location && { location }),
    ...(verified !== undefined && { verified }),
    public_metrics: {
      followers_count: user.followers_count ?? 0,
      following_count: user.friends_count ?? 0,
      tweet_count: user.statuses_count ?? 0,
    },
  };
}

function placeOf({ id, bounding_box }: NonNullable<V1Tweet["place"]>): Place {
  const corners = bounding_box?.coordinates?.flat() ?? [];
  if (corners.length === 0) return { id };
  const longitudes = corners.map(([longitude]) => longitude);
  const latitudes = corners.map(([, latitude]) => latitude);
  return {
    id,
    geo: {
      bbox: [
        Math.min(...longitudes),
        Math.min(...latitudes),
        Math.max(...longitudes),
        Math.max(...latitudes),
      ],
    },
  };
}

function mediaKey({ id_str }: { readonly id_str?: string }): string {
  return `3_${id_str ?? "-1"}`;
}

function idOf({ id, id_str }: { readonly id?: string | number; readonly id_str?: string }): string {
  return id_str ?? String(id ?? "-1");
}
