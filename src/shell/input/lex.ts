export type LexemeKind = "comment" | "string" | "regex" | "word" | "number" | "mark";

/** A piece of an entry; the blanks between are none. */
export interface Lexeme {
  readonly kind: LexemeKind;
  readonly start: number;
  readonly end: number;
  /** Whether it goes on beyond the text: a template, a block comment, three quotes. */
  readonly isOpen?: boolean;
  /** Of a string in whose `${…}` code stands. */
  readonly isInterpolated?: boolean;
}

const word = /[\p{L}_$][\p{L}\p{N}\p{M}_$]*/uy;
const number = /(?:0[xXbBoO][\da-fA-F_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?)[nlLfFdD]?/y;
const blank = /\s+/y;

/** The pieces of an entry, of TypeScript and of Scala alike, by characters alone: every key waits for it. */
export function lex(text: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  let at = 0;
  /** What a slash would follow: whether it divides or begins a regular expression. */
  let before: Lexeme | undefined;
  const matched = (pattern: RegExp): number | undefined => {
    pattern.lastIndex = at;
    return pattern.test(text) ? pattern.lastIndex : undefined;
  };
  const push = (kind: LexemeKind, end: number, more: Partial<Lexeme> = {}) => {
    const lexeme = { kind, start: at, end, ...more };
    lexemes.push(lexeme);
    if (kind !== "comment") before = lexeme;
    at = end;
  };
  while (at < text.length) {
    const char = text[at]!;
    const blanksEnd = matched(blank);
    if (blanksEnd !== undefined) at = blanksEnd;
    else if (text.startsWith("//", at)) push("comment", lineEnd(text, at));
    else if (text.startsWith("/*", at)) {
      const end = text.indexOf("*/", at + 2);
      if (end < 0) push("comment", text.length, { isOpen: true });
      else push("comment", end + 2);
    } else if (char === '"' || char === "'" || char === "`") {
      const end = stringEnd(text, at);
      const isInterpolated = interpolates(text, at);
      if (end === undefined) push("string", text.length, { isOpen: true, isInterpolated });
      // Scala's 'symbol has no end.
      else push(end === at + 1 ? "mark" : "string", end, { isInterpolated });
    } else if (char === "/" && beginsRegex(text, before)) push("regex", regexEnd(text, at));
    else {
      const wordEnd = matched(word);
      const end = wordEnd ?? matched(number);
      push(wordEnd ? "word" : end ? "number" : "mark", end ?? at + 1);
    }
  }
  return lexemes;
}

/** Behind the bracket that closes the one at `open`, or nothing when it stays open. */
export function braceEnd(text: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const char = text[at]!;
    if (char === "{") depth++;
    else if (char === "}" && --depth === 0) return at + 1;
    else if (char === '"' || char === "'" || char === "`") {
      const end = stringEnd(text, at);
      if (end === undefined) return undefined;
      at = end - 1;
    }
  }
  return undefined;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

const isTriple = (text: string, start: number): boolean => text.startsWith('"""', start);

const interpolates = (text: string, start: number): boolean =>
  text[start] === "`" || (text[start] === '"' && /[\w$]/.test(text[start - 1] ?? ""));

/** Behind the string that begins at `start`; undefined when it goes on. A string of one line that does not close is left to the compiler. */
function stringEnd(text: string, start: number): number | undefined {
  const quote = text[start]!;
  if (isTriple(text, start)) {
    const end = text.indexOf('"""', start + 3);
    return end < 0 ? undefined : end + 3 + (/^"*/.exec(text.slice(end + 3))?.[0].length ?? 0);
  }
  const interpolated = interpolates(text, start);
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === quote) return at + 1;
    if (char === "\\") at++;
    else if (char === "\n" && quote !== "`") break;
    else if (interpolated && text.startsWith("${", at)) {
      const close = braceEnd(text, at + 1);
      if (close === undefined) return quote === "`" ? undefined : lineEnd(text, start);
      at = close - 1;
    }
  }
  if (quote === "`") return undefined;
  return quote === "'" ? start + 1 : lineEnd(text, start);
}

/** Whether a slash here begins a regular expression and is no division. */
function beginsRegex(text: string, before: Lexeme | undefined): boolean {
  if (!before) return true;
  const last = text.slice(before.start, before.end);
  if (before.kind === "word") return /^(return|typeof|case|in|of|await|yield)$/.test(last);
  return before.kind === "mark" && "(,=:[!&|?{};+-*%<>~^".includes(last);
}

function regexEnd(text: string, start: number): number {
  let inClass = false;
  for (let at = start + 1; at < text.length && text[at] !== "\n"; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "[") inClass = true;
    else if (text[at] === "]") inClass = false;
    else if (text[at] === "/" && !inClass) return at + 1;
  }
  return start + 1;
}
