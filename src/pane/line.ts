import { cellWidth, cutToCells, printable } from "./cells.js";
import type { Piece, Style } from "./ink-style.js";

/** One line of the pane, part by part. */
export type Line = readonly Piece[];

export const piece = (text: string, style?: Style): Piece => (style ? { text, style } : { text });

/** The line's text alone. */
export const plain = (line: Line): string => line.map(({ text }) => text).join("");

/** The line within `width` cells, without anything that could move the cursor; what is cut off leaves `…`. */
export function cutLine(line: Line, width: number): Line {
  const clean = line.map(part => ({ ...part, text: printable(part.text) }));
  if (cellWidth(plain(clean)) <= width) return clean;
  const cut: Piece[] = [];
  let room = width;
  for (const part of clean) {
    if (room <= 0) break;
    const cells = cellWidth(part.text);
    // The last cell is for what says that more was there.
    const text = cells < room ? part.text : cutToCells(`${part.text} `, room);
    cut.push({ ...part, text });
    room -= cells < room ? cells : room;
  }
  return cut;
}

/** The line with blanks up to `width` cells. */
export function padLine(line: Line, width: number): Line {
  const missing = width - cellWidth(plain(line));
  return missing > 0 ? [...line, piece(" ".repeat(missing))] : line;
}
