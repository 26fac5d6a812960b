import { cellWidth, graphemes } from "./cells.js";

export type RowChange = "added" | "changed";

/** Tables longer than this are compared line by line only. */
const longTable = 500;

/** A table as `show()` prints it, taken apart. */
export interface TableParts {
  /** The border, the column names, and the border again. */
  readonly head: readonly string[];
  readonly rows: readonly string[];
  /** The last border, and what is said under it. */
  readonly foot: readonly string[];
}

export function tableParts(table: readonly string[]): TableParts {
  const end = table.findLastIndex((line, i) => i > 2 && line === table[0]);
  if (end < 0) return { head: table, rows: [], foot: [] };
  return {
    head: table.slice(0, 3),
    rows: table.slice(3, end),
    // Without the empty line at the end, which sets tables apart only where they stand below each other.
    foot: table.slice(end).filter((line, i) => i === 0 || line !== ""),
  };
}

/**
 * What became of each row since the table before: `changed` where a row that is gone began with the same columns, at least half
 * of them or all that it takes to tell the row from others of its table, and `added` where nothing like it stood there.
 */
export function rowChanges(
  table: readonly string[],
  before: readonly string[] | undefined,
): (RowChange | undefined)[] {
  const { head, rows } = tableParts(table);
  if (!before) return rows.map(() => undefined);
  const old = tableParts(before);
  const stood = new Set(old.rows);
  const stands = new Set(rows);
  const gone =
    rows.length > longTable
      ? []
      : old.rows.filter(row => !stands.has(row)).map(row => cells(row, old.head[0]!));
  const firsts = new Map<string, number>();
  const split = rows.map(row => cells(row, head[0]!));
  for (const [first = ""] of split) firsts.set(first, (firsts.get(first) ?? 0) + 1);
  return rows.map((row, i) => {
    if (stood.has(row)) return undefined;
    const own = split[i]!;
    const enough = firsts.get(own[0] ?? "") === 1 ? 1 : own.length / 2;
    return gone.some(other => alike(own, other) >= enough) ? "changed" : "added";
  });
}

/** How many columns from the first on are the same. */
function alike(row: readonly string[], other: readonly string[]): number {
  const differs = row.findIndex((cell, i) => cell !== other[i]);
  return differs < 0 ? row.length : differs;
}

/** The text in each column, cut where the border has its crosses. */
function cells(row: string, border: string): string[] {
  const found: string[] = [];
  let cell = "";
  let at = 0;
  for (const grapheme of graphemes(row)) {
    if (at > 0 && border[at] === "+") {
      found.push(cell.trim());
      cell = "";
    } else if (at > 0) cell += grapheme;
    at += cellWidth(grapheme);
  }
  return found;
}
