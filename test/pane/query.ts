import type { QueryView } from "../../src/contracts/query-monitor.js";
import type { QueryProgress } from "../../src/contracts/query-progress.js";
import { cellWidth } from "../../src/pane/cells.js";
import { type PaneQuery, QueryMemory } from "../../src/pane/query-memory.js";

/** The same as the pane knows it, from this batch alone. */
export function shown(views: readonly QueryView[]): readonly PaneQuery[] {
  return new QueryMemory().update(views, 0);
}

/** A query whose newest batch has so many rows; none without. */
export function query(name: string, rows?: number, over: Partial<QueryView> = {}): QueryView {
  const border = "+-----+";
  const id = `${name}-0000-0000`;
  return {
    id,
    runId: `run-${name}`,
    name,
    state: "active",
    status: { message: "Initializing sources", isDataAvailable: false, isTriggerActive: false },
    ...(rows === undefined
      ? {}
      : {
          batch: {
            queryId: id,
            runId: `run-${name}`,
            batchId: 5,
            table: [
              border,
              "|value|",
              border,
              ...Array.from({ length: rows }, (_, i) => `|${String(i).padEnd(5)}|`),
              border,
              "",
            ],
            rowCount: rows,
          },
        }),
    ...over,
  };
}

/** A table as `show()` prints it, its columns `c0`, `c1` … */
export function table(rows: readonly (readonly string[])[]): string[] {
  const names = (rows[0] ?? []).map((_, i) => `c${i}`);
  const widths = names.map((name, i) => Math.max(name.length, ...rows.map(row => cellWidth(row[i]!))));
  const border = `+${widths.map(width => "-".repeat(width)).join("+")}+`;
  const line = (cells: readonly string[]) =>
    `|${cells.map((cell, i) => cell + " ".repeat(widths[i]! - cellWidth(cell))).join("|")}|`;
  return [border, line(names), border, ...rows.map(line), border, ""];
}

/** A query whose newest batch has this number and these rows. */
export function withTable(name: string, batchId: number, rows: readonly (readonly string[])[]): QueryView {
  const view = query(name, 0);
  return { ...view, batch: { ...view.batch!, batchId, table: table(rows), rowCount: rows.length } };
}

/** The same with rows of one column. */
export const withBatch = (name: string, batchId: number, values: readonly string[]): QueryView =>
  withTable(
    name,
    batchId,
    values.map(value => [value]),
  );

/** What a batch of so many rows reports. @param out rows written */
export function progress(over: Partial<QueryProgress> & { out?: number }): QueryProgress {
  const { out = 0, ...rest } = over;
  return {
    id: "",
    runId: "",
    name: null,
    timestamp: "",
    batchId: 7,
    batchDuration: 3,
    numInputRows: 1,
    inputRowsPerSecond: 0,
    processedRowsPerSecond: 0,
    durationMs: {},
    stateOperators: [],
    eventTime: {},
    observedMetrics: {},
    sources: [],
    sink: { description: "", numOutputRows: out },
    ...rest,
  };
}
