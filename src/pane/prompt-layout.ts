import { cellWidth, graphemes } from "./cells.js";

/** What is being typed. */
export interface PromptView {
  /** Before the first line, such as `tweet> `. */
  readonly mark: string;
  /** Before the lines after it. */
  readonly continuation: string;
  readonly text: string;
  /** In UTF-16 units of `text`. */
  readonly cursor: number;
}

export interface PromptRow {
  readonly mark: string;
  readonly text: string;
}

export interface PromptLayout {
  readonly rows: readonly PromptRow[];
  /** The cursor's cell: column, and row within `rows`. */
  readonly cursor: { readonly x: number; readonly y: number };
}

const tab = "    ";

/** Breaks the typed text into rows of `width` cells, at most `height` of them: those around the cursor. */
export function layoutPrompt(prompt: PromptView, width: number, height: number): PromptLayout {
  const rows: { mark: string; text: string }[] = [];
  let cursor = { x: 0, y: 0 };
  let offset = 0;
  for (const [index, line] of prompt.text.split("\n").entries()) {
    const mark = index === 0 ? prompt.mark : prompt.continuation;
    let row = { mark, text: "" };
    let x = cellWidth(mark);
    rows.push(row);
    const wrap = () => {
      row = { mark: "", text: "" };
      rows.push(row);
      x = 0;
    };
    for (const grapheme of graphemes(line)) {
      const shown = grapheme === "\t" ? tab : visible(grapheme);
      const cells = cellWidth(shown);
      if (x + cells > width) wrap();
      if (offset <= prompt.cursor && prompt.cursor < offset + grapheme.length)
        cursor = { x, y: rows.length - 1 };
      row.text += shown;
      x += cells;
      offset += grapheme.length;
    }
    if (offset === prompt.cursor) {
      if (x >= width) wrap();
      cursor = { x, y: rows.length - 1 };
    }
    offset += 1;
  }
  const from = Math.min(cursor.y, Math.max(0, rows.length - height));
  return { rows: rows.slice(from, from + height), cursor: { x: cursor.x, y: cursor.y - from } };
}

/** Control characters as a terminal echoes them: `^[`. */
function visible(grapheme: string): string {
  const code = grapheme.charCodeAt(0);
  return code < 0x20 ? `^${String.fromCharCode(code + 0x40)}` : code === 0x7f ? "^?" : grapheme;
}
