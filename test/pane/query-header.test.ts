import { describe, expect, it } from "vitest";
import type { StateOperatorProgress } from "../../src/contracts/query-progress.js";
import { plain } from "../../src/pane/line.js";
import { headerLine, queryHeader } from "../../src/pane/query-header.js";
import { progress, query } from "./query.js";

const rates = (inputRowsPerSecond: number, processedRowsPerSecond: number) =>
  progress({ inputRowsPerSecond, processedRowsPerSecond });
const state = (numRowsTotal: number) => ({ stateOperators: [{ numRowsTotal } as StateOperatorProgress] });

describe("queryHeader", () => {
  it.each([
    [0, 0.25, "0.0 rows/s in · 0.3 processed"],
    [99.94, 100.4, "99.9 rows/s in · 100 processed"],
    [12_345, 1_900_000, "12.3 k rows/s in · 1.90 M processed"],
    [Number.NaN, Number.POSITIVE_INFINITY, "– rows/s in · – processed"],
  ])("shows the rates %d and %d", (input, processed, shown) => {
    const view = query("tweets", undefined, { progress: rates(input, processed) });
    expect(queryHeader(view)).toBe(`tweets · active · batch 7 · ${shown} · 3 ms`);
  });

  it("calls a nameless query by the start of its id", () => {
    const view = query("x", undefined, { name: null, id: "9f1b2c3d-1111-2222-3333-444455556666" });
    expect(queryHeader(view)).toBe("9f1b2c3d · active · Initializing sources");
  });

  it("says what a query waits for instead of rates that were", () => {
    const view = query("tweets", undefined, {
      progress: rates(1, 1),
      waitsFor: "Kafka at h:1 cannot be reached",
    });
    expect(queryHeader(view)).toBe("tweets · active · batch 7 · waits: Kafka at h:1 cannot be reached");
  });

  const full = query("tweets", undefined, {
    triggerMs: 5000,
    progress: {
      ...rates(1, 1),
      batchDuration: 1250,
      eventTime: { watermark: "2026-11-24T03:00:00.500Z" },
      ...state(1234),
    },
  });
  const context = { bullet: "●", rates: { in: 24, out: 12, bars: [0, 1, 8, 4] } };

  it("shows rates with their last minute, time against the trigger, watermark and state", () => {
    expect(plain(headerLine(full, 200, context))).toBe(
      "● tweets · active · batch 7 · 24.0 rows/s in  ▂█▅ · 12.0 out · 1.3 s of 5 s · watermark 2026-11-24T03:00:00Z · 1,234 state rows",
    );
  });

  it("leaves out what matters least, whole, where the terminal is narrow", () => {
    const within = (width: number) => plain(headerLine(full, width, context));
    expect(within(80)).toBe("● tweets · active · batch 7 · 24.0 rows/s in · 12.0 out · 1.3 s of 5 s");
    expect(within(40)).toBe("● tweets · active · batch 7");
    expect(within(50)).toBe("● tweets · active · batch 7 · 24.0 rows/s in");
  });

  it("marks a batch that took longer than its trigger's interval", () => {
    const late = headerLine({ ...full, progress: { ...full.progress!, batchDuration: 6000 } }, 200, context);
    expect(late).toContainEqual({ text: "6 s of 5 s", style: "bad" });
  });

  it("shows no watermark before one is known", () => {
    const early = {
      ...full,
      progress: { ...full.progress!, eventTime: { watermark: "1970-01-01T00:00:00.000Z" } },
    };
    expect(queryHeader(early)).toContain(" · watermark – · ");
  });
});
