import type { Box } from "./box.js";

/** One thing that a rule asks of a tweet; each stands alone in a rule. */
export type Operator =
  | { readonly kind: "keyword"; readonly word: string }
  | { readonly kind: "hashtag"; readonly word: string }
  | { readonly kind: "mention"; readonly word: string }
  | { readonly kind: "cashtag"; readonly word: string }
  | { readonly kind: "from"; readonly id: string }
  | { readonly kind: "to"; readonly id: string }
  | { readonly kind: "retweetsOf"; readonly id: string }
  | { readonly kind: "box"; readonly box: Box };

/** Alternatives, any of which will do. */
export type Alternatives = readonly Operator[];

/** What is tracked: all of the alternatives have to be met, as by the words of one term. */
export type Clause = readonly Alternatives[];

type Texts = { [K in Operator["kind"]]: (operator: Extract<Operator, { kind: K }>) => string };
const wordOf = (mark: string) => (operator: { word: string }) => mark + operator.word;

const texts: Texts = {
  keyword: ({ word }) => (isPlain(word) ? word : `"${word.replace(/["\\]/g, "\\$&")}"`),
  hashtag: wordOf("#"),
  mention: wordOf("@"),
  cashtag: wordOf("$"),
  from: ({ id }) => `from:${id}`,
  to: ({ id }) => `to:${id}`,
  retweetsOf: ({ id }) => `retweets_of:${id}`,
  box: ({ box: { west, south, east, north } }) =>
    `bounding_box:[${[west, south, east, north].map(degrees).join(" ")}]`,
};

function operatorText(operator: Operator): string {
  return (texts[operator.kind] as (operator: Operator) => string)(operator);
}

/** `a`, `(a OR b)`, `(a OR b) (c OR d)`. */
export function clauseText(clause: Clause): string {
  return clause
    .map(alternatives => alternatives.map(operatorText).join(" OR "))
    .map((text, i) => (clause[i]!.length > 1 ? `(${text})` : text))
    .join(" ");
}

/** Anything but letters and digits is quoted, and so are words that mean something in a rule. */
function isPlain(word: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_]*$/u.test(word) && !/^(?:or|and|not)$/i.test(word);
}

function degrees(value: number): string {
  return String(Number(value.toFixed(6)));
}
