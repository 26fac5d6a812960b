import { describe, expect, it } from "vitest";
import type { StreamTweet, Tweet } from "../../../src/twitter/records/tweet.js";
import { matchesAny } from "../../../src/twitter/rules/matches.js";
import { planRules } from "../../../src/twitter/rules/plan-rules.js";
import { configOf } from "../support.js";

function matches(lines: Readonly<Record<string, string>>, tweet: StreamTweet): boolean {
  const { track, limits } = configOf(lines);
  return matchesAny(planRules(track, limits).clauses.flat(), tweet);
}

const saying = (text: string, rest: Partial<Tweet> = {}): StreamTweet => ({
  data: { id: "1", text, ...rest },
});

describe("terms find", () => {
  it.each([
    ["소유", "소유가 왔다", true],
    ["소유", "나는 #소유 팬", true],
    ["소유", "소유권 분쟁", false],
    ["kpop", "I like KPOP!", true],
    ["kpop", "kpopping", false],
    ["new york", "York is not new", true],
    ["new york", "New Jersey", false],
    ["coca-cola", "I drink Coca-Cola", true],
    ["coca-cola", "coca and cola", false],
    ["#spark", "spark", false],
    ["#spark", "learning #Spark", true],
    ["@soyou", "hi @SoYou!", true],
    ["$TSLA", "buy $tsla now", true],
    ["🎉", "wow🎉", true],
  ])("%s in %s: %s", (terms, text, found) =>
    expect(matches({ "track.terms": terms }, saying(text))).toBe(found),
  );

  it("words of decomposed text, of long posts, of the whole of a retweet, and of what is quoted", () => {
    expect(matches({ "track.terms": "소유" }, saying("소유".normalize("NFD")))).toBe(true);
    expect(
      matches({ "track.terms": "end" }, saying("start…", { note_tweet: { text: "start and end" } })),
    ).toBe(true);
    for (const type of ["retweeted", "quoted"])
      expect(
        matches(
          { "track.terms": "original" },
          {
            ...saying("RT @a: …", { referenced_tweets: [{ type, id: "2" }] }),
            includes: { tweets: [{ id: "2", text: "the original" }] },
          },
        ),
      ).toBe(true);
  });
});

it("users are found as authors, addressees and retweeted", () => {
  const follow = { "track.follow": "7" };
  expect(matches(follow, saying("a", { author_id: "7" }))).toBe(true);
  expect(matches(follow, saying("a", { in_reply_to_user_id: "7" }))).toBe(true);
  expect(matches(follow, saying("a", { author_id: "8" }))).toBe(false);
  const retweet = saying("RT @b: x", { author_id: "8", referenced_tweets: [{ type: "retweeted", id: "2" }] });
  expect(
    matches(follow, { ...retweet, includes: { tweets: [{ id: "2", text: "x", author_id: "7" }] } }),
  ).toBe(true);
});

it("places are found by their point, or when they lie wholly within", () => {
  const seoul = { "track.locations": "126.8,37.4,127.2,37.7" };
  const at = (longitude: number) => saying("a", { geo: { coordinates: { coordinates: [longitude, 37.5] } } });
  expect(matches(seoul, at(127))).toBe(true);
  expect(matches(seoul, at(128))).toBe(false);
  const place = (east: number): StreamTweet => ({
    ...saying("a", { geo: { place_id: "p" } }),
    includes: { places: [{ id: "p", geo: { bbox: [126.85, 37.42, east, 37.45] } }] },
  });
  expect(matches(seoul, place(126.9))).toBe(true);
  expect(matches(seoul, place(127.3))).toBe(false);
});
