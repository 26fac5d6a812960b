import type { QueryView } from "../../src/contracts/query-monitor.js";

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
