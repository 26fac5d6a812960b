import { describe, expect, it } from "vitest";
import { type JoinRules, joinsNone } from "../../src/pane/grapheme-cells.js";
import { layoutPrompt } from "../../src/pane/prompt-layout.js";

const prompt = (text: string, cursor = text.length) => ({ mark: "> ", continuation: ". ", text, cursor });
const lines = (text: string, width: number, height = 10, cursor?: number) => {
  const layout = layoutPrompt(prompt(text, cursor), width, height);
  return { rows: layout.rows.map(({ mark, text }) => mark + text), cursor: layout.cursor };
};

describe("layoutPrompt", () => {
  it("puts the cursor behind what is typed", () => {
    expect(lines("abc", 10)).toEqual({ rows: ["> abc"], cursor: { x: 5, y: 0 } });
    expect(lines("안녕", 10)).toEqual({ rows: ["> 안녕"], cursor: { x: 6, y: 0 } });
    expect(lines("안녕", 10, 10, 1)).toEqual({ rows: ["> 안녕"], cursor: { x: 4, y: 0 } });
  });

  it("puts the cursor on the emoji it is inside of", () => {
    expect(lines("a👩‍👩‍👧b", 10, 10, 3).cursor).toEqual({ x: 3, y: 0 });
  });

  it("breaks a long line, never a wide character", () => {
    expect(lines("abcdefgh", 5)).toEqual({ rows: ["> abc", "defgh", ""], cursor: { x: 0, y: 2 } });
    expect(lines("a안녕", 5)).toEqual({ rows: ["> a안", "녕"], cursor: { x: 2, y: 1 } });
    expect(lines("ab안", 5)).toEqual({ rows: ["> ab", "안"], cursor: { x: 2, y: 1 } });
  });

  it("marks the lines of an entry, and adds no row after a full one that is not the last", () => {
    expect(lines("abc\nd", 5)).toEqual({ rows: ["> abc", ". d"], cursor: { x: 3, y: 1 } });
    expect(lines("abc\nd", 5, 10, 3)).toEqual({ rows: ["> abc", "", ". d"], cursor: { x: 0, y: 1 } });
    expect(lines("a\n", 5)).toEqual({ rows: ["> a", ". "], cursor: { x: 2, y: 1 } });
  });

  it("shows the end of what is too high, or where the cursor is", () => {
    expect(lines("a\nb\nc\nd", 5, 2)).toEqual({ rows: [". c", ". d"], cursor: { x: 3, y: 1 } });
    expect(lines("a\nb\nc\nd", 5, 2, 2)).toEqual({ rows: [". b", ". c"], cursor: { x: 2, y: 0 } });
  });

  it("shows tabs as blanks and control characters as a terminal echoes them", () => {
    expect(lines("\tx\x1b", 20)).toEqual({ rows: [">     x^["], cursor: { x: 9, y: 0 } });
  });

  it("gives each part its style, over breaks, and shows a suggestion behind the cursor", () => {
    const spans = [{ start: 0, end: 4, style: "string" as const }];
    const layout = layoutPrompt({ ...prompt("abcdef"), spans, ghost: "gh" }, 5, 9);
    expect(layout.rows).toEqual([
      { mark: "> ", text: "abc", pieces: [{ text: "abc", style: "string" }] },
      {
        mark: "",
        text: "defgh",
        pieces: [
          { text: "d", style: "string" },
          { text: "ef", style: undefined },
          { text: "gh", style: "ghost" },
        ],
      },
    ]);
    expect(layout.cursor).toEqual({ x: 3, y: 1 });
  });

  it("counts the cells of what the terminal joins, or does not", () => {
    const x = (text: string, joins: JoinRules) =>
      layoutPrompt({ ...prompt(text), joins }, 40, 9).cursor.x - 2;
    const all = { joiner: true, modifier: true, variation: true };
    const samples = ["👨‍👩‍👧", "👍🏽", "❤️", "\u1112\u1161\u11ab", "e\u0301", "🇰🇷", "한"];
    expect(samples.map(sample => x(sample, joinsNone))).toEqual([6, 4, 1, 2, 1, 2, 2]);
    expect(samples.map(sample => x(sample, all))).toEqual([2, 2, 2, 2, 1, 2, 2]);
  });

  it("lays out of a long text only what may be seen", () => {
    const text = "한국어 line\n".repeat(50_000);
    const start = performance.now();
    expect(lines(text, 80, 5).rows).toEqual([
      ". 한국어 line",
      ". 한국어 line",
      ". 한국어 line",
      ". 한국어 line",
      ". ",
    ]);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it("keeps room for a menu below, half the height at most", () => {
    const menu = { items: Array.from({ length: 30 }, (_, i) => ({ label: `item${i}` })), chosen: 20 };
    const { rows, cursor } = layoutPrompt({ ...prompt("a\nb\nc\nd\ne\nf"), menu }, 40, 8);
    expect(rows.map(({ mark, text }) => mark + text)).toEqual([
      ". c",
      ". d",
      ". e",
      ". f",
      "  item19",
      "> item20",
      "  item21",
      "  21 of 30",
    ]);
    expect(cursor).toEqual({ x: 3, y: 3 });
  });
});
