import {
  appendFileSync,
  chmodSync,
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
} from "node:fs";
import { dirname } from "node:path";
import { makeFolder } from "../../util/make-folder.js";

/**
 * Entries on disk: one a line, the line breaks within one as carriage returns, for its owner alone (mode 0600). An entry is one append, so
 * that a kill loses none and shells that run at once add to one file. A file that is full becomes `FILE.1`, whose entries are still read:
 * nothing is ever rewritten that another shell may be adding to.
 */
export class HistoryFile {
  private done = 0;
  private inode = 0;

  constructor(
    readonly path: string,
    /** Entries in a full file. */
    private readonly full: number,
  ) {}

  private get older(): string {
    return `${this.path}.1`;
  }

  /** Makes its folder, and closes it to others. @throws the file system's errors */
  open(): void {
    makeFolder(dirname(this.path), 0o700);
    if (!existsSync(this.path)) return;
    if (linesOf(readFileSync(this.path, "utf8")).length > this.full) renameSync(this.path, this.older);
    for (const file of [this.path, this.older]) if (existsSync(file)) chmodSync(file, 0o600);
  }

  append(entry: string): void {
    appendFileSync(this.path, `${entry.replaceAll("\n", "\r")}\n`, { mode: 0o600 });
  }

  /** The entries that were added since the last call, by any shell; with the first call all there are, oldest first. */
  read(): string[] {
    const isFirst = this.inode === 0;
    const before = isFirst && existsSync(this.older) ? linesOf(readFileSync(this.older, "utf8")) : [];
    return [...before, ...this.added()];
  }

  private added(): string[] {
    if (!existsSync(this.path)) return [];
    const file = openSync(this.path, "r");
    try {
      const { ino, size } = fstatSync(file);
      // A new file, or one cut short by hand: what the old one still held was read, or is let go.
      if (ino !== this.inode || size < this.done) this.done = 0;
      this.inode = ino;
      const bytes = Buffer.alloc(size - this.done);
      const text = bytes.toString("utf8", 0, readSync(file, bytes, 0, bytes.length, this.done));
      const whole = text.slice(0, text.lastIndexOf("\n") + 1);
      this.done += Buffer.byteLength(whole);
      return linesOf(whole);
    } finally {
      closeSync(file);
    }
  }
}

const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .filter(line => line !== "")
    .map(line => line.replaceAll("\r", "\n"));
