import { createInterface, type Interface, type Key } from "node:readline";
import { PassThrough, Writable } from "node:stream";

/** Stands for a line break inside readline's single line, where a real one would submit it; whitespace to readline's word motions. */
const softBreak = "\v";

/**
 * Node's readline as a headless editor: keys go in, `text` and `cursor` come out, and somebody else draws. Its
 * kill ring, undo and word motions are there, and entries of several lines are edited as one text.
 *
 * It is `readline` and not `repl`, which stands on it: `repl` makes every await of the process 15 times slower
 * (it puts itself into a domain, whose hooks run for each promise), and draws its own search over the prompt.
 */
export class LineEditor {
  private readonly readline: Interface;

  constructor() {
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    this.readline = createInterface({
      input: new PassThrough(),
      output: nowhere,
      terminal: true,
      historySize: 0,
      escapeCodeTimeout: 50,
    });
  }

  get text(): string {
    return this.readline.line.replaceAll(softBreak, "\n");
  }

  /** In UTF-16 units of `text`. */
  get cursor(): number {
    return this.readline.cursor;
  }

  /** A key that edits. */
  press(text: string | undefined, key: Key): void {
    this.readline.write(text as string, key);
  }

  insert(text: string): void {
    if (text !== "") this.readline.write(text.replaceAll("\n", softBreak));
  }

  /** Replaces the text; the cursor stands at its end, or where it is told. */
  set(text: string, cursor = text.length): void {
    this.readline.write(null as unknown as string, { name: "return" });
    this.insert(text);
    this.moveTo(cursor);
  }

  /** Moves the cursor up (-1) or down (1) a line of the text. @returns whether there was one */
  moveLine(by: -1 | 1): boolean {
    const { text, cursor } = this;
    const start = text.lastIndexOf("\n", cursor - 1) + 1;
    const end = text.indexOf("\n", cursor);
    if (by < 0 ? start === 0 : end === -1) return false;
    const target = by < 0 ? text.lastIndexOf("\n", start - 2) + 1 : end + 1;
    const targetEnd = by < 0 ? start - 1 : (text.indexOf("\n", target) + text.length + 1) % (text.length + 1);
    this.moveTo(Math.min(target + cursor - start, targetEnd));
    return true;
  }

  close(): void {
    this.readline.close();
  }

  private moveTo(cursor: number): void {
    const name = cursor < this.cursor ? "left" : "right";
    while (name === "left" ? this.cursor > cursor : this.cursor < cursor)
      this.readline.write(null as unknown as string, { name });
  }
}
