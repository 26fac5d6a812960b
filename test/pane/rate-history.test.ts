import { describe, expect, it } from "vitest";
import { RateHistory } from "../../src/pane/rate-history.js";
import { progress } from "./query.js";

const start = 1_000_000;

describe("RateHistory", () => {
  it("is the rows of the last seconds, spread over the time they came in", () => {
    const history = new RateHistory();
    for (let i = 1; i <= 20; i++) history.add(progress({ numInputRows: 50, out: 10 }), start + i * 500);
    const { in: into, out } = history.at(start + 10_000, 0, 15);
    expect(into).toBeCloseTo(100, 0);
    expect(out).toBeCloseTo(20, 0);
  });

  it("falls to nothing when no batch comes, but not before the trigger is overdue", () => {
    const history = new RateHistory();
    for (let i = 1; i <= 5; i++) history.add(progress({ numInputRows: 100 }), start + i * 10_000);
    expect(history.at(start + 59_000, 10_000, 15).in).toBeCloseTo(10, 0);
    expect(history.at(start + 68_000, 10_000, 15).in).toBeLessThan(5);
    expect(history.at(start + 180_000, 10_000, 15)).toMatchObject({ in: 0, bars: Array(15).fill(0) });
  });

  it("shows when rows came, over the last minute", () => {
    const history = new RateHistory();
    history.add(progress({ numInputRows: 1, batchDuration: 10 }), start);
    history.add(progress({ numInputRows: 600, batchDuration: 10 }), start + 4000);
    history.add(progress({ numInputRows: 0, batchDuration: 10 }), start + 40_000);
    const { bars } = history.at(start + 42_000, 0, 15);
    const total = bars.reduce((sum, bar) => sum + bar, 0);
    expect(total).toBeCloseTo(601, 0);
    expect(bars.findIndex(bar => bar > 100)).toBeLessThan(6);
    expect(bars.slice(7).every(bar => bar === 0)).toBe(true);
  });

  it("does not count out where the sink does not", () => {
    const history = new RateHistory();
    history.add(progress({ numInputRows: 1, out: -1 }), start);
    expect(history.at(start, 0, 1).out).toBeUndefined();
  });
});
