import { describe, expect, it } from "vitest";
import { allotHeight } from "../../src/pane/allot-height.js";

describe("allotHeight", () => {
  it.each([
    ["all of it where there is room", [10, 12], 30, [10, 12]],
    ["half each where there is not", [20, 20], 20, [10, 10]],
    ["an odd line to the newest", [20, 20], 21, [10, 11]],
    ["a short table all of it, a long one the rest", [9, 100], 40, [9, 31]],
    ["the newest where there is room for one", [20, 20], 10, [0, 10]],
    ["an older short table what a newer long one cannot use", [5, 20, 20], 14, [5, 0, 9]],
    ["nothing to who has none", [0, 20, 0], 12, [0, 12, 0]],
    ["nothing where there is no room", [20], 7, [0]],
  ])("gives %s", (_what, needs, room, allotted) => expect(allotHeight(needs, room, 8)).toEqual(allotted));
});
