import { trimControls } from "../../../types/parse-timestamp.js";
import { type CastMaker, malformedText } from "./cast-mode.js";

const words: Readonly<Record<string, boolean>> = {
  t: true,
  true: true,
  y: true,
  yes: true,
  1: true,
  f: false,
  false: false,
  n: false,
  no: false,
  0: false,
};

/** Casts to BOOLEAN: words, and numbers that are not 0. */
export const toBoolean: CastMaker = (from, to, mode) => {
  switch (from.kind) {
    case "string":
      return (text: string) => {
        const word = trimControls(text).toLowerCase();
        return Object.hasOwn(words, word) ? words[word]! : mode.fail(() => malformedText(text, to));
      };
    case "date":
      return () => null;
    default:
      return value => Number(value) !== 0;
  }
};
