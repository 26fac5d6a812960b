import { fullText, plain, whole } from "../records/full-text.js";
import { type Entities, referenced, type StreamTweet } from "../records/tweet.js";
import { containsPoint } from "./box.js";
import type { Clause, Operator } from "./operator.js";

/** What operators look at in a tweet, taken out of it once. */
interface Subject {
  readonly tweet: StreamTweet;
  /** In lower case and NFC, from the quoted tweet too. */
  readonly text: string;
  /** ` a b c `: the words between separators. */
  readonly words: string;
  readonly hashtags: ReadonlySet<string>;
  readonly mentions: ReadonlySet<string>;
  readonly cashtags: ReadonlySet<string>;
}

type Tests = {
  [K in Operator["kind"]]: (operator: Extract<Operator, { kind: K }>, subject: Subject) => boolean;
};

/** As X's operators are documented: whole words, compared without regard to case. */
const tests: Tests = {
  keyword: ({ word }, { words, text }) => {
    const wanted = wordsOf(fold(word));
    return wanted === " " ? text.includes(fold(word)) : words.includes(wanted);
  },
  hashtag: ({ word }, { hashtags }) => hashtags.has(fold(word)),
  mention: ({ word }, { mentions }) => mentions.has(fold(word)),
  cashtag: ({ word }, { cashtags }) => cashtags.has(fold(word)),
  from: ({ id }, { tweet }) => tweet.data.author_id === id,
  to: ({ id }, { tweet }) => tweet.data.in_reply_to_user_id === id,
  retweetsOf: ({ id }, { tweet }) => referenced(tweet, "retweeted")?.author_id === id,
  box: ({ box }, { tweet: { data, includes } }) => {
    const point = data.geo?.coordinates?.coordinates;
    if (point) return containsPoint(box, ...point);
    const place = includes?.places?.find(({ id }) => id === data.geo?.place_id)?.geo?.bbox;
    return (
      place !== undefined && containsPoint(box, place[0], place[1]) && containsPoint(box, place[2], place[3])
    );
  },
};

/** Whether the tweet meets one of the clauses: the rules' own meaning, for tweets that X did not choose. */
export function matchesAny(clauses: readonly Clause[], tweet: StreamTweet): boolean {
  const subject = subjectOf(tweet);
  return clauses.some(clause =>
    clause.every(alternatives =>
      alternatives.some(operator =>
        (tests[operator.kind] as (operator: Operator, subject: Subject) => boolean)(operator, subject),
      ),
    ),
  );
}

function subjectOf(tweet: StreamTweet): Subject {
  const quoted = referenced(tweet, "quoted");
  const text = fold(quoted ? `${fullText(tweet)}\n${plain(whole(quoted))}` : fullText(tweet));
  const entities = [tweet.data, quoted].map(each => each?.note_tweet?.entities ?? each?.entities);
  return {
    tweet,
    text,
    words: wordsOf(text),
    hashtags: named(entities, text, /[#＃]([\p{L}\p{M}\p{N}_]+)/gu, each =>
      each.hashtags?.map(({ tag }) => tag),
    ),
    mentions: named(entities, text, /@(\w+)/g, each => each.mentions?.map(({ username }) => username)),
    cashtags: named(entities, text, /\$([a-z._]+)/g, each => each.cashtags?.map(({ tag }) => tag)),
  };
}

/** Names from the entities; from the text of tweets that came without. */
function named(
  entities: readonly (Entities | undefined)[],
  text: string,
  pattern: RegExp,
  take: (entities: Entities) => readonly string[] | undefined,
): ReadonlySet<string> {
  const given = entities.flatMap(each => (each && take(each)) ?? []);
  return new Set([...given.map(fold), ...Array.from(text.matchAll(pattern), match => match[1]!)]);
}

function wordsOf(text: string): string {
  const words = text.split(/[^\p{L}\p{M}\p{N}_]+/u).filter(Boolean);
  return words.length === 0 ? " " : ` ${words.join(" ")} `;
}

function fold(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
