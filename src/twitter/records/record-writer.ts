import type { ProducerRecord } from "../../kafka/client/producer.js";
import type { Converters } from "../config/converters.js";
import type { TwitterConfig } from "../config/twitter-config.js";
import { fullText } from "./full-text.js";
import type { Item, KeyValueRow } from "./read-line.js";
import { structuredJson } from "./structured.js";
import { structuredSchema, textSchema } from "./structured-schema.js";
import { authorOf } from "./tweet.js";

type RecordConfig = Pick<TwitterConfig, "outputFormat" | "converters">;
type Incoming = Extract<Item, { kind: "tweet" }>;

/** Makes a tweet's record: the screen name as key, its id and language as headers, its creation as timestamp. */
type RecordWriter = (item: Item, receivedAt: number) => ProducerRecord;

/** Makes the records of all that can be read; a tweet of a shape that nobody foresaw stops none of the others. */
export type ItemsWriter = (items: readonly Item[], receivedAt: number) => ProducerRecord[];

/** @param leftOut told of each tweet that cannot be read, and why */
export function itemsWriter(config: RecordConfig, leftOut: (error: unknown) => void): ItemsWriter {
  const write = recordWriter(config);
  return (items, receivedAt) =>
    items.flatMap(item => {
      try {
        return [write(item, receivedAt)];
      } catch (error) {
        leftOut(error);
        return [];
      }
    });
}

const structHead = `{"schema":${JSON.stringify(structuredSchema)},"payload":`;
const textHead = `{"schema":${JSON.stringify(textSchema)},"payload":`;

/** A text as StringConverter or JsonConverter writes it. */
const texts: Readonly<Record<Converters["text"], (text: string) => string>> = {
  string: text => text,
  json: text => JSON.stringify(text),
  "json-envelope": text => `${textHead}${JSON.stringify(text)}}`,
};

type Value = (incoming: Incoming, receivedAt: number) => string;

const values: Readonly<Record<TwitterConfig["outputFormat"], (converters: Converters) => Value>> = {
  string:
    ({ text }) =>
    ({ tweet }) =>
      texts[text](fullText(tweet)),
  structured: ({ struct }) =>
    struct === "json"
      ? ({ tweet }, receivedAt) => structuredJson(tweet, receivedAt)
      : ({ tweet }, receivedAt) => `${structHead}${structuredJson(tweet, receivedAt)}}`,
  v2:
    () =>
    ({ line }) =>
      line,
};

export function recordWriter({ outputFormat, converters }: RecordConfig): RecordWriter {
  const value = values[outputFormat](converters);
  const key = texts[converters.key];
  return (item, receivedAt) => {
    if (item.kind === "row") return rowRecord(item.row);
    const { tweet } = item;
    const { id, lang, created_at } = tweet.data;
    const screenName = authorOf(tweet)?.username;
    const createdAt = Date.parse(created_at ?? "");
    return {
      key: screenName === undefined ? null : key(screenName),
      value: value(item, receivedAt),
      headers: { id, ...(lang !== undefined && { language: lang }) },
      timestamp: Number.isNaN(createdAt) ? receivedAt : createdAt,
    };
  };
}

function rowRecord({ key, value, timestamp }: KeyValueRow): ProducerRecord {
  const time = Date.parse(timestamp ?? "");
  return { key: key ?? null, value, ...(!Number.isNaN(time) && { timestamp: time }) };
}
