import { ScalaMistake } from "./mistake.js";

export type TokenKind =
  | "name"
  | "operator"
  | "number"
  | "string"
  | "interpolated"
  | "symbol"
  | "mark"
  | "end";

export interface Token {
  readonly kind: TokenKind;
  /** The source; for strings the TypeScript literal, for symbols and backquoted names the name alone. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether a line begins between the token before and this one. */
  readonly newLine: boolean;
  /** Of an interpolated string: its prefix (`s`, `$`, …), whether triple-quoted, and what is between the quotes. */
  readonly interpolated?: {
    readonly prefix: string;
    readonly triple: boolean;
    readonly body: string;
    readonly at: number;
  };
}

const space = /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const number = /0[xX][0-9a-fA-F]+[lL]?|(?:\d[\d_]*)?\.?\d[\d_]*(?:[eE][+-]?\d+)?[lLfFdD]?/y;
const name = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const operator = /[!#%&*+\-/:<=>?@\\^|~]+|←|⇒/y;
const symbol = /'([\p{L}_][\p{L}\p{N}_]*)(?!')/uy;
/** A character; also a word in TypeScript's quotes, since the two are mixed in a line. */
const character = /'(?:\\u[0-9a-fA-F]{4}|\\.|[^\\'\n]|[\p{L}_][\p{L}\p{N}_]*)'/uy;
/** Operator characters that are the language's own when they stand alone. */
const reserved = new Set([":", "=", "=>", "⇒", "<-", "←", "@", "#"]);

/** Scala's words, as far as the shell's lines need them. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let newLine = false;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const push = (kind: TokenKind, end: number, as = text.slice(at, end), more: Partial<Token> = {}) => {
    tokens.push({ kind, text: as, start: at, end, newLine, ...more });
    newLine = false;
    at = end;
  };

  while (at < text.length) {
    const skipped = match(space);
    if (skipped) {
      newLine ||= skipped[0].includes("\n") || skipped[0].startsWith("//");
      at += skipped[0].length;
      continue;
    }
    const char = text[at]!;
    if (char === '"') {
      const { end, body, triple } = closeString(text, at);
      push("string", end, triple ? JSON.stringify(body) : text.slice(at, end));
      continue;
    }
    const found = match(name);
    if (found) {
      const end = at + found[0].length;
      if (text[end] === '"') {
        const { end: close, body, triple, at: bodyAt } = closeString(text, end, true);
        push("interpolated", close, text.slice(at, close), {
          interpolated: { prefix: found[0], triple, body, at: bodyAt },
        });
      } else push(found[0] === "_" ? "mark" : "name", end);
      continue;
    }
    if (char === "`") {
      const end = text.indexOf("`", at + 1);
      if (end < 0) throw new ScalaMistake("the backquoted name is not closed", text, at);
      push("name", end + 1, text.slice(at + 1, end));
      continue;
    }
    if (char === "'") {
      const letter = match(character);
      const quoted = letter ? null : match(symbol);
      if (letter) push("string", at + letter[0].length);
      else if (quoted) push("symbol", at + quoted[0].length, quoted[1]);
      else throw new ScalaMistake("a quote that begins neither a character nor a symbol", text, at);
      continue;
    }
    if (/[0-9]/.test(char) || (char === "." && /[0-9]/.test(text[at + 1] ?? ""))) {
      push("number", at + match(number)![0].length);
      continue;
    }
    if ("()[]{},;.".includes(char)) {
      push("mark", at + 1);
      continue;
    }
    const signs = match(operator);
    if (!signs) throw new ScalaMistake(`unexpected character ${JSON.stringify(char)}`, text, at);
    push(reserved.has(signs[0]) ? "mark" : "operator", at + signs[0].length);
  }
  push("end", at, "");
  return tokens;
}

/** Where the string that opens at `start` closes; `${…}` within an interpolated one may hold quotes. */
function closeString(
  text: string,
  start: number,
  interpolated = false,
): { end: number; body: string; triple: boolean; at: number } {
  const triple = text.startsWith('"""', start);
  const quote = triple ? '"""' : '"';
  const from = start + quote.length;
  for (let at = from; at < text.length; at++) {
    if (interpolated && text.startsWith("${", at)) at = closeBrace(text, at + 1);
    else if (text.startsWith(quote, at)) {
      // A triple-quoted string may end in quotes of its own.
      let end = at;
      while (triple && text[end + 3] === '"') end++;
      return { end: end + quote.length, body: text.slice(from, end), triple, at: from };
    } else if (text[at] === "\\" && !triple) at++;
    else if (text[at] === "\n" && !triple) break;
  }
  throw new ScalaMistake("the string is not closed", text, start);
}

/** The position of the brace that closes the one at `open`. */
export function closeBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at;
    else if (text[at] === '"') at = closeString(text, at).end - 1;
  }
  throw new ScalaMistake("the brace is not closed", text, open);
}
