import type { TwitterConfig } from "../config/twitter-config.js";
import { tilesOf } from "./box.js";
import { withParticles } from "./korean.js";
import { planRules } from "./plan-rules.js";

/** What `:producer --explain` shows: the rules as they would be sent, what they find, and what v2 does not find any more. */
export function explain(config: TwitterConfig): string {
  const { origin, track } = config;
  if (origin.kind === "x" && origin.streamType === "sample")
    return [
      "GET /2/tweets/sample/stream: 1 % of all tweets, without rules.",
      ...(track.languages.length > 0 ? [`Of these, ${track.languages.join(", ")} are kept here.`] : []),
    ].join("\n");
  if ([track.terms, track.follow, track.boxes].every(({ length }) => length === 0))
    return "Nothing is tracked: no rule is sent, every tweet is kept.";
  const plan = planRules(track, config.limits);
  return [
    `${plan.values.length} of ${config.limits.rules} rules, up to ${config.limits.length} characters each:`,
    ...plan.values.map((value, i) => `  ${i + 1}. (${value.length}) ${value}`),
    "A tweet is delivered that any of them finds:",
    ...track.terms.map(term => `  ${termMeaning(term, plan.particles)}`),
    ...track.follow.map(id => `  tweets and retweets by user ${id}, answers to them, retweets of them`),
    ...track.boxes.map(
      box =>
        `  tweets from ${box.west},${box.south},${box.east},${box.north} (in ${tilesOf(box).length} boxes of less than 25 miles)`,
    ),
    ...(track.languages.length > 0 ? [`and whose language is ${track.languages.join(" or ")}.`] : []),
    ...notes(config, plan.isShortened).map(note => `Note: ${note}`),
  ].join("\n");
}

function termMeaning(term: string, particles: number): string {
  const words = term.split(/\s+/);
  const inflected = words.flatMap(word => withParticles(word, particles));
  const also = inflected.length > 0 ? `; also ${inflected.join(" ")}` : "";
  return `${words.map(word => `"${word}"`).join(" and ")} as a whole word, hashtag or mention${also}`;
}

/** What the old API found and v2 does not. */
function notes({ track }: TwitterConfig, isShortened: boolean): string[] {
  const has = (pattern: RegExp) => track.terms.some(term => pattern.test(term));
  return [
    ...(track.terms.length > 0 ? ["terms are not looked for in the addresses of links any more."] : []),
    ...(isShortened ? ["some particles are left out, for which the rules have no room."] : []),
    ...(has(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u)
      ? ["Japanese and Chinese are found only between spaces or punctuation, as X compares whole words."]
      : []),
    ...(track.boxes.length > 0
      ? ["a place has to lie wholly within one box, and retweets have no place, where v1.1 took any overlap."]
      : []),
  ];
}
