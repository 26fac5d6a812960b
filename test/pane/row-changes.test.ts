import { describe, expect, it } from "vitest";
import { rowChanges } from "../../src/pane/row-changes.js";
import { table } from "./query.js";

const changes = (now: string[][], before?: string[][]) =>
  rowChanges(table(now), before && table(before)).map(change => change ?? "same");

describe("rowChanges", () => {
  it.each<[string, string[][], string[][] | undefined, string[]]>([
    ["nothing without a table before", [["a", "1"]], undefined, ["same"]],
    [
      "rows that stand as they stood",
      [["a", "1"]],
      [
        ["b", "2"],
        ["a", "1"],
      ],
      ["same"],
    ],
    [
      "a count that went on",
      [
        ["a", "2"],
        ["b", "1"],
      ],
      [
        ["a", "1"],
        ["b", "1"],
      ],
      ["changed", "same"],
    ],
    [
      "a key that is new",
      [
        ["a", "1"],
        ["c", "1"],
      ],
      [["a", "1"]],
      ["same", "added"],
    ],
    ["wide characters", [["안녕 🎉", "2"]], [["안녕 🎉", "1"]], ["changed"]],
    ["a key whose figures all went on", [["a", "2", "9", "8"]], [["a", "1", "5", "7"]], ["changed"]],
    [
      "a window's new tag beside one that was counted on",
      [
        ["12:00", "kpop", "2"],
        ["12:00", "soyou", "1"],
      ],
      [["12:00", "kpop", "1"]],
      ["changed", "added"],
    ],
  ])("tells %s", (_what, now, before, told) => expect(changes(now, before)).toEqual(told));
});
