import { messageOf } from "../../util/errors.js";
import { HistoryFile } from "./history-file.js";
import { holdsSecret } from "./secrets.js";

const kept = 2000;
/** What is longer, a pasted file for one, is kept for the session only. */
const longestKept = 64 * 1024;

/**
 * What was entered before, also in earlier sessions and in shells that run beside this one. What seems to hold a secret is kept for
 * the session only.
 */
export class History {
  /** Oldest first. */
  entries: string[] = [];
  private readonly file: HistoryFile | undefined;
  /** How many of the entries stand in the order of the file; those after it were entered here since. */
  private synced = 0;
  private position = 0;
  /** What was being typed when the walk began; only entries that begin with it are visited. */
  private typed = "";
  private isUsable = true;

  /** @param failed told once, in one line, when the file can't be used; the history then lasts as long as the session */
  constructor(
    file: string | undefined,
    private readonly failed: (why: string) => void,
  ) {
    this.file = file === undefined ? undefined : new HistoryFile(file, kept);
    this.tried(opened => opened.open());
    this.refresh();
  }

  add(entry: string): void {
    if (entry !== this.entries.at(-1)) {
      this.entries.push(entry);
      if (isKept(entry)) this.tried(file => file.append(entry));
    }
    this.position = this.entries.length;
  }

  /** The next older (-1) or newer (1) entry; past the newest, what was typed. Undefined at the oldest. */
  walk(by: -1 | 1, current: string): string | undefined {
    if (this.entries[this.position] !== current) {
      this.refresh();
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

  /** What the newest entry that begins like this one goes on with. */
  suggestion(text: string): string {
    if (text.trim() === "") return "";
    const entry = this.entries.findLast(each => each.length > text.length && each.startsWith(text));
    return entry?.slice(text.length) ?? "";
  }

  /** Takes in what other shells entered since, each entry where the file has it. */
  refresh(): void {
    const read = this.tried(file => file.read()) ?? [];
    if (read.length === 0) return;
    const own = this.entries.splice(this.synced);
    for (const entry of read) {
      const at = own.indexOf(entry);
      this.entries.push(...(at < 0 ? [entry] : own.splice(0, at + 1)));
    }
    this.synced = this.entries.length;
    this.entries.push(...own);
    const excess = Math.max(0, this.entries.length - kept);
    this.entries.splice(0, excess);
    this.synced = Math.max(0, this.synced - excess);
    this.position = this.entries.length;
  }

  private tried<T>(use: (file: HistoryFile) => T): T | undefined {
    if (!this.file || !this.isUsable) return undefined;
    try {
      return use(this.file);
    } catch (error) {
      this.isUsable = false;
      this.failed(`The history can't be kept in ${this.file.path}: ${messageOf(error)}`);
      return undefined;
    }
  }
}

const isKept = (entry: string): boolean => entry.length <= longestKept && !holdsSecret(entry);
