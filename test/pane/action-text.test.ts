import { expect, it } from "vitest";
import { actionText } from "../../src/pane/action-text.js";

it.each([
  [{ rows: 0, share: undefined }, 2000, "0 rows · 0 rows/s · 2 s"],
  [
    { rows: 5_000_000, share: 0.25 },
    10_000,
    "█████░░░░░░░░░░░░░░░ 25 % · 5.00 M rows · 500.0 k rows/s · 10 s · 30 s left",
  ],
  [{ rows: 30, share: 0.01 }, 65_000, "░░░░░░░░░░░░░░░░░░░░ 1 % · 30 rows · 0.5 rows/s · 1 min 5 s"],
  [
    { rows: 1, share: 1 },
    7_500_000,
    "████████████████████ 100 % · 1 row · 0.0 rows/s · 2 h 5 min · 0 s left",
  ],
])("%j after %d ms", (action, ms, text) => expect(actionText({ startedAt: 0, ...action }, ms)).toBe(text));
