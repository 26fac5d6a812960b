import { expect, it } from "vitest";
import { msUntilNextTrigger } from "../../src/engine/micro-batch/trigger-clock.js";

it.each([
  ["at a multiple of the interval", 12_300, 12_000, 5000, 2700],
  ["a whole interval after one that began on a multiple", 10_000, 10_000, 5000, 5000],
  ["at once when the batch took longer than the interval", 16_000, 9_000, 5000, 0],
])("triggers %s", (_, now, triggerStart, interval, wait) => {
  expect(msUntilNextTrigger(now, triggerStart, interval)).toBe(wait);
});
