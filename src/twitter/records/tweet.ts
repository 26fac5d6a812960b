/** A tweet as API v2 sends it (docs.x.com, data dictionary): what is read of it. Anything may be missing. */
export interface Tweet {
  readonly id: string;
  readonly text: string;
  readonly author_id?: string;
  readonly created_at?: string;
  readonly lang?: string;
  readonly in_reply_to_user_id?: string;
  readonly referenced_tweets?: readonly { readonly type: string; readonly id: string }[];
  readonly entities?: Entities;
  readonly note_tweet?: { readonly text: string; readonly entities?: Entities };
  readonly attachments?: { readonly media_keys?: readonly string[] };
  readonly geo?: {
    readonly place_id?: string;
    readonly coordinates?: { readonly coordinates?: readonly [longitude: number, latitude: number] };
  };
}

export interface Entities {
  readonly hashtags?: readonly { readonly tag: string }[];
  readonly cashtags?: readonly { readonly tag: string }[];
  readonly mentions?: readonly { readonly username: string; readonly id?: string }[];
  readonly urls?: readonly UrlEntity[];
}

export interface UrlEntity {
  readonly url: string;
  readonly expanded_url?: string;
  readonly display_url?: string;
  /** The link leads to media of the tweet itself. */
  readonly media_key?: string;
}

export interface User {
  readonly id: string;
  readonly name?: string;
  readonly username?: string;
  readonly location?: string;
  readonly verified?: boolean;
  readonly public_metrics?: {
    readonly followers_count?: number;
    readonly following_count?: number;
    readonly tweet_count?: number;
  };
}

export interface Media {
  readonly media_key: string;
  readonly type?: string;
}

export interface Place {
  readonly id: string;
  readonly geo?: { readonly bbox?: readonly [west: number, south: number, east: number, north: number] };
}

/** One line of a stream that carries a tweet. */
export interface StreamTweet {
  readonly data: Tweet;
  readonly includes?: {
    readonly users?: readonly User[];
    readonly tweets?: readonly Tweet[];
    readonly media?: readonly Media[];
    readonly places?: readonly Place[];
  };
  readonly matching_rules?: readonly { readonly id: string; readonly tag?: string }[];
}

export function authorOf({ data, includes }: StreamTweet): User | undefined {
  return includes?.users?.find(({ id }) => id === data.author_id);
}

/** The tweet that this one retweets or quotes, when it came along. */
export function referenced({ data, includes }: StreamTweet, type: "retweeted" | "quoted"): Tweet | undefined {
  const id = data.referenced_tweets?.find(each => each.type === type)?.id;
  return id === undefined ? undefined : includes?.tweets?.find(each => each.id === id);
}
