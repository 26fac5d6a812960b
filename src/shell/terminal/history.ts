import { appendFileSync, chmodSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { messageOf } from "../../util/errors.js";
import { makeFolder } from "../../util/make-folder.js";
import { holdsSecret } from "./secrets.js";

const kept = 1000;

/**
 * What was entered before, also in earlier sessions: one entry a line, the line breaks within one as carriage
 * returns. The file is its owner's alone (mode 0600). Entries are appended as they are entered, so that a kill
 * loses none and two sessions add to one file. What seems to hold a secret is kept for the session only.
 */
export class History {
  /** Oldest first. */
  readonly entries: string[];
  private position: number;
  /** What was being typed when the walk began; only entries that begin with it are visited. */
  private typed = "";

  /** @param failed told once, in one line, when the file can't be used; the history then lasts as long as the session */
  constructor(
    private file: string | undefined,
    private readonly failed: (why: string) => void,
  ) {
    const lines = this.tried(read) ?? [];
    this.entries = lines.slice(-kept).map(line => line.replaceAll("\r", "\n"));
    if (lines.length > 2 * kept)
      this.tried(path => writeFileSync(path, `${lines.slice(-kept).join("\n")}\n`));
    this.position = this.entries.length;
  }

  add(entry: string): void {
    if (entry !== this.entries.at(-1)) {
      this.entries.push(entry);
      if (!holdsSecret(entry))
        this.tried(path => appendFileSync(path, `${entry.replaceAll("\n", "\r")}\n`, { mode: 0o600 }));
    }
    this.position = this.entries.length;
  }

  /** The next older (-1) or newer (1) entry; past the newest, what was typed. Undefined at the oldest. */
  walk(by: -1 | 1, current: string): string | undefined {
    if (this.entries[this.position] !== current) {
      this.position = this.entries.length;
      this.typed = current;
    }
    for (let i = this.position + by; i >= 0 && i <= this.entries.length; i += by) {
      const entry = i === this.entries.length ? this.typed : this.entries[i]!;
      if (i < this.entries.length && (!entry.startsWith(this.typed) || entry === current)) continue;
      this.position = i;
      return entry;
    }
    return undefined;
  }

  private tried<T>(use: (file: string) => T): T | undefined {
    if (this.file === undefined) return undefined;
    try {
      return use(this.file);
    } catch (error) {
      this.failed(`The history can't be kept in ${this.file}: ${messageOf(error)}`);
      this.file = undefined;
      return undefined;
    }
  }
}

function read(file: string): string[] {
  makeFolder(dirname(file), 0o700);
  try {
    const text = readFileSync(file, "utf8");
    chmodSync(file, 0o600);
    return text.split("\n").filter(line => line !== "");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
