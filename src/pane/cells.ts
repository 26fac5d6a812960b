import stringWidth from "string-width";

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const ascii = /^[\x20-\x7e]*$/;
/** Longest grapheme, in UTF-16 units, that is worth looking at: what lies beyond `width` times this can't be on the screen. */
const unitsPerCell = 16;

/** The terminal cells that a text without line breaks takes: Korean and most emoji two each, combining marks none. */
export function cellWidth(text: string): number {
  return ascii.test(text) ? text.length : stringWidth(text);
}

/** What a reader takes for one character: letters with their marks, emoji with their modifiers. */
export function graphemes(text: string): Iterable<string> {
  return ascii.test(text) ? text : Array.from(segmenter.segment(text), part => part.segment);
}

/** The text within `width` cells; what is cut off leaves `…`. A wide character is never halved. */
export function cutToCells(text: string, width: number): string {
  if (width <= 0) return "";
  const near = text.slice(0, width * unitsPerCell);
  if (near.length === text.length && cellWidth(text) <= width) return text;
  let cut = "";
  let room = width - 1;
  for (const grapheme of graphemes(near)) {
    room -= cellWidth(grapheme);
    if (room < 0) break;
    cut += grapheme;
  }
  return `${cut}…`;
}

/** One line that cannot move the cursor: control characters, which a terminal obeys, become spaces. */
export function printable(text: string): string {
  return text.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, " ");
}
