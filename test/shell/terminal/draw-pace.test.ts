import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DrawPace } from "../../../src/shell/terminal/draw-pace.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});
/** A pace, and the times of its frames. */
const pace = () => {
  const drawn: number[] = [];
  return { made: new DrawPace(() => drawn.push(performance.now())), drawn };
};
const pass = async (ms: number) => {
  await Promise.resolve();
  await vi.advanceTimersByTimeAsync(ms);
};

describe("DrawPace", () => {
  it("draws the first request at once, and those of the same moment with it", async () => {
    const { made, drawn } = pace();
    const start = performance.now();
    made.request(false);
    made.request(true);
    made.request(false);
    await pass(0);
    expect(drawn).toEqual([start]);
  });

  it("draws queries at most sixty times a second, and the last of them always", async () => {
    const { made, drawn } = pace();
    for (let i = 0; i < 1000; i++) {
      made.request(false);
      await pass(1);
    }
    expect(drawn.length).toBeGreaterThan(50);
    expect(drawn.length).toBeLessThanOrEqual(63);
    made.request(false);
    const before = drawn.length;
    await pass(100);
    expect(drawn.length - before).toBeLessThanOrEqual(1);
  });

  it("lets a key go before a query's turn", async () => {
    const { made, drawn } = pace();
    made.request(false);
    await pass(5);
    made.request(false);
    const typed = performance.now();
    made.request(true);
    await pass(0);
    expect(drawn.at(-1)).toBe(typed);
  });

  it("draws nothing once stopped", async () => {
    const { made, drawn } = pace();
    made.request(false);
    made.stop();
    made.now();
    await pass(100);
    expect(drawn).toEqual([]);
  });
});
