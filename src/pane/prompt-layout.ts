import { cellWidth, cutToCells, graphemes, printable } from "./cells.js";
import { layoutMenu, type MenuView } from "./completion-menu.js";
import { graphemeCells, type JoinRules, joinsNone } from "./grapheme-cells.js";
import type { Piece, Span } from "./ink-style.js";

/** What is being typed. */
export interface PromptView {
  /** Before the first line, such as `tweet> `. */
  readonly mark: string;
  /** Before the lines after it. */
  readonly continuation: string;
  readonly text: string;
  /** In UTF-16 units of `text`. */
  readonly cursor: number;
  /** How parts of the text look, in order. */
  readonly spans?: readonly Span[];
  /** Behind the text and not yet part of it. */
  readonly ghost?: string;
  /** What may stand at the cursor, below the text. */
  readonly menu?: MenuView | undefined;
  /** A line below the text. */
  readonly hint?: readonly Piece[] | undefined;
  /** What the terminal draws together; nothing, unless told. */
  readonly joins?: JoinRules;
}

export interface PromptRow {
  readonly mark: string;
  readonly text: string;
  /** The text, part by part as it looks; without it all of it is plain. */
  readonly pieces?: readonly Piece[];
}

export interface PromptLayout {
  /** The typed text, then what stands below it. */
  readonly rows: readonly PromptRow[];
  /** The cursor's cell: column, and row within `rows`. */
  readonly cursor: { readonly x: number; readonly y: number };
}

const tab = "    ";

/** Breaks the typed text into rows of `width` cells, at most `height` of them, with what stands below: those around the cursor. */
export function layoutPrompt(prompt: PromptView, width: number, height: number): PromptLayout {
  const below = rowsBelow(prompt, width, height);
  const text = layoutText(prompt, width, Math.max(1, height - below.length));
  return { rows: [...text.rows, ...below].slice(0, height), cursor: text.cursor };
}

function rowsBelow({ menu, hint }: PromptView, width: number, height: number): PromptRow[] {
  const lines = [
    ...(hint && height > 2 ? [cutPieces(hint, width)] : []),
    ...(menu ? layoutMenu(menu, width, Math.min(10, Math.floor(height / 2))) : []),
  ];
  return lines.map(pieces => ({ mark: "", text: pieces.map(({ text }) => text).join(""), pieces }));
}

function cutPieces(pieces: readonly Piece[], width: number): Piece[] {
  let room = width;
  return pieces.map(({ text, style }) => {
    const cut = cutToCells(printable(text), room);
    room -= cellWidth(cut);
    return { text: cut, style };
  });
}

function layoutText(prompt: PromptView, width: number, height: number): PromptLayout {
  const rows: RowBuilder[] = [];
  let cursor = { x: 0, y: 0 };
  const styleAt = styles(prompt);
  const whole = prompt.text + (prompt.ghost ?? "");
  for (const { line, start, isFirst } of linesAround(whole, prompt.cursor, height)) {
    let offset = start;
    let row = new RowBuilder(isFirst ? prompt.mark : prompt.continuation);
    let x = cellWidth(row.mark);
    rows.push(row);
    const wrap = () => {
      row = new RowBuilder("");
      rows.push(row);
      x = 0;
    };
    for (const grapheme of graphemes(line)) {
      const shown = grapheme === "\t" ? tab : visible(grapheme);
      const cells = graphemeCells(shown, prompt.joins ?? joinsNone);
      if (x + cells > width) wrap();
      if (offset <= prompt.cursor && prompt.cursor < offset + grapheme.length)
        cursor = { x, y: rows.length - 1 };
      row.add(shown, styleAt(offset));
      x += cells;
      offset += grapheme.length;
    }
    if (offset === prompt.cursor) {
      if (x >= width) wrap();
      cursor = { x, y: rows.length - 1 };
    }
  }
  const from = Math.min(cursor.y, Math.max(0, rows.length - height));
  const shown = rows.slice(from, from + height).map(row => row.done());
  return { rows: shown, cursor: { x: cursor.x, y: cursor.y - from } };
}

/** Units of a line that are looked at before and behind the cursor: more than any screen shows. */
const mostOfLine = 20_000;

/** The lines that may be seen when `height` rows around the cursor are, and of a very long line a part: a pasted book is not laid out for each key. */
function linesAround(text: string, cursor: number, height: number) {
  const lines = text.split("\n");
  let start = 0;
  const placed = lines.map((line, i) => {
    const place = { line, start, isFirst: i === 0 };
    start += line.length + 1;
    return place;
  });
  const at = placed.findLastIndex(place => place.start <= cursor);
  return placed.slice(Math.max(0, at - height), at + height + 1).map(place => {
    const column = Math.max(0, Math.min(cursor - place.start, place.line.length));
    const from = Math.max(0, column - mostOfLine);
    const line = place.line.slice(from, column + mostOfLine);
    return { ...place, line, start: place.start + from };
  });
}

/** Looks styles up at offsets that only grow. */
function styles({ text, spans = [] }: PromptView): (offset: number) => Piece["style"] {
  let next = 0;
  return offset => {
    if (offset >= text.length) return "ghost";
    while (next < spans.length && spans[next]!.end <= offset) next++;
    const span = spans[next];
    return span && span.start <= offset ? span.style : undefined;
  };
}

class RowBuilder {
  private readonly pieces: { text: string; style?: Piece["style"] }[] = [];
  private text = "";

  constructor(readonly mark: string) {}

  add(text: string, style: Piece["style"]): void {
    const last = this.pieces.at(-1);
    this.text += text;
    if (last && last.style === style) last.text += text;
    else this.pieces.push({ text, style });
  }

  done(): PromptRow {
    const { mark, text, pieces } = this;
    return pieces.some(({ style }) => style) ? { mark, text, pieces } : { mark, text };
  }
}

/** Control characters as a terminal echoes them: `^[`. */
function visible(grapheme: string): string {
  const code = grapheme.charCodeAt(0);
  return code < 0x20 ? `^${String.fromCharCode(code + 0x40)}` : code === 0x7f ? "^?" : grapheme;
}
