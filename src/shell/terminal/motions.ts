/** Where a motion from `at` leads, in UTF-16 units. */
export type Motion = (text: string, at: number) => number;

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/** No grapheme worth stepping over whole is longer. */
const longestGrapheme = 64;

/** The start of the grapheme before: a syllable with its jamo, a letter with its marks, an emoji with all it is joined to. */
export const left: Motion = (text, at) => {
  const from = Math.max(0, at - longestGrapheme);
  const last = [...segmenter.segment(text.slice(from, at))].at(-1);
  return last ? from + last.index : 0;
};

/** The end of the grapheme at the cursor. */
export const right: Motion = (text, at) => {
  const [first] = segmenter.segment(text.slice(at, at + longestGrapheme));
  return at + (first?.segment.length ?? 0);
};

const wordAhead = /^(?:[^\p{L}\p{N}\p{M}_]*[\p{L}\p{N}\p{M}_]+|[^\p{L}\p{N}\p{M}_]+)/u;
const wordBehind = /(?:[\p{L}\p{N}\p{M}_]+[^\p{L}\p{N}\p{M}_]*|[^\p{L}\p{N}\p{M}_]+)$/u;

/** Behind the next word. */
export const wordRight: Motion = (text, at) => at + (wordAhead.exec(text.slice(at))?.[0].length ?? 0);

/** Before the word behind. */
export const wordLeft: Motion = (text, at) => wordBehind.exec(text.slice(0, at))?.index ?? 0;

/** Before the word, or the punctuation, behind: what Ctrl-W takes away. */
export const pieceLeft: Motion = (text, at) =>
  /(?:[\p{L}\p{N}\p{M}_]+|[^\p{L}\p{N}\p{M}_\s]+|)\s*$/u.exec(text.slice(0, at))?.index ?? 0;

export const lineStart: Motion = (text, at) => text.lastIndexOf("\n", at - 1) + 1;

export const lineEnd: Motion = (text, at) => {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
};

export const textStart: Motion = () => 0;
export const textEnd: Motion = text => text.length;

/** The same column a line above (-1) or below (1), or the start of the grapheme there; `at` itself where there is no such line. */
export function lineBy(text: string, at: number, by: -1 | 1): number {
  const start = lineStart(text, at);
  const target = by < 0 ? lineStart(text, start - 1) : lineEnd(text, at) + 1;
  if (by < 0 ? start === 0 : target > text.length) return at;
  const line = text.slice(target, lineEnd(text, target));
  return target + (segmenter.segment(line).containing(at - start)?.index ?? line.length);
}
