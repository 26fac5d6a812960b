import { batchBlock, batchHeight, type Scroll, unscrolled } from "./batch-block.js";
import { type Line, piece } from "./line.js";
import type { PaneView } from "./pane-view.js";
import { headerLine } from "./query-header.js";
import type { PaneQuery } from "./query-memory.js";

/** Rates change with time, which is therefore part of what is drawn. */
export interface BlockContext {
  readonly view: PaneView;
  readonly front: PaneQuery | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Bars of a sparkline, where the terminal is so wide. */
const barsFor = (width: number): number => (width >= 120 ? 30 : 15);

/** Lines that a query takes without its table: its header, and why it failed. */
export function headerHeight({ view }: PaneQuery): number {
  return view.error === undefined ? 1 : 2;
}

/** Lines that its table would take. */
export function tableNeed({ view }: PaneQuery): number {
  return view.state === "active" && view.batch ? batchHeight(view.batch) : 0;
}

/** A query's header and why it failed. @param number its place, by which it is called to the front */
export function headerLines(query: PaneQuery, number: number, width: number, context: BlockContext): Line[] {
  const { view, history, passed } = query;
  const header = headerLine(view, width, {
    bullet: context.view.hasKeys ? String(number) : "●",
    rates:
      view.progress && view.state === "active"
        ? history.at(context.now, view.triggerMs ?? 0, barsFor(width))
        : undefined,
    passed,
    isFront: context.view.hasKeys && query === context.front,
  });
  const lines: Line[] = [header];
  if (view.error !== undefined) lines.push([piece(`  ${view.error}`, "bad")]);
  return lines;
}

/** A query's table within `height` lines; scrolled when it is in front. */
export function tableLines(
  query: PaneQuery,
  width: number,
  height: number,
  { view, front }: BlockContext,
): { lines: Line[]; scroll: Scroll } {
  const { batch } = query.view;
  if (!batch || height <= 0) return { lines: [], scroll: unscrolled };
  return batchBlock(batch, width, height, {
    scroll: query === front ? view.scroll : unscrolled,
    before: view.compares ? query.before : undefined,
  });
}
