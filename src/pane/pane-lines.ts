import { queryLabel } from "../util/query-label.js";
import { allotHeight } from "./allot-height.js";
import { leastBatchHeight, type Scroll } from "./batch-block.js";
import { cellWidth } from "./cells.js";
import type { Piece } from "./ink-style.js";
import { cutLine, type Line, padLine, piece, plain } from "./line.js";
import { frontOf, type PaneLayout, type PaneView } from "./pane-view.js";
import { type BlockContext, headerHeight, headerLines, tableLines, tableNeed } from "./query-block.js";
import type { PaneQuery } from "./query-memory.js";

interface Room {
  readonly width: number;
  readonly height: number;
}

interface Drawing {
  readonly lines: readonly Line[];
  /** How far the front table is scrolled in truth. */
  readonly scroll: Scroll;
}

type Draw = (queries: readonly PaneQuery[], room: Room, context: BlockContext) => Drawing;

/** A tile is not made narrower than this to stand beside another. */
const leastTileWidth = 80;
const separator = " │ ";

/**
 * The queries within `room`, as the view says.
 * @param isSmall the terminal has only room for one line a query
 */
export function paneLines(
  queries: readonly PaneQuery[],
  view: PaneView,
  room: Room,
  { now, isSmall }: { now: number; isSmall: boolean },
): Drawing {
  if (queries.length === 0 || room.height <= 0) return { lines: [], scroll: view.scroll };
  const context: BlockContext = { view, front: frontOf(queries, view), now };
  const draw = view.isZoomed ? zoomed : isSmall ? collapsed : layouts[view.layout];
  const { lines, scroll } = draw(queries, room, context);
  return { lines: lines.map(line => cutLine(line, room.width)), scroll };
}

const zoomed: Draw = (queries, room, context) => {
  const { front } = context;
  const header = headerLines(front!, queries.indexOf(front!) + 1, room.width, context);
  const { lines, scroll } = tableLines(front!, room.width, room.height - header.length, context);
  return { lines: [...header, ...lines].slice(0, room.height), scroll };
};

/** One line each. */
const collapsed: Draw = (queries, room, context) => {
  const shown = fitting(queries, room.height, context, () => 1);
  const lines = shown.map(query => headerLines(query, queries.indexOf(query) + 1, room.width, context)[0]!);
  return { lines: [...lines, ...hiddenLine(queries.length - shown.length)], scroll: context.view.scroll };
};

/** The front table, and a line for each of the others above it. */
const big: Draw = (queries, room, context) => {
  const front = context.front!;
  const own = headerHeight(front) + Math.min(tableNeed(front), leastBatchHeight);
  const others = queries.filter(query => query !== front);
  const shown = fitting(others, room.height - own, context, headerHeight);
  const lines = [
    ...shown.flatMap(query => headerLines(query, queries.indexOf(query) + 1, room.width, context)),
    ...hiddenLine(others.length - shown.length).slice(0, Math.max(0, room.height - own)),
  ];
  const below = zoomed(queries, { ...room, height: room.height - lines.length }, context);
  return { lines: [...lines, ...below.lines], scroll: below.scroll };
};

/** The names of all in one line, and the front query below it. */
const tabs: Draw = (queries, room, context) => {
  const below = zoomed(queries, { ...room, height: room.height - 1 }, context);
  return { lines: [tabBar(queries, room.width, context), ...below.lines], scroll: below.scroll };
};

/** All tables, one below the other, on a wide terminal also side by side. */
const tiles: Draw = (queries, room, context) => {
  const across = Math.max(
    1,
    Math.min(
      queries.length,
      Math.floor((room.width + separator.length) / (leastTileWidth + separator.length)),
    ),
  );
  const width = Math.floor((room.width - separator.length * (across - 1)) / across);
  const heightOf = (group: readonly PaneQuery[]) => Math.max(...group.map(headerHeight));
  const groups = grouped(queries, across);
  const shown = fitting(groups, room.height, context, heightOf);
  const hidden = hiddenLine(queries.length - shown.flat().length).slice(0, room.height);
  const left = room.height - hidden.length - shown.reduce((lines, group) => lines + heightOf(group), 0);
  const heights = allotHeight(
    shown.map(group => Math.max(...group.map(tableNeed))),
    left,
    leastBatchHeight,
    shown.findIndex(group => group.includes(context.front!)),
  );
  let scroll = context.view.scroll;
  const rows = shown.map((group, i) => {
    const cells = group.map(query => {
      const header = headerLines(query, queries.indexOf(query) + 1, width, context);
      const table =
        query.view.state === "active" ? tableLines(query, width, heights[i]!, context) : undefined;
      if (query === context.front && table && table.lines.length > 0) scroll = table.scroll;
      return [...header, ...(table?.lines ?? [])];
    });
    return across === 1 ? cells[0]! : sideBySide(cells, width);
  });
  return { lines: [...rows.flat(), ...hidden], scroll };
};

const layouts: Readonly<Record<PaneLayout, Draw>> = { big, tabs, tiles };

/** As many as find room, the front one first and then the newest, in their own order; one line is kept to say how many do not. */
function fitting<T extends PaneQuery | readonly PaneQuery[]>(
  all: readonly T[],
  height: number,
  { front }: BlockContext,
  heightOf: (each: T) => number,
): T[] {
  const holdsFront = (each: T) => (Array.isArray(each) ? each.includes(front) : each === front);
  const inOrder = [...all.filter(holdsFront), ...all.filter(each => !holdsFront(each)).reverse()];
  const within = (lines: number) => {
    let left = lines;
    const end = inOrder.findIndex(each => {
      left -= heightOf(each);
      return left < 0;
    });
    const shown = end < 0 ? inOrder : inOrder.slice(0, end);
    return all.filter(each => shown.includes(each));
  };
  const shown = within(height);
  return shown.length === all.length ? shown : within(height - 1);
}

function hiddenLine(hidden: number): Line[] {
  return hidden > 0 ? [[piece(`… ${hidden} more ${hidden === 1 ? "query" : "queries"}`, "quiet")]] : [];
}

function grouped<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

function sideBySide(cells: readonly (readonly Line[])[], width: number): Line[] {
  const height = Math.max(...cells.map(lines => lines.length));
  return Array.from({ length: height }, (_, row) =>
    cells.flatMap((lines, i) => {
      const line = padLine(cutLine(lines[row] ?? [], width), width);
      return i === 0 ? line : [piece(separator, "quiet"), ...line];
    }),
  );
}

/** Names with their numbers; where they find no room, those around the front one. */
function tabBar(queries: readonly PaneQuery[], width: number, { front }: BlockContext): Line {
  const at = queries.indexOf(front!);
  const names: Piece[] = queries.map((query, i) =>
    piece(
      ` ${i + 1} ${queryLabel(query.view)} `,
      query === front ? "front" : query.view.state === "failed" ? "bad" : undefined,
    ),
  );
  const bar = (from: number): Line => [
    ...(from > 0 ? [piece("… ", "quiet")] : []),
    ...names.slice(from).flatMap((name, i) => (i > 0 ? [piece("│", "quiet"), name] : [name])),
  ];
  let from = 0;
  const endOfFront = (start: number) =>
    cellWidth(plain(bar(start))) - cellWidth(plain(bar(start).slice(bar(start).indexOf(names[at]!) + 1)));
  while (from < at && endOfFront(from) > width - 2) from++;
  return bar(from);
}
