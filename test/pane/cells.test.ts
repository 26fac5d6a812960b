import { describe, expect, it } from "vitest";
import { cellWidth, cutToCells, graphemes, printable } from "../../src/pane/cells.js";

describe("cells", () => {
  it.each([
    ["abc", 3],
    ["안녕", 4],
    ["안녕".normalize("NFD"), 4],
    ["🎉", 2],
    ["👩‍👩‍👧", 2],
    ["e\u0301", 1],
    ["", 0],
  ])("counts %j as %i", (text, cells) => expect(cellWidth(text)).toBe(cells));

  it.each([
    ["abc", 3, "abc"],
    ["abcd", 3, "ab…"],
    ["안녕하세요", 10, "안녕하세요"],
    // The third letter would take cells 5 and 6 of 5.
    ["안녕하세요", 6, "안녕…"],
    ["안녕하세요", 5, "안녕…"],
    ["a👩‍👩‍👧b", 3, "a…"],
    ["a👩‍👩‍👧b", 4, "a👩‍👩‍👧b"],
    ["abc", 1, "…"],
    ["abc", 0, ""],
  ])("cuts %j to %i cells", (text, width, cut) => expect(cutToCells(text, width)).toBe(cut));

  it("looks at no more of a long text than can be seen", () => {
    expect(cutToCells("안".repeat(1_000_000), 5)).toBe("안안…");
  });

  it("keeps emoji and marks whole", () => {
    expect([...graphemes("e\u0301👩‍👩‍👧한")]).toEqual(["e\u0301", "👩‍👩‍👧", "한"]);
  });

  it("leaves nothing in a line that the terminal would obey", () => {
    expect(printable("a\x1b[2Jb\r\nc\x9b1Ad")).toBe("a [2Jb c 1Ad");
  });
});
