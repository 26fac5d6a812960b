import { describe, expect, it } from "vitest";
import { queryHeader } from "../../src/pane/query-header.js";
import { query } from "./query.js";

const progress = (input: number, processed: number) => ({
  id: "",
  runId: "",
  name: null,
  timestamp: "",
  batchId: 7,
  batchDuration: 3,
  numInputRows: 1,
  inputRowsPerSecond: input,
  processedRowsPerSecond: processed,
  durationMs: {},
  stateOperators: [],
  eventTime: {},
  observedMetrics: {},
  sources: [],
  sink: { description: "", numOutputRows: -1 },
});

describe("queryHeader", () => {
  it.each([
    [0, 0.25, "0.0 rows/s in, 0.3 processed"],
    [99.94, 100.4, "99.9 rows/s in, 100 processed"],
    [12_345, 1_900_000, "12.3 k rows/s in, 1.90 M processed"],
    [Number.NaN, Number.POSITIVE_INFINITY, "– rows/s in, – processed"],
  ])("shows the rates %d and %d", (input, processed, shown) => {
    const view = query("tweets", undefined, { progress: progress(input, processed) });
    expect(queryHeader(view)).toBe(`tweets · active · batch 7 · ${shown} · 3 ms`);
  });

  it("calls a nameless query by the start of its id", () => {
    const view = query("x", undefined, { name: null, id: "9f1b2c3d-1111-2222-3333-444455556666" });
    expect(queryHeader(view)).toBe("9f1b2c3d · active · Initializing sources");
  });

  it("says what a query waits for instead of rates that were", () => {
    const view = query("tweets", undefined, {
      progress: progress(1, 1),
      waitsFor: "Kafka at h:1 cannot be reached",
    });
    expect(queryHeader(view)).toBe("tweets · active · batch 7 · waits: Kafka at h:1 cannot be reached");
  });
});
