import { UserError } from "../../util/errors.js";
import { withParticles } from "./korean.js";
import type { Alternatives, Clause } from "./operator.js";

/**
 * A term of `track.terms` as v1.1 understood it: all of its words, each in the text, as a hashtag or as a mention. What v1.1
 * found in links' addresses is not asked for.
 * @param particles how many of Korean's particles may follow a word
 * @throws UserError for a word in which X would see no letter
 */
export function termClause(term: string, particles: number): Clause {
  return term.split(/\s+/).map(word => alternatives(word, particles));
}

function alternatives(word: string, particles: number): Alternatives {
  const [mark, name] = [word[0]!, word.slice(1)];
  if (mark === "#" && isTag(name)) return [{ kind: "hashtag", word: name }];
  if (mark === "@" && isHandle(name)) return [{ kind: "mention", word: name }];
  if (mark === "$" && /^[A-Za-z]{1,6}(?:[._][A-Za-z]{1,2})?$/.test(name))
    return [{ kind: "cashtag", word: name }];
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u.test(word))
    throw new UserError(`track.terms: "${word}" has neither letter nor digit, so X finds it nowhere.`);
  return [
    { kind: "keyword", word },
    ...(isTag(word) ? [{ kind: "hashtag", word } as const] : []),
    ...(isHandle(word) ? [{ kind: "mention", word } as const] : []),
    ...withParticles(word, particles).map(inflected => ({ kind: "keyword", word: inflected }) as const),
  ];
}

/** Letters, digits and `_`, and not digits alone. */
function isTag(word: string): boolean {
  return /^[\p{L}\p{M}\p{N}_]+$/u.test(word) && !/^[\p{N}_]+$/u.test(word);
}

function isHandle(word: string): boolean {
  return /^[A-Za-z0-9_]{1,15}$/.test(word);
}
