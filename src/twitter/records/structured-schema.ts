/** Connect's schemas, as far as the old connector used them. */
type ConnectSchema =
  | { readonly type: "int64" | "int32" | "boolean" | "string"; readonly optional: boolean }
  | { readonly type: "array"; readonly items: ConnectSchema; readonly optional: boolean }
  | {
      readonly type: "struct";
      readonly fields: readonly (ConnectSchema & { readonly field: string })[];
      readonly optional: boolean;
      readonly name: string;
    };

const required = <T extends "int64" | "int32" | "boolean">(type: T) => ({ type, optional: false }) as const;
const text = { type: "string", optional: true } as const;
const many = (items: ConnectSchema) => ({ type: "array", items, optional: true }) as const;

function struct(name: string, fields: Readonly<Record<string, ConnectSchema>>): ConnectSchema {
  return {
    type: "struct",
    fields: Object.entries(fields).map(([field, schema]) => ({ ...schema, field })),
    optional: false,
    name: `com.eneco.trading.kafka.connect.twitter.${name}`,
  };
}

/** The old connector's struct, in the form of Connect's JsonConverter. */
export const structuredSchema = struct("Tweet", {
  id: required("int64"),
  created_at: text,
  user: struct("User", {
    id: required("int64"),
    name: text,
    screen_name: text,
    location: text,
    verified: required("boolean"),
    friends_count: required("int32"),
    followers_count: required("int32"),
    statuses_count: required("int32"),
  }),
  text,
  lang: text,
  is_retweet: required("boolean"),
  entities: struct("Entities", {
    hashtags: many(struct("Hashtag", { text })),
    media: many(
      struct("Medium", {
        display_url: text,
        expanded_url: text,
        id: required("int64"),
        type: text,
        url: text,
      }),
    ),
    urls: many(struct("Url", { display_url: text, expanded_url: text, url: text })),
    user_mentions: many(struct("UserMention", { id: required("int64"), name: text, screen_name: text })),
  }),
});

/** The schema of a text that is not optional. */
export const textSchema = { type: "string", optional: false } as const;
