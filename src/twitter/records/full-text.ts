import { authorOf, referenced, type StreamTweet, type Tweet } from "./tweet.js";

/**
 * The whole text: that of a long post, which `text` cuts, and that of a retweet, which begins with `RT @user: ` as in
 * `text`, where it is cut too. X writes `&`, `<` and `>` as HTML; these are undone, as the old connector's library did.
 */
export function fullText(tweet: StreamTweet): string {
  const original = referenced(tweet, "retweeted");
  if (!original) return plain(whole(tweet.data));
  const lead =
    /^RT @\w+: /.exec(tweet.data.text)?.[0] ??
    `RT @${authorOf({ ...tweet, data: original })?.username ?? original.author_id ?? "?"}: `;
  return lead + plain(whole(original));
}

export function whole({ text, note_tweet }: Tweet): string {
  return note_tweet?.text ?? text;
}

const characters: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

export function plain(text: string): string {
  return text.includes("&") ? text.replace(/&(?:amp|lt|gt);/g, found => characters[found]!) : text;
}
