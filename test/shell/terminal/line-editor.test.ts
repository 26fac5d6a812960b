import { beforeEach, describe, expect, it } from "vitest";
import { LineEditor } from "../../../src/shell/terminal/line-editor.js";

let editor: LineEditor;
beforeEach(() => {
  editor = new LineEditor();
});
const press = (...keys: string[]) => {
  for (const key of keys) {
    const [, modifiers = "", name = ""] = /^((?:(?:ctrl|meta|shift)-)*)(.*)$/.exec(key) ?? [];
    editor.press(undefined, { name, ctrl: modifiers.includes("ctrl"), meta: modifiers.includes("meta") });
  }
};
const undo = () => editor.press("\x1f", { sequence: "\x1f" });
const redo = () => editor.press("\x1e", { sequence: "\x1e" });
const type = (text: string) => {
  for (const char of text) editor.press(char, { name: char, sequence: char });
};
const state = () => [editor.text, editor.cursor];

describe("LineEditor", () => {
  it("takes text, also of several lines", () => {
    type("a");
    editor.insert("\n안녕\n🎉");
    expect(state()).toEqual(["a\n안녕\n🎉", 7]);
  });

  it("kills into a ring: kills in a row make one, Alt-Y goes back", () => {
    editor.insert("one two\nthree");
    press("ctrl-w");
    expect(editor.text).toBe("one two\n");
    press("ctrl-w");
    expect(editor.text).toBe("one ");
    press("left", "ctrl-u");
    expect(editor.text).toBe(" ");
    press("ctrl-y");
    expect(editor.text).toBe("one ");
    press("meta-y");
    expect(editor.text).toBe("two\nthree ");
    press("meta-y");
    expect(editor.text).toBe("one ");
    press("left", "meta-y");
    expect(editor.text).toBe("one ");
  });

  it("kills lines up to their breaks, then the breaks", () => {
    editor.set("ab\ncd", 1);
    press("ctrl-k");
    expect(editor.text).toBe("a\ncd");
    press("ctrl-k");
    expect(editor.text).toBe("acd");
    press("ctrl-y");
    expect(editor.text).toBe("ab\ncd");
    editor.set("ab\ncd", 4);
    press("ctrl-u", "ctrl-u");
    expect(state()).toEqual(["abd", 2]);
  });

  it("undoes and does again, what was typed by words", () => {
    type("val a");
    editor.insert("b");
    undo();
    expect(editor.text).toBe("val a");
    undo();
    expect(editor.text).toBe("val");
    redo();
    expect(editor.text).toBe("val a");
    undo();
    undo();
    undo();
    expect(editor.text).toBe("");
    redo();
    type("x");
    redo();
    expect(editor.text).toBe("valx");
  });

  it("forgets the old text's undo when the text is replaced", () => {
    editor.insert("secret");
    editor.set("ab", 1);
    expect(state()).toEqual(["ab", 1]);
    undo();
    expect(editor.text).toBe("ab");
  });

  it.each([
    ["a syllable of jamo", "\u1112\u1161\u11ab"],
    ["a letter with marks", "e\u0301\u0323"],
    ["a family", "👨‍👩‍👧"],
    ["a flag", "🇰🇷"],
    ["a tone of skin", "👍🏽"],
    ["a heart", "❤️"],
  ])("moves over %s, and deletes it, as one", (_what, character) => {
    editor.set(`a${character}b`);
    press("left", "left");
    expect(editor.cursor).toBe(1);
    press("right");
    expect(editor.cursor).toBe(1 + character.length);
    press("backspace");
    expect(state()).toEqual(["ab", 1]);
    undo();
    press("left", "delete");
    expect(state()).toEqual(["ab", 1]);
  });

  it("moves by words, of any script", () => {
    editor.set('df.select("이름", x)', 0);
    const stops = Array.from({ length: 5 }, () => {
      press("meta-f");
      return editor.cursor;
    });
    expect(stops).toEqual([2, 9, 13, 17, 18]);
    press("ctrl-left", "meta-b");
    expect(editor.cursor).toBe(11);
    press("meta-d");
    expect(editor.text).toBe('df.select("", x)');
  });

  it("lets characters change places", () => {
    editor.set("a한b");
    press("ctrl-t");
    expect(editor.text).toBe("ab한");
  });

  it.each([
    ["abc\nde\nf", 2, 1, 6],
    ["abc\nde\nf", 5, 1, 8],
    ["abc\nde\nf", 5, -1, 1],
    ["abc\nde\nf", 8, -1, 5],
    ["a\n\nbc", 5, -1, 2],
    ["a\n\nbc", 0, 1, 2],
    ["🎉\nab", 4, -1, 0],
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
