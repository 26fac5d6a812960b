/** How a piece of text looks, by what it means; each is one of the terminal's own sixteen colours, which its light or dark theme keeps readable. */
export type Style =
  | "keyword"
  | "string"
  | "number"
  | "comment"
  | "type"
  | "builtin"
  | "command"
  | "bracket"
  | "found"
  | "ghost"
  | "detail"
  | "chosen"
  | "mark"
  | "good"
  | "bad"
  | "quiet"
  | "accent"
  | "title"
  | "added"
  | "changed"
  | "front";

const codes: Readonly<Record<Style, readonly [on: string, off: string]>> = {
  keyword: ["35", "39"],
  string: ["32", "39"],
  number: ["36", "39"],
  comment: ["90", "39"],
  type: ["34", "39"],
  builtin: ["1", "22"],
  command: ["1;35", "22;39"],
  bracket: ["1;4", "22;24"],
  found: ["4", "24"],
  ghost: ["90", "39"],
  detail: ["90", "39"],
  chosen: ["7", "27"],
  mark: ["36", "39"],
  good: ["1;32", "22;39"],
  bad: ["1;31", "22;39"],
  quiet: ["2", "22"],
  accent: ["36", "39"],
  title: ["1", "22"],
  added: ["32", "39"],
  changed: ["35", "39"],
  front: ["1;7", "22;27"],
};

/** A part of a text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly style: Style;
}

/** Text that looks alike. */
export interface Piece {
  readonly text: string;
  readonly style?: Style | undefined;
}

/** The pieces as one text, with the terminal's colours between them. */
export function inked(pieces: readonly Piece[], color: boolean): string {
  if (!color) return pieces.map(({ text }) => text).join("");
  return pieces
    .map(({ text, style }) =>
      style && text ? `\x1b[${codes[style][0]}m${text}\x1b[${codes[style][1]}m` : text,
    )
    .join("");
}

/** A text as pieces, by its spans in order. */
export function piecesOf(text: string, spans: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const { start, end, style } of spans) {
    pieces.push({ text: text.slice(done, start) }, { text: text.slice(start, end), style });
    done = end;
  }
  return [...pieces, { text: text.slice(done) }].filter(piece => piece.text !== "");
}
