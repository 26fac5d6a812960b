import { cellWidth } from "./cells.js";

/** Which characters a terminal draws together. Terminals differ, so they are asked (`KeyInput`); old ones join none. */
export interface JoinRules {
  /** Emoji around a zero-width joiner, as in 👨‍👩‍👧. */
  readonly joiner: boolean;
  /** A skin tone and what it colours, as in 👍🏽. */
  readonly modifier: boolean;
  /** Whether U+FE0F makes a narrow character a wide emoji, as in ❤️. */
  readonly variation: boolean;
}

export const joinsNone: JoinRules = { joiner: false, modifier: false, variation: false };

/** A grapheme of each kind, whose width in the terminal tells its rule. */
export const joinSamples: Readonly<Record<keyof JoinRules, string>> = {
  joiner: "👨‍👩‍👧",
  modifier: "👍🏽",
  variation: "❤️",
};

const combinesWithSyllable = /[\u1160-\u11ff\ud7b0-\ud7ff]/;
const modifier = /\p{Emoji_Modifier}/u;

/** The cells that a terminal with these rules gives one grapheme. */
export function graphemeCells(grapheme: string, rules: JoinRules): number {
  if (grapheme.length === 1) return cellWidth(grapheme);
  let cells = 0;
  let before = "";
  for (const character of grapheme) {
    const joined =
      before !== "" &&
      (combinesWithSyllable.test(character) ||
        (rules.joiner && before === "\u200d") ||
        (rules.modifier && modifier.test(character)));
    if (character === "\ufe0f" && rules.variation) cells = Math.max(cells, 2);
    else if (!joined) cells += cellWidth(character);
    before = character;
  }
  return cells;
}
