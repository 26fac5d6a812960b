import type { ClassFlags } from "./java-regex-class.js";

/** POSIX classes, ASCII only, and what they are with UNICODE_CHARACTER_CLASS. */
const posix: Readonly<Record<string, readonly [ascii: string, unicode: string]>> = {
  Lower: ["a-z", "\\p{Lowercase}"],
  Upper: ["A-Z", "\\p{Uppercase}"],
  ASCII: ["\\x00-\\x7f", "\\x00-\\x7f"],
  Alpha: ["a-zA-Z", "\\p{Alphabetic}"],
  Digit: ["0-9", "\\p{Nd}"],
  Alnum: ["a-zA-Z0-9", "\\p{Alphabetic}\\p{Nd}"],
  Punct: ["!-\\/:-@\\[-`\\{-~", "\\p{P}"],
  Graph: ["!-~", "[^\\p{White_Space}\\p{Cc}\\p{Cs}\\p{Cn}]"],
  Print: [" -~", "[^\\p{Zl}\\p{Zp}\\p{Cc}\\p{Cs}\\p{Cn}]"],
  Blank: [" \\t", "\\p{Zs}\\t"],
  Cntrl: ["\\x00-\\x1f\\x7f", "\\p{Cc}"],
  XDigit: ["0-9a-fA-F", "\\p{Nd}\\p{Hex_Digit}"],
  Space: [" \\t\\n\\v\\f\\r", "\\p{White_Space}"],
};

/** `java.lang.Character`'s tests. */
const javaTests: Readonly<Record<string, string>> = {
  javaLowerCase: "\\p{Lowercase}",
  javaUpperCase: "\\p{Uppercase}",
  javaTitleCase: "\\p{Lt}",
  javaAlphabetic: "\\p{Alphabetic}",
  javaIdeographic: "\\p{Ideographic}",
  javaDigit: "\\p{Nd}",
  javaLetter: "\\p{L}",
  javaLetterOrDigit: "\\p{L}\\p{Nd}",
  javaDefined: "\\P{Cn}",
  javaISOControl: "\\p{Cc}",
  javaSpaceChar: "\\p{Z}",
  javaWhitespace:
    "\\t\\n\\v\\f\\r\\x1c-\\x1f\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000 ",
  javaMirrored: "\\p{Bidi_Mirrored}",
  javaJavaIdentifierStart: "\\p{L}\\p{Nl}\\p{Sc}\\p{Pc}",
  javaJavaIdentifierPart: "\\p{L}\\p{Nl}\\p{Sc}\\p{Pc}\\p{Nd}\\p{M}",
};

const special: Readonly<Record<string, string>> = {
  L1: "\\x00-\\xff",
  all: "\\x00-\\u{10ffff}",
  LD: "\\p{L}\\p{Nd}",
  LC: "\\p{Lu}\\p{Ll}\\p{Lt}",
};

/** `Is…` names that are no script, category or property of JavaScript's. */
const binary: Readonly<Record<string, string>> = {
  LETTER: "\\p{L}",
  PUNCTUATION: "\\p{P}",
  CONTROL: "\\p{Cc}",
  WHITESPACE: "\\p{White_Space}",
  DIGIT: "\\p{Nd}",
  ALNUM: "\\p{Alphabetic}\\p{Nd}",
  TITLECASE: "\\p{Lt}",
  ASSIGNED: "\\P{Cn}",
};

/** The Unicode blocks that text is searched for most. */
const blocks: Readonly<Record<string, string>> = {
  BASICLATIN: "\\x00-\\x7f",
  LATIN1SUPPLEMENT: "\\x80-\\xff",
  LATINEXTENDEDA: "\\u0100-\\u017f",
  LATINEXTENDEDB: "\\u0180-\\u024f",
  GREEK: "\\u0370-\\u03ff",
  GREEKANDCOPTIC: "\\u0370-\\u03ff",
  CYRILLIC: "\\u0400-\\u04ff",
  ARMENIAN: "\\u0530-\\u058f",
  HEBREW: "\\u0590-\\u05ff",
  ARABIC: "\\u0600-\\u06ff",
  DEVANAGARI: "\\u0900-\\u097f",
  THAI: "\\u0e00-\\u0e7f",
  HANGULJAMO: "\\u1100-\\u11ff",
  GENERALPUNCTUATION: "\\u2000-\\u206f",
  CURRENCYSYMBOLS: "\\u20a0-\\u20cf",
  ARROWS: "\\u2190-\\u21ff",
  MATHEMATICALOPERATORS: "\\u2200-\\u22ff",
  BOXDRAWING: "\\u2500-\\u257f",
  CJKSYMBOLSANDPUNCTUATION: "\\u3000-\\u303f",
  HIRAGANA: "\\u3040-\\u309f",
  KATAKANA: "\\u30a0-\\u30ff",
  CJKUNIFIEDIDEOGRAPHS: "\\u4e00-\\u9fff",
  HANGULSYLLABLES: "\\uac00-\\ud7af",
  HALFWIDTHANDFULLWIDTHFORMS: "\\uff00-\\uffef",
  EMOTICONS: "\\u{1f600}-\\u{1f64f}",
};

const CASED: readonly string[] = [
  "Lower",
  "Upper",
  "javaLowerCase",
  "javaUpperCase",
  "javaTitleCase",
  "Lu",
  "Ll",
  "Lt",
];

/** The inside of a class for the name in `\p{…}`; undefined where Java knows none, or JavaScript cannot say it. */
export function javaProperty(name: string, flags: ClassFlags): string | undefined {
  if (flags.caseInsensitive && CASED.includes(name.replace(/^Is/, "")))
    return name === "Lower" || name === "Upper" ? "a-zA-Z" : "\\p{Lu}\\p{Ll}\\p{Lt}";
  const ascii = posix[name];
  if (ascii) return ascii[flags.unicodeClasses ? 1 : 0];
  const known = javaTests[name] ?? special[name];
  if (known) return known;
  const [, key, value] = /^(\w+)=(.+)$/.exec(name) ?? [];
  switch (key?.toLowerCase()) {
    case "sc":
    case "script":
      return existing(`Script=${titleCase(value!)}`);
    case "gc":
    case "general_category":
      return existing(value!);
    case "blk":
    case "block":
      return blockOf(value!);
  }
  if (name.startsWith("In")) return blockOf(name.slice(2));
  if (!name.startsWith("Is")) return existing(name);
  const rest = name.slice(2);
  return (
    binary[rest.toUpperCase()] ??
    existing(`Script=${titleCase(rest)}`) ??
    existing(titleCase(rest)) ??
    existing(rest)
  );
}

function blockOf(name: string): string | undefined {
  return blocks[name.toUpperCase().replace(/[ _-]/g, "")];
}

function titleCase(name: string): string {
  return name.toLowerCase().replace(/(^|_)[a-z]/g, letter => letter.toUpperCase());
}

function existing(property: string): string | undefined {
  try {
    new RegExp(`\\p{${property}}`, "v");
    return `\\p{${property}}`;
  } catch {
    return undefined;
  }
}
