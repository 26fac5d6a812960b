import { afterAll, expect, it } from "vitest";
import { from_json } from "../../src/sql/functions.js";
import { tweetSchema } from "../../src/sql/tweet-schema.js";
import { structuredJson } from "../../src/twitter/records/structured.js";
import { structuredSchema } from "../../src/twitter/records/structured-schema.js";
import type { StreamTweet } from "../../src/twitter/records/tweet.js";
import { openSession } from "../session.js";

const session = openSession();
afterAll(() => session.close());

const tweet: StreamTweet = {
  data: {
    id: "1346889436626259968",
    text: "소유 🎉 #kpop",
    author_id: "42",
    created_at: "2024-01-15T10:35:00.000Z",
    lang: "ko",
    entities: { hashtags: [{ tag: "kpop" }], mentions: [{ username: "soyou", id: "42" }] },
  },
  includes: { users: [{ id: "42", name: "SOYOU", username: "soyou", public_metrics: { tweet_count: 7 } }] },
  matching_rules: [{ id: "1", tag: "cats" }],
};

const read = (json: string, schema: keyof typeof tweetSchema, ...columns: string[]) =>
  session.spark
    .createDataFrame([{ value: json }])
    .select(from_json("value", tweetSchema[schema]).as("t"))
    .select("t.*")
    .selectExpr(...columns)
    .collect();

it("tweetSchema.v2 reads X's lines", async () => {
  const [row] = await read(
    JSON.stringify(tweet),
    "v2",
    "data.id",
    "data.text",
    "CAST(data.created_at AS STRING)",
    "data.entities.hashtags[0].tag",
    "includes.users[0].username",
    "matching_rules[0].tag",
    "includes.places",
  );
  expect(row!.toSeq()).toEqual([
    "1346889436626259968",
    "소유 🎉 #kpop",
    "2024-01-15 10:35:00",
    "kpop",
    "soyou",
    "cats",
    null,
  ]);
});

it("tweetSchema.structured reads the struct, whose fields are those of the Connect schema", async () => {
  const [row] = await read(
    structuredJson(tweet, 0),
    "structured",
    "id",
    "created_at",
    "user.screen_name",
    "entities.hashtags.text",
  );
  expect(row!.toSeq()).toEqual([1346889436626259968n, "2024-01-15T10:35:00.000+0000", "soyou", ["kpop"]]);
  expect(`struct<${ddl(structuredSchema as never)}>`).toBe(tweetSchema.structured.simpleString);
});

it("tweetSchema.string reads rows of key and value", async () => {
  const [row] = await read('{"key":"soyou","value":"소유"}', "string", "key", "value");
  expect(row!.toSeq()).toEqual(["soyou", "소유"]);
});

interface AnySchema {
  readonly type: string;
  readonly fields?: readonly (AnySchema & { readonly field: string })[];
  readonly items?: AnySchema;
}

/** A Connect schema's fields as Spark writes them. */
function ddl({ fields = [] }: AnySchema): string {
  const names: Readonly<Record<string, string>> = { int64: "bigint", int32: "int" };
  const typeOf = (schema: AnySchema): string =>
    schema.items
      ? `array<${typeOf(schema.items)}>`
      : schema.fields
        ? `struct<${ddl(schema)}>`
        : (names[schema.type] ?? schema.type);
  return fields.map(field => `${field.field}:${typeOf(field)}`).join(",");
}
