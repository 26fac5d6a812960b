/** The codes of the letters A to Z; vowels are 0, H and W are passed over (7). */
const SOUNDEX = "01230127022455012623017202";

/** The Soundex code of an English word; text that begins with no letter as it is. */
export function soundex(text: string): string {
  const first = text.charAt(0).toUpperCase();
  if (!/^[A-Z]/.test(text.charAt(0).toUpperCase()) || !/^[a-zA-Z]/.test(text)) return text;
  let code = first;
  let last = letterCode(first);
  for (const character of text.slice(1)) {
    if (!/[a-zA-Z]/.test(character)) {
      last = "0";
      continue;
    }
    const next = letterCode(character.toUpperCase());
    if (next === "7") continue;
    if (next !== "0" && next !== last) code += next;
    if (code.length === 4) break;
    last = next;
  }
  return code.padEnd(4, "0");
}

function letterCode(letter: string): string {
  return SOUNDEX[letter.charCodeAt(0) - 65]!;
}

/** The least number of insertions, deletions and substitutions of characters that make one text of the other. */
export function levenshtein(left: string, right: string): number {
  const [a, b] = [[...left], [...right]];
  let previous = b.map((_, j) => j + 1);
  previous.unshift(0);
  for (const [i, x] of a.entries()) {
    const row = [i + 1];
    for (const [j, y] of b.entries())
      row.push(Math.min(row[j]! + 1, previous[j + 1]! + 1, previous[j]! + (x === y ? 0 : 1)));
    previous = row;
  }
  return previous[b.length]!;
}

/** The Luhn checksum of card numbers; false for what is not all digits. */
export function luhnCheck(digits: string): boolean {
  if (!/^[0-9]+$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

const SENTENCE_END = /(?:[!?][.!?]*["')\]]*\s*|\.+["')\]]*\s+(?!\p{Ll})|[。！？]+\s*|\n{2,}|\u2029)/u;
const WORD = /[\p{L}\p{N}\p{M}_]+(?:[.'’:·,-][\p{L}\p{N}\p{M}_]+)*/gu;

/** The words of each sentence, without punctuation. */
export function sentences(text: string): string[][] {
  return text
    .split(SENTENCE_END)
    .map(sentence => [...sentence.matchAll(WORD)].flatMap(([word]) => splitWord(word)))
    .filter(words => words.length > 0);
}

/** A comma joins digits only. */
function splitWord(word: string): string[] {
  return word.split(/(?<!\d),|,(?!\d)/);
}

/** The digraphs whose first letter alone is a capital in a title. */
const titleCases: Readonly<Record<string, string>> = {
  Ǆ: "ǅ",
  ǆ: "ǅ",
  Ǉ: "ǈ",
  ǉ: "ǈ",
  Ǌ: "ǋ",
  ǌ: "ǋ",
  Ǳ: "ǲ",
  ǳ: "ǲ",
};

/** The first letter of each word in title case, the others small; words are what spaces part. */
export function initcap(text: string): string {
  return text.toLowerCase().replace(/(^| )([^ ])/gu, (_, space: string, letter: string) => {
    const upper = titleCases[letter] ?? letter.toUpperCase();
    return space + ([...upper].length === 1 ? upper : letter);
  });
}
