import { describe, expect, it } from "vitest";
import { batchBlock } from "../../src/pane/batch-block.js";
import { plain } from "../../src/pane/line.js";
import { withTable } from "./query.js";

const rows = Array.from({ length: 20 }, (_, i) => [`k${i}`, `안녕 ${i}`, "x".repeat(20)]);
const { batch } = withTable("q", 1, rows);
const lines = (width: number, height: number, options = {}) =>
  batchBlock(batch!, width, height, options).lines.map(plain);

describe("batchBlock", () => {
  it("scrolls rows under the column names, and says which are shown", () => {
    const shown = lines(80, 12, { scroll: { row: 5, column: 0 } });
    expect(shown).toHaveLength(12);
    expect(shown[4]).toContain("|c0");
    expect(shown[6]).toContain("|k5");
    expect(shown.at(-1)).toBe("rows 6–10 of 20");
  });

  it("scrolls no further than the end", () => {
    const { lines: shown, scroll } = batchBlock(batch!, 80, 12, { scroll: { row: 1000, column: 1000 } });
    expect(scroll).toEqual({ row: 15, column: 0 });
    expect(plain(shown.at(-1)!)).toBe("rows 16–20 of 20");
  });

  it("scrolls columns until the last one is whole, borders in line", () => {
    const { lines: shown, scroll } = batchBlock(batch!, 25, 40, { scroll: { row: 0, column: 9 } });
    expect(scroll.column).toBe(2);
    const text = shown.map(plain);
    expect(text[3]).toBe(`+${"-".repeat(20)}+`);
    expect(text[6]).toBe(`|${"x".repeat(20)}|`);
    expect(text[2]).toMatch(/^-+$/);
  });

  it("marks what differs from the batch before, also without colours", () => {
    const { batch: before } = withTable("q", 0, [
      ["a", "1"],
      ["b", "1"],
    ]);
    const { batch: now } = withTable("q", 1, [
      ["a", "2"],
      ["b", "1"],
      ["c", "1"],
    ]);
    const drawn = batchBlock(now!, 80, 40, { before }).lines;
    expect(drawn.slice(6, 9).map(line => plain(line).slice(0, 4))).toEqual(["~ |a", "  |b", "+ |c"]);
    expect(drawn[6]![1]!.style).toBe("changed");
    expect(drawn[8]![1]!.style).toBe("added");
  });
});
