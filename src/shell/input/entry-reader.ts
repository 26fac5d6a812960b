import { continuesEntry, isBlank, isComplete } from "./complete.js";

/** Lines that make up one entry. */
export interface Entry {
  readonly text: string;
  /** The line it begins on, from 0. */
  readonly line: number;
}

/**
 * Puts lines together to entries, as a person would have typed them. An entry that could end is held until the next
 * line shows that it does not go on with `.select(…)`.
 */
export class EntryReader {
  #lines: string[] = [];
  #start = 0;
  #next = 0;

  /** Takes a line; the entry that ended before it, if one did. */
  push(line: string): Entry | undefined {
    const ended = this.isHolding && !continuesEntry(line) && !isBlank(line) ? this.flush() : undefined;
    if (this.#lines.length > 0 || !isBlank(line)) {
      if (this.#lines.length === 0) this.#start = this.#next;
      this.#lines.push(line);
    }
    this.#next++;
    return ended;
  }

  /** Whether what was read could be run, were it not for what may follow. */
  get isHolding(): boolean {
    return this.#lines.length > 0 && isComplete(this.#lines.join("\n"));
  }

  /** What was read so far, whole or not. */
  flush(): Entry | undefined {
    if (this.#lines.length === 0) return undefined;
    const entry = { text: this.#lines.join("\n").trimEnd(), line: this.#start };
    this.#lines = [];
    return entry;
  }
}

/** The entries of a whole text. */
export function entriesOf(text: string): Entry[] {
  const reader = new EntryReader();
  const entries = text.split(/\r?\n/).map(line => reader.push(line));
  return [...entries, reader.flush()].filter(entry => entry !== undefined);
}
