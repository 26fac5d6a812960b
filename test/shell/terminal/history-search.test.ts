import { describe, expect, it } from "vitest";
import { HistorySearch } from "../../../src/shell/terminal/history-search.js";

const entries = ["val a = 1", "other", "val b = 2", "last"];
const type = (search: HistorySearch, text: string) => {
  for (const char of text) search.press(char, { name: char });
};

describe("HistorySearch", () => {
  it("finds the newest entry, then older ones, and stays at the oldest", () => {
    const search = new HistorySearch(entries, "typed");
    expect(search.found).toBe("typed");
    type(search, "val");
    expect(search.found).toBe("val b = 2");
    search.press(undefined, { name: "r", ctrl: true });
    expect(search.found).toBe("val a = 1");
    search.press(undefined, { name: "r", ctrl: true });
    expect(search.found).toBe("val a = 1");
  });

  it("starts over when a letter is taken back", () => {
    const search = new HistorySearch(entries, "");
    type(search, "val a");
    expect(search.found).toBe("val a = 1");
    search.press(undefined, { name: "backspace" });
    search.press(undefined, { name: "backspace" });
    expect([search.mark, search.found]).toEqual(["(search)`val': ", "val b = 2"]);
  });

  it("ends by Ctrl-G without, by other keys with what was found", () => {
    const search = new HistorySearch(entries, "");
    expect(search.press("a", { name: "a" })).toBe("open");
    expect(search.press(undefined, { name: "g", ctrl: true })).toBe("cancelled");
    expect(search.press("\r", { name: "return" })).toBe("chosen");
  });
});
