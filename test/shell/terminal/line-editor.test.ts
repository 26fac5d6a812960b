import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LineEditor } from "../../../src/shell/terminal/line-editor.js";

let editor: LineEditor;
beforeEach(() => {
  editor = new LineEditor();
});
afterEach(() => editor.close());
const ctrl = (name: string) => editor.press(undefined, { name, ctrl: true });

describe("LineEditor", () => {
  it("takes text, also of several lines", () => {
    editor.press("a", { name: "a" });
    editor.insert("\n안녕\n🎉");
    expect([editor.text, editor.cursor]).toEqual(["a\n안녕\n🎉", 7]);
  });

  it("has readline's kill ring, word motions and undo", () => {
    editor.insert("one two\nthree");
    ctrl("w");
    expect(editor.text).toBe("one two\n");
    ctrl("w");
    expect(editor.text).toBe("one ");
    ctrl("u");
    expect(editor.text).toBe("");
    ctrl("y");
    expect(editor.text).toBe("one ");
  });

  it("forgets the old text's undo when the text is replaced", () => {
    editor.insert("secret");
    editor.set("ab", 1);
    expect([editor.text, editor.cursor]).toEqual(["ab", 1]);
    editor.press("\x1f", { name: "undo", sequence: "\x1f" });
    expect(editor.text).not.toContain("secret");
  });

  it.each([
    ["abc\nde\nf", 2, 1, 6],
    ["abc\nde\nf", 5, 1, 8],
    ["abc\nde\nf", 5, -1, 1],
    ["abc\nde\nf", 8, -1, 5],
    ["a\n\nbc", 5, -1, 2],
    ["a\n\nbc", 0, 1, 2],
  ] as const)("moves between lines: %j from %i by %i", (text, from, by, to) => {
    editor.set(text, from);
    expect(editor.moveLine(by)).toBe(true);
    expect(editor.cursor).toBe(to);
  });

  it("has no line above the first, nor below the last", () => {
    editor.set("a\nb");
    expect(editor.moveLine(1)).toBe(false);
    editor.set("a\nb", 0);
    expect(editor.moveLine(-1)).toBe(false);
  });
});
