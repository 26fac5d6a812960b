import { ParseException } from "./parse-exception.js";
import type { Token, TokenKind } from "./token.js";

/** The first that matches is the token: longer operators stand before their beginnings. */
const patterns: readonly (readonly [TokenKind | "space", RegExp])[] = [
  ["space", /(?:\s+|--(?:\\\r?\n|[^\r\n])*)+/uy],
  ["string", /[rR](?:'[^']*'|"[^"]*")/uy],
  ["string", /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"/uy],
  ["quoted", /`(?:[^`]|``)*`/uy],
  [
    "number",
    /(?:(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+|\d+\.\d*|\.\d+)(?:BD|[FD])?(?![\p{L}\p{N}_])|\d+(?:BD|[FDLSY])?(?![\p{L}\p{N}_])/iuy,
  ],
  ["word", /[\p{L}\p{N}_]+/uy],
  ["operator", /<=>|>>>|\|\||\|>|->|=>|::|==|<>|!=|<=|>=|!<|!>|<<|>>|[-+*/%=<>!~^&|.,;:?()[\]{}]/uy],
];

/**
 * The tokens of SQL text, an `end` last. Spaces, comments and hints are left out; a character that
 * begins no token is an operator by itself, so that the parser says where it stands.
 * @throws ParseException `UNCLOSED_BRACKETED_COMMENT`
 */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  for (let offset = 0; offset < sql.length; ) {
    if (sql.startsWith("/*", offset)) {
      offset = commentEnd(sql, offset);
      continue;
    }
    const [kind, text] = match(sql, offset);
    if (kind !== "space") {
      const symbol = kind === "word" ? text.toUpperCase() : kind === "operator" ? text : "";
      tokens.push({ kind, text, symbol, start: offset, stop: offset + text.length - 1 });
    }
    offset += text.length;
  }
  tokens.push({ kind: "end", text: "", symbol: "", start: sql.length, stop: sql.length });
  return tokens;
}

function match(sql: string, offset: number): [TokenKind | "space", string] {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = offset;
    const found = pattern.exec(sql);
    if (found) return [kind, found[0]];
  }
  return ["operator", String.fromCodePoint(sql.codePointAt(offset)!)];
}

/** Past the comment's end: comments nest. */
function commentEnd(sql: string, start: number): number {
  const edges = /\/\*|\*\//g;
  edges.lastIndex = start;
  let depth = 0;
  for (let edge = edges.exec(sql); edge; edge = edges.exec(sql)) {
    depth += edge[0] === "/*" ? 1 : -1;
    if (depth === 0) return edges.lastIndex;
  }
  throw new ParseException(
    "UNCLOSED_BRACKETED_COMMENT",
    "Found an unclosed bracketed comment. Please, append */ at the end of the comment.",
    "42601",
    `\n== SQL ==\n${sql}`,
  );
}
