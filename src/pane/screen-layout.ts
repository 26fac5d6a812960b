import type { QueryView } from "../contracts/query-monitor.js";
import { allotHeight } from "./allot-height.js";
import { batchBlock, batchHeight, leastBatchHeight } from "./batch-block.js";
import { cutToCells, printable } from "./cells.js";
import { layoutPrompt, type PromptLayout, type PromptView } from "./prompt-layout.js";
import { queryHeader } from "./query-header.js";

/** Everything the live area shows, taken at one moment. */
export interface ScreenState {
  readonly columns: number;
  readonly rows: number;
  /** A printed line that has not ended yet. */
  readonly unended: string;
  readonly queries: readonly QueryView[];
  readonly statusLines: readonly string[];
  readonly prompt: PromptView;
  /** Lines above the prompt that are kept even if less is shown, so that the prompt stays where it is. */
  readonly keptHeight: number;
}

export interface QueryBlock {
  readonly id: string;
  readonly failed: boolean;
  readonly header: string;
  readonly error?: string;
  readonly table: readonly string[];
}

/** The live area line by line: nothing in it is wider or higher than the terminal, so drawing it never wraps or scrolls. */
export interface ScreenLayout {
  readonly unended: readonly string[];
  readonly blocks: readonly QueryBlock[];
  /** Says how many queries found no room. */
  readonly hidden: readonly string[];
  readonly padding: number;
  readonly statusLines: readonly string[];
  readonly prompt: PromptLayout;
  /** Lines above the prompt. */
  readonly heightAbovePrompt: number;
}

/**
 * Lays the live area out in `rows` − 1 lines: one as high as the terminal would scroll it with every frame.
 * The prompt comes first, then the line being printed, the status, the queries' headers, and last their tables.
 */
export function layoutScreen(state: ScreenState): ScreenLayout {
  const width = Math.max(1, state.columns);
  const height = Math.max(1, state.rows - 1);
  const prompt = layoutPrompt(state.prompt, width, height);
  const roomAbovePrompt = height - prompt.rows.length;
  let room = roomAbovePrompt;
  const take = (lines: readonly string[]) => {
    const taken = lines.slice(0, room).map(line => cutToCells(printable(line), width));
    room -= taken.length;
    return taken;
  };
  const unended = take(state.unended ? [state.unended] : []);
  const statusLines = take(state.statusLines);
  const { shown, hidden } = fittingQueries(state.queries, room);
  const hiddenLine = take(hidden > 0 ? [`… ${hidden} more ${hidden === 1 ? "query" : "queries"}`] : []);
  room -= shown.reduce((lines, query) => lines + headerHeight(query), 0);
  const heights = allotHeight(shown.map(tableNeed), room, leastBatchHeight);
  const blocks = shown.map((query, i) => block(query, width, heights[i]!));
  const used = roomAbovePrompt - room + blocks.reduce((lines, { table }) => lines + table.length, 0);
  const heightAbovePrompt = Math.min(roomAbovePrompt, Math.max(used, state.keptHeight));
  return {
    unended,
    blocks,
    hidden: hiddenLine,
    padding: heightAbovePrompt - used,
    statusLines,
    prompt,
    heightAbovePrompt,
  };
}

/** The lines of a layout from top to bottom, as wide as they stand on the screen. */
export function layoutLines(layout: ScreenLayout): string[] {
  return [
    ...layout.unended,
    ...layout.blocks.flatMap(({ header, error, table }) => [
      header,
      ...(error === undefined ? [] : [error]),
      ...table,
    ]),
    ...layout.hidden,
    ...Array<string>(layout.padding).fill(""),
    ...layout.statusLines,
    ...layout.prompt.rows.map(({ mark, text }) => mark + text),
  ];
}

/** The newest queries whose headers find room, and how many do not (whose line takes room too). */
function fittingQueries(queries: readonly QueryView[], room: number) {
  const fitting = (lines: number) => {
    let left = lines;
    const first = queries.findLastIndex(query => {
      left -= headerHeight(query);
      return left < 0;
    });
    return queries.slice(first + 1);
  };
  const all = fitting(room);
  const shown = all.length === queries.length ? all : fitting(room - 1);
  return { shown, hidden: queries.length - shown.length };
}

function headerHeight(query: QueryView): number {
  return query.error === undefined ? 1 : 2;
}

function tableNeed(query: QueryView): number {
  return query.state === "active" && query.batch ? batchHeight(query.batch) : 0;
}

function block(query: QueryView, width: number, height: number): QueryBlock {
  const line = (text: string) => cutToCells(printable(text), width);
  return {
    id: query.runId,
    failed: query.state === "failed",
    header: line(`● ${queryHeader(query)}`),
    ...(query.error === undefined ? {} : { error: line(`  ${query.error}`) }),
    table: query.batch && height > 0 ? batchBlock(query.batch, width, height) : [],
  };
}
