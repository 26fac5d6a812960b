import type { Key } from "node:readline";
import { keyName } from "./key-name.js";
import { KillRing } from "./kill-ring.js";
import * as motions from "./motions.js";
import { type EditState, UndoStack } from "./undo-stack.js";

/** What a key did last: the next of the same kind goes with it. */
type Kind = "typed" | "kill" | "yank" | "other";

/**
 * The text being edited, of one line or several, with readline's keys: kill ring, undo and redo, motions by word. It moves and deletes
 * by grapheme, so that no syllable and no emoji is cut in two.
 *
 * Not Node's readline behind a screen of our own: it moves by code point, keeps one line, and steps key by key to a place.
 */
export class LineEditor {
  private state: EditState = { text: "", cursor: 0 };
  private readonly kills = new KillRing();
  private readonly undos = new UndoStack();
  private last: Kind = "other";
  /** Where the text that was yanked last begins. */
  private yanked = 0;

  get text(): string {
    return this.state.text;
  }

  /** In UTF-16 units of `text`. */
  get cursor(): number {
    return this.state.cursor;
  }

  /** Whether nothing stands behind the cursor. */
  get isAtEnd(): boolean {
    return this.cursor === this.text.length;
  }

  /** A key that edits. @returns whether it means something here */
  press(text: string | undefined, key: Key): boolean {
    const action = actions[keyName(key)];
    if (action) action(this);
    else if (text && !key.ctrl && !key.meta && text >= " " && text !== "\x7f") this.type(text);
    else return false;
    return true;
  }

  /** Puts text at the cursor, as one change. */
  insert(text: string): void {
    this.replace(this.cursor, this.cursor, text);
  }

  /** Puts text in the place of a part, as one change. */
  replace(from: number, to: number, by: string): void {
    if (from === to && by === "") return;
    this.undos.save(this.state);
    this.splice(from, to, by);
    this.last = "other";
  }

  /** Another text in its place, which no undo brings back; the cursor stands at its end, or where it is told. */
  set(text: string, cursor = text.length): void {
    this.undos.clear();
    this.state = { text, cursor };
    this.last = "other";
  }

  /** Moves the cursor up (-1) or down (1) a line of the text. @returns whether there was one */
  moveLine(by: -1 | 1): boolean {
    const to = motions.lineBy(this.text, this.cursor, by);
    if (to === this.cursor) return false;
    this.moveTo(to);
    return true;
  }

  move(motion: motions.Motion): void {
    this.moveTo(motion(this.text, this.cursor));
  }

  /** Takes away what a motion passes over, not to be put back by a yank. */
  delete(motion: motions.Motion): void {
    const to = motion(this.text, this.cursor);
    this.replace(Math.min(to, this.cursor), Math.max(to, this.cursor), "");
  }

  kill(motion: motions.Motion): void {
    const to = motion(this.text, this.cursor);
    const [start, end] = to < this.cursor ? [to, this.cursor] : [this.cursor, to];
    const joins = this.last !== "kill" ? undefined : to < this.cursor ? "before" : "after";
    this.kills.kill(this.text.slice(start, end), joins);
    this.replace(start, end, "");
    this.last = "kill";
  }

  yank(): void {
    this.yanked = this.cursor;
    this.insert(this.kills.current);
    this.last = "yank";
  }

  /** After a yank: the kill before it in its place. */
  yankPop(): void {
    if (this.last !== "yank") return;
    this.replace(this.yanked, this.cursor, this.kills.rotate());
    this.last = "yank";
  }

  /** The graphemes around the cursor change places. */
  transpose(): void {
    const { text } = this;
    const end = this.isAtEnd ? this.cursor : motions.right(text, this.cursor);
    const middle = motions.left(text, end);
    const start = motions.left(text, middle);
    if (start < middle) this.replace(start, end, text.slice(middle, end) + text.slice(start, middle));
  }

  undo(): void {
    this.state = this.undos.undo(this.state) ?? this.state;
    this.last = "other";
  }

  redo(): void {
    this.state = this.undos.redo(this.state) ?? this.state;
    this.last = "other";
  }

  /** What is typed in a row is undone word by word. */
  private type(text: string): void {
    if (this.last !== "typed" || /\s/.test(text)) this.undos.save(this.state);
    this.splice(this.cursor, this.cursor, text);
    this.last = "typed";
  }

  private moveTo(cursor: number): void {
    this.state = { ...this.state, cursor };
    this.last = "other";
  }

  private splice(from: number, to: number, by: string): void {
    const { text } = this;
    this.state = { text: text.slice(0, from) + by + text.slice(to), cursor: from + by.length };
  }
}

/** To the line's end, or over the break when it stands there. */
const restOfLine: motions.Motion = (text, at) => {
  const end = motions.lineEnd(text, at);
  return end === at ? Math.min(at + 1, text.length) : end;
};
const startOfLine: motions.Motion = (text, at) => {
  const start = motions.lineStart(text, at);
  return start === at ? Math.max(0, at - 1) : start;
};

type Action = (editor: LineEditor) => void;
const move =
  (motion: motions.Motion): Action =>
  editor =>
    editor.move(motion);
const remove =
  (motion: motions.Motion): Action =>
  editor =>
    editor.delete(motion);
const kill =
  (motion: motions.Motion): Action =>
  editor =>
    editor.kill(motion);

const actions: Readonly<Record<string, Action>> = {
  left: move(motions.left),
  "ctrl-b": move(motions.left),
  right: move(motions.right),
  "ctrl-f": move(motions.right),
  "ctrl-left": move(motions.wordLeft),
  "meta-left": move(motions.wordLeft),
  "meta-b": move(motions.wordLeft),
  "ctrl-right": move(motions.wordRight),
  "meta-right": move(motions.wordRight),
  "meta-f": move(motions.wordRight),
  home: move(motions.lineStart),
  "ctrl-a": move(motions.lineStart),
  end: move(motions.lineEnd),
  "ctrl-e": move(motions.lineEnd),
  "ctrl-home": move(motions.textStart),
  "ctrl-end": move(motions.textEnd),
  backspace: remove(motions.left),
  "ctrl-h": remove(motions.left),
  delete: remove(motions.right),
  "ctrl-d": remove(motions.right),
  "ctrl-k": kill(restOfLine),
  "ctrl-u": kill(startOfLine),
  "ctrl-w": kill(motions.pieceLeft),
  "meta-backspace": kill(motions.wordLeft),
  "ctrl-backspace": kill(motions.wordLeft),
  "meta-d": kill(motions.wordRight),
  "ctrl-delete": kill(motions.wordRight),
  "meta-delete": kill(motions.wordRight),
  "ctrl-y": editor => editor.yank(),
  "meta-y": editor => editor.yankPop(),
  "ctrl-t": editor => editor.transpose(),
  undo: editor => editor.undo(),
  redo: editor => editor.redo(),
};
