import { describe, expect, it } from "vitest";
import { PaneControls } from "../../src/pane/pane-controls.js";
import { query } from "./query.js";

function controls(...names: string[]): PaneControls {
  const pane = new PaneControls(true);
  pane.memory.update(
    names.map(name => query(name, 2)),
    0,
  );
  return pane;
}
const front = (pane: PaneControls) => pane.front?.view.name;
const letters = (pane: PaneControls, text: string) => {
  for (const name of text) pane.press({ name, sequence: name });
};

describe(":pane", () => {
  it.each([
    ["tabs", "pane tabs: one query's table, the others by name"],
    ["2", "pane tiles, query 2 (b) of 3 in front"],
    ["a", "pane tiles, query 1 (a) of 3 in front"],
    ["off", "pane off: batches are printed as they come"],
    ["freeze", "pane frozen: :pane freeze again lets it go on"],
    ["zoom", "pane zoomed: :pane zoom again ends it"],
    ["compare", "pane compares: + is new since the batch before, ~ is changed"],
    ["", "pane tiles, query 3 (c) of 3 in front"],
  ])("%s", (words, answer) => expect(controls("a", "b", "c").command(words)).toBe(answer));

  it.each([
    ["4", "no query 4 in the pane: it shows 1 to 3"],
    ["tbas", ":pane knows no tbas: did you mean tabs?"],
    ["toString", ":pane knows no toString"],
  ])("refuses %s", (words, why) => expect(() => controls("a", "b", "c").command(words)).toThrow(why));
});

describe("keys", () => {
  it("are the prompt's until F2 or Ctrl-O, and again after Escape", () => {
    const pane = controls("a", "b");
    expect(pane.press({ name: "z", sequence: "z" })).toBe(false);
    for (const key of [{ name: "f2" }, { name: "o", ctrl: true }]) {
      expect(pane.press(key)).toBe(true);
      expect(pane.press({ name: "z", sequence: "z" })).toBe(true);
      expect(pane.press({ name: "escape" })).toBe(true);
      expect(pane.press({ name: "z", sequence: "z" })).toBe(false);
    }
  });

  it("go to the prompt where there is no pane, and Ctrl-C always", () => {
    const pane = controls("a");
    pane.press({ name: "f2" });
    expect(pane.press({ name: "c", ctrl: true })).toBe(false);
    expect(pane.view.hasKeys).toBe(false);
    pane.command("off");
    expect(pane.press({ name: "f2" })).toBe(false);
  });

  it("switch queries: digits, Tab, and Alt-digit from the prompt", () => {
    const pane = controls("a", "b", "c");
    expect(front(pane)).toBe("c");
    expect(pane.press({ meta: true, sequence: "\x1b1" })).toBe(true);
    expect(front(pane)).toBe("a");
    expect(pane.press({ meta: true, sequence: "\x1b9" })).toBe(false);
    pane.press({ name: "f2" });
    pane.press({ name: "tab" });
    expect(front(pane)).toBe("b");
    pane.press({ name: "tab", shift: true });
    pane.press({ name: "tab", shift: true });
    expect(front(pane)).toBe("c");
    letters(pane, "2");
    expect(front(pane)).toBe("b");
  });

  it("keep to the newest query that is there when the front one ends", () => {
    const pane = controls("a", "b");
    pane.command("1");
    pane.memory.update([query("b"), query("c")], 0);
    expect(front(pane)).toBe("c");
  });

  it("choose layouts, scroll, freeze, zoom and compare", () => {
    const pane = controls("a");
    pane.press({ name: "f2" });
    letters(pane, "tjjlzfc");
    expect(pane.view).toMatchObject({
      layout: "tabs",
      scroll: { row: 2, column: 1 },
      isZoomed: true,
      compares: true,
    });
    expect(pane.memory.isFrozen).toBe(true);
    letters(pane, "kkkkhhzfcb");
    expect(pane.view).toMatchObject({
      layout: "big",
      scroll: { row: 0, column: 0 },
      isZoomed: false,
      compares: false,
    });
    expect(pane.memory.isFrozen).toBe(false);
  });
});
