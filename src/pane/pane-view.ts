import { type Scroll, unscrolled } from "./batch-block.js";
import type { PaneQuery } from "./query-memory.js";

/** How queries share the pane. */
export type PaneLayout = "tiles" | "tabs" | "big";

export const paneLayouts: Readonly<Record<PaneLayout, string>> = {
  big: "one query's table, the others a line each",
  tabs: "one query's table, the others by name",
  tiles: "all tables, side by side where there is room",
};

/** What the user has chosen to see. */
export interface PaneView {
  readonly layout: PaneLayout;
  /** The run that stands in front; the newest if undefined or gone. */
  readonly front?: string | undefined;
  /** Of the front table. */
  readonly scroll: Scroll;
  /** Takes all lines but the prompt's. */
  readonly isZoomed: boolean;
  /** Marks what differs from the batch before. */
  readonly compares: boolean;
  /** Keys go to the pane, not to the prompt. */
  readonly hasKeys: boolean;
}

export const initialView: PaneView = {
  layout: "tiles",
  scroll: unscrolled,
  isZoomed: false,
  compares: false,
  hasKeys: false,
};

/** The query that the view has in front. */
export function frontOf(queries: readonly PaneQuery[], { front }: PaneView): PaneQuery | undefined {
  return queries.find(({ view }) => view.runId === front) ?? queries.at(-1);
}
