import type { Span, Style } from "../../pane/ink-style.js";
import { braceEnd, type Lexeme, lex } from "./lex.js";
import { isSqlWord } from "./sql-words.js";

/** Beyond this nobody looks at colours, and every key would wait for them. */
const longest = 20_000;

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));
/** Of TypeScript and of the Scala that is translated. */
const keywords = words(
  "abstract as async await break case catch class const continue debugger def default delete do else enum export extends finally for forSome from function get if implements implicit import in instanceof interface is keyof lazy let match namespace new object of override package private protected public readonly return satisfies sealed set static super switch throw trait try type typeof until val var void while with yield",
);
/** Words that are names as often: keywords only where a statement begins. */
const soft = words("as def from get is match namespace object of package set trait type until val with");
const constants = words("true false null undefined NaN Infinity this None Nil");
const builtins = words("spark sc functions $ Trigger Window println");

/** How each part of an entry looks while it is typed. */
export function highlight(text: string, isSql = false): Span[] {
  if (text.length > longest) return [];
  const command = /^\s*(?::\s*[\w-]*|\.(?:help|exit)\b|!)/.exec(text);
  if (command) {
    const end = command[0].length;
    const rest = /^\s*:\s*sql\b/.test(text) ? sqlSpans(text, end, text.length) : [];
    return [{ start: 0, end, style: "command" }, ...rest];
  }
  return isSql ? sqlSpans(text, 0, text.length) : codeSpans(text);
}

function codeSpans(text: string, offset = 0): Span[] {
  const lexemes = lex(text);
  return lexemes.flatMap((lexeme, i) => {
    const { start, end, kind } = lexeme;
    if (kind === "string") return stringSpans(text, lexeme, holdsSql(text, lexemes, i), offset);
    const style =
      kind === "word" ? wordStyle(text, lexemes, i) : kind === "mark" ? undefined : kindStyles[kind];
    return style ? [{ start: offset + start, end: offset + end, style }] : [];
  });
}

const kindStyles = { comment: "comment", regex: "string", number: "number" } as const;

function wordStyle(text: string, lexemes: readonly Lexeme[], i: number): Style | undefined {
  const at = (index: number) => {
    const lexeme = lexemes[index];
    return lexeme ? text.slice(lexeme.start, lexeme.end) : "";
  };
  const word = at(i);
  const before = at(i - 1);
  if (before === ".") return undefined;
  const after = at(i + 1);
  if (keywords.has(word)) return !soft.has(word) || /^[\p{L}_$"'`{*]/u.test(after) ? "keyword" : undefined;
  if (constants.has(word)) return "number";
  if (builtins.has(word)) return "builtin";
  return /^\p{Lu}/u.test(word) ? "type" : undefined;
}

/** The string's own text, with the code in its `${…}` and the words of SQL told apart. */
function stringSpans(
  text: string,
  { start, end, isInterpolated }: Lexeme,
  isSql: boolean,
  offset: number,
): Span[] {
  const spans: Span[] = [];
  let from = start;
  const plain = (to: number) => {
    if (from >= to) return;
    if (isSql) spans.push(...sqlSpans(text, from, to, "string", offset));
    else spans.push({ start: offset + from, end: offset + to, style: "string" });
  };
  for (
    let at = isInterpolated ? text.indexOf("${", start) : -1;
    at >= 0 && at < end;
    at = text.indexOf("${", from)
  ) {
    const close = Math.min(braceEnd(text, at + 1) ?? end, end);
    plain(at);
    spans.push(...codeSpans(text.slice(at + 2, close), offset + at + 2));
    from = close;
  }
  plain(end);
  return spans;
}

/** Whether it is the argument of what takes SQL. */
function holdsSql(text: string, lexemes: readonly Lexeme[], i: number): boolean {
  const [name, open] = [lexemes[i - 2], lexemes[i - 1]];
  if (!name || !open || text[open.start] !== "(") return false;
  return /^(sql|expr|selectExpr|where|filter|having)$/.test(text.slice(name.start, name.end));
}

function sqlSpans(text: string, from: number, to: number, rest?: Style, offset = 0): Span[] {
  const spans: Span[] = [];
  const add = (start: number, end: number, style: Style | undefined) => {
    if (style && start < end) spans.push({ start: offset + start, end: offset + end, style });
  };
  let done = from;
  for (const match of text
    .slice(from, to)
    .matchAll(/'(?:[^'\\]|\\.)*'?|--.*|[\p{L}_][\p{L}\p{N}_]*|\d+(?:\.\d+)?/gu)) {
    const [piece] = match;
    const start = from + match.index;
    const style = sqlStyle(piece, rest);
    if (!style) continue;
    add(done, start, rest);
    add(start, start + piece.length, style);
    done = start + piece.length;
  }
  add(done, to, rest);
  return spans;
}

function sqlStyle(piece: string, rest: Style | undefined): Style | undefined {
  if (piece.startsWith("'")) return rest ? undefined : "string";
  if (piece.startsWith("--")) return "comment";
  if (/^\d/.test(piece)) return rest ? undefined : "number";
  return isSqlWord(piece) ? "keyword" : undefined;
}

const pairs: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** The bracket at the cursor, or just before it, and the one it belongs to. */
export function matchingBrackets(text: string, cursor: number): Span[] {
  if (text.length > longest) return [];
  const near = [cursor - 1, cursor].filter(at => /[()[\]{}]/.test(text[at] ?? ""));
  if (near.length === 0) return [];
  const stack: number[] = [];
  for (const { kind, start } of lex(text)) {
    if (kind !== "mark") continue;
    const char = text[start]!;
    if (char in pairs) stack.push(start);
    else if (")]}".includes(char)) {
      const open = stack.pop();
      if (open === undefined || pairs[text[open]!] !== char) continue;
      if (near.includes(start) || near.includes(open))
        return [open, start].map(at => ({ start: at, end: at + 1, style: "bracket" }));
    }
  }
  return [];
}
