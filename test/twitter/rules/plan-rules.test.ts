import { describe, expect, it } from "vitest";
import { tilesOf } from "../../../src/twitter/rules/box.js";
import { explain } from "../../../src/twitter/rules/explain.js";
import { planRules } from "../../../src/twitter/rules/plan-rules.js";
import { configOf } from "../support.js";

function rules(lines: Readonly<Record<string, string>>): readonly string[] {
  const { track, limits } = configOf({ "track.korean.particles": "false", ...lines });
  return planRules(track, limits).values;
}

describe("terms", () => {
  it.each([
    ["kpop", "kpop OR #kpop OR @kpop"],
    ["소유,아이유,kpop", "소유 OR #소유 OR 아이유 OR #아이유 OR kpop OR #kpop OR @kpop"],
    ["new york", "(new OR #new OR @new) (york OR #york OR @york)"],
    ["#소유,@soyou,$TSLA", "#소유 OR @soyou OR $TSLA"],
    ["coca-cola", '"coca-cola"'],
    ["or,AND", '"or" OR #or OR @or OR "AND" OR #AND OR @AND'],
    ["-ipad", '"-ipad"'],
    ["from:nasa", '"from:nasa"'],
    ['say"hi', '"say\\"hi"'],
    ["☕️", '"☕️"'],
    ["2024", "2024 OR @2024"],
  ])("%s", (terms, rule) => expect(rules({ "track.terms": terms })).toEqual([rule]));

  it("that X could find nowhere are refused", () =>
    expect(() => rules({ "track.terms": "a,!!!" })).toThrow(
      'track.terms: "!!!" has neither letter nor digit',
    ));
});

describe("Korean particles", () => {
  const values = (terms: string) =>
    rules({ "track.terms": terms, "track.korean.particles": "true" }).join(" OR ").split(" OR ");

  it.each([
    ["소유", ["소유", "#소유", "소유가", "소유는", "소유를", "소유의", "소유로", "소유랑", "소유야"]],
    ["지민", ["지민이", "지민은", "지민을", "지민과", "지민으로", "지민이랑", "지민아"]],
    ["서울", ["서울이", "서울로", "서울에서"]],
  ])("%s", (term, words) => expect(values(term)).toEqual(expect.arrayContaining(words)));

  it("are those that the last letter takes", () => {
    expect(values("소유")).not.toContain("소유이");
    expect(values("서울")).not.toContain("서울으로");
    expect(values("kpop")).toEqual(["kpop", "#kpop", "@kpop"]);
  });

  it("give way where there is no room for them", () => {
    const terms = Array.from({ length: 5 }, (_, i) => `한국어낱말${"가나다라마"[i]}`).join(",");
    const { track, limits } = configOf({
      "track.terms": terms,
      "twitter.rules.max": "2",
      "twitter.rules.length": "200",
    });
    const plan = planRules(track, limits);
    expect(plan.isShortened).toBe(true);
    expect(plan.particles).toBeGreaterThan(0);
    expect(plan.values.length).toBe(2);
    for (const value of plan.values) expect(value.length).toBeLessThanOrEqual(200);
  });
});

describe("languages", () => {
  it("narrow every rule", () => {
    expect(rules({ "track.terms": "#a", language: "ko" })).toEqual(["#a lang:ko"]);
    expect(rules({ "track.terms": "#a,#b", language: "ko,en" })).toEqual(["(#a OR #b) (lang:ko OR lang:en)"]);
  });
});

describe("users and places", () => {
  it("ask for what v1.1 delivered", () => {
    expect(rules({ "track.follow": "2244994945" })).toEqual([
      "from:2244994945 OR retweets_of:2244994945 OR to:2244994945",
    ]);
    expect(rules({ "track.locations": "126.9,37.5,127.1,37.6" })).toEqual([
      "bounding_box:[126.9 37.5 127.1 37.6]",
    ]);
  });

  it("tile a large box without gaps, each tile under 25 miles", () => {
    const tiles = tilesOf({ west: -122.75, south: 36.8, east: -121.75, north: 37.8 });
    expect(tiles).toHaveLength(9);
    const milesPerDegree = 69.17;
    for (const { west, south, east, north } of tiles) {
      expect((north - south) * milesPerDegree).toBeLessThan(25);
      expect((east - west) * milesPerDegree * Math.cos((south * Math.PI) / 180)).toBeLessThan(25);
    }
    expect(Math.min(...tiles.map(({ west }) => west))).toBe(-122.75);
    expect(Math.max(...tiles.map(({ north }) => north))).toBe(37.8);
    expect(tiles[0]!.east).toBe(tiles[1]!.west);
    expect(tiles[0]!.north).toBe(tiles[3]!.south);
  });

  it("refuse a box that would take too many rules, and say so", () =>
    expect(() => rules({ "track.locations": "-180,-90,180,90" })).toThrow(
      /X takes boxes of less than 25 miles, so \d+ of them would be needed/,
    ));
});

describe("limits", () => {
  it("of length and number hold, with everything asked for", () => {
    const ids = Array.from({ length: 100 }, (_, i) => `${1_400_000_000_000_000_000n + BigInt(i)}`);
    const values = rules({ "track.follow": ids.join(","), language: "ko,en,ja", "twitter.tier": "elevated" });
    expect(values.length).toBeLessThanOrEqual(25);
    for (const value of values) expect(value.length).toBeLessThanOrEqual(512);
    for (const id of ids)
      for (const operator of ["from", "to", "retweets_of"])
        expect(values.filter(value => new RegExp(`\\b${operator}:${id}\\b`).test(value))).toHaveLength(1);
  });

  it("that cannot be held are told before anything is sent", () => {
    const ids = Array.from({ length: 5000 }, (_, i) => `${1_400_000_000_000_000_000n + BigInt(i)}`);
    expect(() => rules({ "track.follow": ids.join(","), "twitter.tier": "essential" })).toThrow(
      /\d+ rules are needed for what is tracked, and this access to X allows 5/,
    );
    expect(() => rules({ "track.terms": "x".repeat(2000) })).toThrow(
      /is too long for a rule of 1024 characters/,
    );
  });
});

it("explains the rules, what they find, and what v2 does not find", () => {
  const text = explain(
    configOf({ "track.terms": "소유,ソユ", language: "ko", "track.locations": "-122.75,36.8,-121.75,37.8" }),
  );
  for (const part of [
    "소유가",
    "lang:ko",
    '"소유" as a whole word, hashtag or mention; also 소유가 소유는',
    "in 9 boxes of less than 25 miles",
    "and whose language is ko.",
    "Note: Japanese and Chinese are found only between spaces",
    "Note: a place has to lie wholly within one box",
    "Note: terms are not looked for in the addresses of links",
  ])
    expect(text).toContain(part);
  expect(explain(configOf({ "stream.type": "sample", language: "ko" }))).toContain(
    "without rules.\nOf these, ko are",
  );
});
