import { describe, expect, it } from "vitest";
import { readReplayLine } from "../../../src/twitter/records/read-line.js";
import { recordWriter } from "../../../src/twitter/records/record-writer.js";
import type { StreamTweet } from "../../../src/twitter/records/tweet.js";
import { configOf } from "../support.js";

const receivedAt = Date.UTC(2026, 0, 2);
const json = "org.apache.kafka.connect.json.JsonConverter";

/** A tweet with everything that the old struct has, as API v2 sends it. */
const full: StreamTweet = {
  data: {
    id: "1346889436626259968",
    text: "소유 신곡 &amp; 더 보기 https://t.co/abc https://t.co/pic #kpop @soyou",
    author_id: "1234567890123456789",
    created_at: "2024-01-15T10:35:00.000Z",
    lang: "ko",
    entities: {
      hashtags: [{ tag: "kpop" }],
      mentions: [{ username: "soyou", id: "42" }],
      urls: [
        { url: "https://t.co/abc", expanded_url: "https://example.com/a", display_url: "example.com/a" },
        {
          url: "https://t.co/pic",
          expanded_url: "https://x.com/u/status/1/photo/1",
          display_url: "pic.x.com/pic",
          media_key: "3_1346889436626259999",
        },
      ],
    },
    attachments: { media_keys: ["3_1346889436626259999"] },
  },
  includes: {
    users: [
      {
        id: "1234567890123456789",
        name: "이름",
        username: "fan",
        location: "서울",
        verified: true,
        public_metrics: { followers_count: 10, following_count: 20, tweet_count: 30 },
      },
      { id: "42", name: "SOYOU", username: "soyou" },
    ],
    media: [{ media_key: "3_1346889436626259999", type: "photo" }],
  },
};

function record(lines: Readonly<Record<string, string>>, tweet: StreamTweet, line = JSON.stringify(tweet)) {
  return recordWriter(configOf({ "track.terms": "a", ...lines }))({ kind: "tweet", tweet, line }, receivedAt);
}

const textOf = (lines: Readonly<Record<string, string>>, tweet: StreamTweet) =>
  String(record(lines, tweet).value);

describe("output.format=string", () => {
  const string = { "output.format": "string" };

  it("is the text by screen name, with id and language as headers and its creation as time", () =>
    expect(record(string, full)).toEqual({
      key: "fan",
      value: "소유 신곡 & 더 보기 https://t.co/abc https://t.co/pic #kpop @soyou",
      headers: { id: "1346889436626259968", language: "ko" },
      timestamp: Date.UTC(2024, 0, 15, 10, 35),
    }));

  it("is the whole text of long posts and of retweets", () => {
    const long = { id: "2", text: "cut…", note_tweet: { text: "the whole of it &lt;3" } };
    expect(textOf(string, { data: long })).toBe("the whole of it <3");
    const retweet: StreamTweet = {
      data: { id: "3", text: "RT @soyou: cu…", referenced_tweets: [{ type: "retweeted", id: "2" }] },
      includes: { tweets: [long] },
    };
    expect(textOf(string, retweet)).toBe("RT @soyou: the whole of it <3");
    expect(textOf(string, { data: retweet.data })).toBe("RT @soyou: cu…");
  });

  it("undoes HTML once", () =>
    expect(textOf(string, { data: { id: "1", text: "&amp;lt; R&B &amp;amp; &quot;" } })).toBe(
      "&lt; R&B &amp; &quot;",
    ));

  it("is JSON where the worker's converters say so", () => {
    const converters = { ...string, "key.converter": json, "value.converter": json };
    const { key, value } = record(converters, { ...full, data: { ...full.data, text: '"hi"' } });
    const schema = { type: "string", optional: false };
    expect(JSON.parse(String(value))).toEqual({ schema, payload: '"hi"' });
    expect(JSON.parse(String(key))).toEqual({ schema, payload: "fan" });
    const bare = { ...converters, "value.converter.schemas.enable": "false" };
    expect(textOf(bare, { data: { id: "1", text: '"hi"' } })).toBe('"\\"hi\\""');
  });

  it("has no key when nobody knows the author, and the time of its arrival when none is given", () =>
    expect(record(string, { data: { id: "1", text: "x" } })).toEqual({
      key: null,
      value: "x",
      headers: { id: "1" },
      timestamp: receivedAt,
    }));
});

describe("output.format=structured", () => {
  const payload = {
    created_at: "2024-01-15T10:35:00.000+0000",
    user: {
      id: "1234567890123456789",
      name: "이름",
      screen_name: "fan",
      location: "서울",
      verified: true,
      friends_count: 20,
      followers_count: 10,
      statuses_count: 30,
    },
    text: "소유 신곡 & 더 보기 https://t.co/abc https://t.co/pic #kpop @soyou",
    lang: "ko",
    is_retweet: false,
    entities: {
      hashtags: [{ text: "kpop" }],
      media: [
        {
          display_url: "pic.x.com/pic",
          expanded_url: "https://x.com/u/status/1/photo/1",
          id: "1346889436626259999",
          type: "photo",
          url: "https://t.co/pic",
        },
      ],
      urls: [
        { display_url: "example.com/a", expanded_url: "https://example.com/a", url: "https://t.co/abc" },
      ],
      user_mentions: [{ id: 42, name: "SOYOU", screen_name: "soyou" }],
    },
  };

  /** JavaScript's numbers cannot hold these ids: they are compared as texts. */
  const exact = (text: string) => JSON.parse(text.replace(/:(\d{16,})/g, ':"$1"'));

  it("is the old struct, ids exact", () => {
    const { key, value } = record({}, full);
    expect(key).toBe("fan");
    expect(String(value)).toContain('{"id":1346889436626259968,"created_at":');
    expect(exact(String(value))).toEqual({ id: "1346889436626259968", ...payload });
  });

  it("has empty arrays, nulls, zeros and -1 where nothing is known", () =>
    expect(JSON.parse(textOf({}, { data: { id: "5", text: "x" } }))).toEqual({
      id: 5,
      created_at: "2026-01-02T00:00:00.000+0000",
      user: {
        id: -1,
        name: null,
        screen_name: null,
        location: null,
        verified: false,
        friends_count: 0,
        followers_count: 0,
        statuses_count: 0,
      },
      text: "x",
      lang: null,
      is_retweet: false,
      entities: { hashtags: [], media: [], urls: [], user_mentions: [] },
    }));

  it("says of a retweet that it is one, with the whole text and its entities", () => {
    const retweet: StreamTweet = {
      data: {
        id: "3",
        text: "RT @fan: 소유…",
        author_id: "42",
        referenced_tweets: [{ type: "retweeted", id: full.data.id }],
      },
      includes: { ...full.includes, tweets: [full.data] },
    };
    const read = exact(textOf({}, retweet));
    expect(read).toMatchObject({ is_retweet: true, text: `RT @fan: ${payload.text}`, user: { id: 42 } });
    expect(read.entities.hashtags).toEqual([{ text: "kpop" }]);
    expect(read.entities.user_mentions.map((each: { screen_name: string }) => each.screen_name)).toEqual([
      "fan",
      "soyou",
    ]);
  });

  it("stands in Connect's envelope when schemas are enabled", () => {
    const { schema, payload: read } = exact(textOf({ "value.converter": json }, full));
    expect(read).toEqual({ id: "1346889436626259968", ...payload });
    expect(describeSchema(schema)).toEqual(oldStruct);
  });
});

/** The old connector's value schema, each field by name, type and `?` for optional (connector.md). */
const oldStruct = [
  "Tweet",
  "id int64",
  "created_at string?",
  "user User",
  "user.id int64",
  "user.name string?",
  "user.screen_name string?",
  "user.location string?",
  "user.verified boolean",
  "user.friends_count int32",
  "user.followers_count int32",
  "user.statuses_count int32",
  "text string?",
  "lang string?",
  "is_retweet boolean",
  "entities Entities",
  "entities.hashtags array? of Hashtag",
  "entities.hashtags.text string?",
  "entities.media array? of Medium",
  "entities.media.display_url string?",
  "entities.media.expanded_url string?",
  "entities.media.id int64",
  "entities.media.type string?",
  "entities.media.url string?",
  "entities.urls array? of Url",
  "entities.urls.display_url string?",
  "entities.urls.expanded_url string?",
  "entities.urls.url string?",
  "entities.user_mentions array? of UserMention",
  "entities.user_mentions.id int64",
  "entities.user_mentions.name string?",
  "entities.user_mentions.screen_name string?",
];

interface AnySchema {
  readonly type: string;
  readonly optional: boolean;
  readonly name?: string;
  readonly field?: string;
  readonly fields?: readonly AnySchema[];
  readonly items?: AnySchema;
}

function describeSchema(schema: AnySchema, path = ""): string[] {
  const struct = schema.items ?? schema;
  const name = struct.name?.replace("com.eneco.trading.kafka.connect.twitter.", "");
  const type = schema.items ? `array${schema.optional ? "?" : ""} of ${name}` : (name ?? schema.type);
  const own = `${path} ${type}${!schema.items && schema.optional ? "?" : ""}`.trim();
  return [
    own,
    ...(struct.fields ?? []).flatMap(each =>
      describeSchema(each, path ? `${path}.${each.field}` : each.field),
    ),
  ];
}

it("output.format=v2 is X's own line", () => {
  const line = '{"data":{"text":"\\uc18c\\uc720","id":"1"} , "unknown":1}';
  expect(record({ "output.format": "v2" }, { data: { id: "1", text: "소유" } }, line).value).toBe(line);
});

describe("lines of a replay", () => {
  const v1 =
    `{"created_at":"Wed Oct 10 20:19:24 +0000 2018","id":1050118621198921728,"text":"cut","truncated":true,
    "extended_tweet":{"full_text":"소유 whole","entities":{"hashtags":[{"text":"kpop","indices":[0,1]}],"urls":[],
    "user_mentions":[{"id":42,"id_str":"42","name":"SOYOU","screen_name":"soyou"}]}},
    "user":{"id":6253282000000000001,"name":"API","screen_name":"twitterapi","location":null,"verified":true,
    "friends_count":1,"followers_count":2,"statuses_count":3},"lang":"ko"}`.replaceAll("\n", "");

  it("of API v1.1 become the same tweet, ids exact", () => {
    const read = readReplayLine(v1);
    if (read.kind !== "tweet") throw new Error("no tweet");
    expect(read.tweet.data).toMatchObject({
      id: "1050118621198921728",
      text: "소유 whole",
      author_id: "6253282000000000001",
      created_at: "2018-10-10T20:19:24.000Z",
    });
    expect(record({ "output.format": "string" }, read.tweet)).toMatchObject({
      key: "twitterapi",
      value: "소유 whole",
      timestamp: Date.UTC(2018, 9, 10, 20, 19, 24),
    });
    expect(textOf({}, read.tweet)).toContain('"user":{"id":6253282000000000001,"name":"API"');
  });

  it("of rows go as they are", () => {
    const read = readReplayLine(
      '{"key":"soyou_fan","value":"소유","topic":"twitter","offset":12,"timestamp":"2024-01-01T00:00:00Z"}',
    );
    if (read.kind !== "row") throw new Error("no row");
    expect(recordWriter(configOf({ "track.terms": "a" }))(read, receivedAt)).toEqual({
      key: "soyou_fan",
      value: "소유",
      timestamp: Date.UTC(2024, 0, 1),
    });
  });

  it("hold a tweet alone, or nothing that is known", () => {
    expect(readReplayLine('{"id":"1","text":"x"}')).toMatchObject({
      kind: "tweet",
      tweet: { data: { id: "1" } },
    });
    expect(readReplayLine("[1]").kind).toBe("other");
    expect(() => readReplayLine("<html>")).toThrow(SyntaxError);
  });
});
