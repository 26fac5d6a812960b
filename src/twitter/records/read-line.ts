import type { StreamTweet } from "./tweet.js";
import { fromV1, type V1Tweet } from "./v1-tweet.js";

/** A record of Kafka as a line of JSON: what `df.write.json` makes of a query on a topic. */
export interface KeyValueRow {
  readonly key: string | null;
  readonly value: string;
  readonly timestamp?: string;
}

/** What goes to Kafka: a tweet with the line that it came as, or a row as it is. */
export type Item =
  | { readonly kind: "tweet"; readonly tweet: StreamTweet; readonly line: string }
  | { readonly kind: "row"; readonly row: KeyValueRow };

/** What one line holds. */
export type Line =
  | Item
  /** Something that X says about the stream, or what is no tweet at all. */
  | { readonly kind: "other"; readonly json: unknown };

/** @throws SyntaxError when it is no JSON */
export function readLine(line: string): Line {
  const json: unknown = JSON.parse(line);
  return isStreamTweet(json) ? { kind: "tweet", tweet: json, line } : { kind: "other", json };
}

/**
 * A line of a replay: as a stream sends it, the tweet alone, a tweet of API v1.1, or a row of key and value.
 * @throws SyntaxError when it is no JSON
 */
export function readReplayLine(line: string): Line {
  // v1.1 writes ids as numbers that JavaScript's cannot hold: they become texts, as v2 has them.
  const json: unknown = JSON.parse(line.replace(/(":\s*)(\d{16,})(?=\s*[,}])/g, '$1"$2"'));
  if (isStreamTweet(json)) return { kind: "tweet", tweet: json, line };
  if (!isObject(json)) return { kind: "other", json };
  const tweet = isV1(json) ? fromV1(json) : { data: json };
  if (isStreamTweet(tweet)) return { kind: "tweet", tweet, line: JSON.stringify(tweet) };
  if (isRow(json)) return { kind: "row", row: json };
  return { kind: "other", json };
}

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function isStreamTweet(json: unknown): json is StreamTweet {
  return (
    isObject(json) &&
    isObject(json.data) &&
    typeof json.data.id === "string" &&
    typeof json.data.text === "string"
  );
}

function isV1(json: Record<string, unknown>): json is Record<string, unknown> & V1Tweet {
  return isObject(json.user) && ["text", "full_text"].some(name => typeof json[name] === "string");
}

function isRow(json: Record<string, unknown>): json is Record<string, unknown> & KeyValueRow {
  return typeof json.value === "string" && (typeof json.key === "string" || (json.key ?? null) === null);
}
