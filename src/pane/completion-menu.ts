import { cellWidth, cutToCells, printable } from "./cells.js";
import type { Piece } from "./ink-style.js";

export interface MenuItem {
  /** What it is called. */
  readonly label: string;
  /** Its signature or type. */
  readonly detail?: string | undefined;
  /** What it is for, in a sentence. */
  readonly doc?: string | undefined;
}

export interface MenuView {
  readonly items: readonly MenuItem[];
  /** Its index; -1 while none is chosen. */
  readonly chosen: number;
}

/** Cells between the columns. */
const gap = 2;

/** A menu as lines: an item each, the chosen one marked, those around it if not all find room; then what the chosen one is for. */
export function layoutMenu({ items, chosen }: MenuView, width: number, height: number): Piece[][] {
  if (height < 1 || items.length === 0) return [];
  const withDoc = height > 2;
  const room = Math.max(1, height - (withDoc ? 1 : 0));
  const from = Math.max(0, Math.min(chosen - Math.floor(room / 2), items.length - room));
  const shown = items.slice(from, from + room);
  const labelWidth = Math.min(Math.max(...shown.map(({ label }) => cellWidth(label))), Math.floor(width / 2));
  const lines = shown.map((item, i) => line(item, from + i === chosen, labelWidth, width));
  if (!withDoc) return lines;
  const place =
    items.length > room ? (chosen < 0 ? `${items.length} choices` : `${chosen + 1} of ${items.length}`) : "";
  const doc = [place, items[chosen]?.doc].filter(Boolean).join(" · ");
  return doc ? [...lines, [{ text: cutToCells(printable(`  ${doc}`), width), style: "detail" }]] : lines;
}

function line(
  { label, detail = "" }: MenuItem,
  isChosen: boolean,
  labelWidth: number,
  width: number,
): Piece[] {
  const name = cutToCells(printable(label), labelWidth);
  const padded = `${isChosen ? "> " : "  "}${name}${" ".repeat(labelWidth - cellWidth(name))}`;
  const rest = cutToCells(printable(detail), width - cellWidth(padded) - gap);
  return [
    { text: cutToCells(padded, width), style: isChosen ? "chosen" : undefined },
    ...(rest ? [{ text: " ".repeat(gap) + rest, style: "detail" as const }] : []),
  ];
}
