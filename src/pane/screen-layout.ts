import type { Scroll } from "./batch-block.js";
import { cutLine, type Line, piece, plain } from "./line.js";
import { keyHint } from "./pane-controls.js";
import { paneLines } from "./pane-lines.js";
import type { PaneView } from "./pane-view.js";
import { layoutPrompt, type PromptLayout, type PromptView } from "./prompt-layout.js";
import type { PaneQuery } from "./query-memory.js";

/** Everything the live area shows, taken at one moment. */
export interface ScreenState {
  readonly columns: number;
  readonly rows: number;
  /** A printed line that has not ended yet. */
  readonly unended: string;
  readonly queries: readonly PaneQuery[];
  readonly view: PaneView;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly statusLines: readonly string[];
  /** Asked above the prompt, and answered by a key; none if empty. */
  readonly question?: string | undefined;
  readonly prompt: PromptView;
  /** Lines above the prompt that are kept even if less is shown, so that the prompt stays where it is. */
  readonly keptHeight: number;
}

/** The live area line by line: nothing in it is wider or higher than the terminal, so drawing it never wraps or scrolls. */
export interface ScreenLayout {
  readonly unended: readonly Line[];
  readonly pane: readonly Line[];
  readonly padding: number;
  readonly statusLines: readonly Line[];
  readonly prompt: PromptLayout;
  /** Lines above the prompt. */
  readonly heightAbovePrompt: number;
  /** How far the front table is scrolled in truth. */
  readonly scroll: Scroll;
}

/** A terminal with fewer rows shows a line a query: tables would leave nothing of what was said. */
const leastRowsForTables = 14;

/**
 * Lays the live area out in `rows` − 1 lines: one as high as the terminal would scroll it with every frame.
 * The prompt comes first, then the line being printed, the status, and the queries get what is left.
 */
export function layoutScreen(state: ScreenState): ScreenLayout {
  const { view, queries } = state;
  const width = Math.max(1, state.columns);
  const height = Math.max(1, state.rows - 1);
  const prompt = layoutPrompt(state.prompt, width, height);
  const roomAbovePrompt = height - prompt.rows.length;
  let room = roomAbovePrompt;
  const take = (lines: readonly Line[]) => {
    const taken = lines.slice(0, room).map(line => cutLine(line, width));
    room -= taken.length;
    return taken;
  };
  const isZoomed = view.isZoomed && queries.length > 0;
  const unended = take(state.unended ? [[piece(state.unended)]] : []);
  const statusLines = take([
    ...(isZoomed ? [] : state.statusLines.map(line => [piece(line, "quiet")])),
    ...(view.hasKeys ? [[piece(keyHint, "accent")]] : []),
    ...(state.question ? [[piece(state.question, "title")]] : []),
  ]);
  const isSmall = state.rows < leastRowsForTables;
  const { lines: pane, scroll } = paneLines(
    queries,
    view,
    { width, height: room },
    { now: state.now, isSmall },
  );
  const used = roomAbovePrompt - room + pane.length;
  const kept = isZoomed ? roomAbovePrompt : state.keptHeight;
  const heightAbovePrompt = Math.min(roomAbovePrompt, Math.max(used, kept));
  return { unended, pane, padding: heightAbovePrompt - used, statusLines, prompt, heightAbovePrompt, scroll };
}

/** The lines of a layout from top to bottom, as wide as they stand on the screen. */
export function layoutLines(layout: ScreenLayout): string[] {
  return [
    ...layout.unended.map(plain),
    ...layout.pane.map(plain),
    ...Array<string>(layout.padding).fill(""),
    ...layout.statusLines.map(plain),
    ...layout.prompt.rows.map(({ mark, text }) => mark + text),
  ];
}
