import type { Key } from "node:readline";
import { left } from "./motions.js";

/** Ctrl-R: looks for the newest entry that contains what is typed, again for the one before it, Ctrl-S for the one after. */
export class HistorySearch {
  private query = "";
  private at: number;

  constructor(
    /** Oldest first. */
    private readonly entries: readonly string[],
    /** What stood at the prompt, shown until something is found. */
    private readonly before: string,
  ) {
    this.at = entries.length;
  }

  get found(): string {
    return this.entries[this.at] ?? this.before;
  }

  /** Where what is looked for stands in what was found; -1 when nowhere. */
  get foundAt(): number {
    return this.query === "" ? -1 : this.found.indexOf(this.query);
  }

  get queryLength(): number {
    return this.query.length;
  }

  get mark(): string {
    return `(search)\`${this.query}': `;
  }

  /** @returns `open` while the search goes on, `cancelled` by Ctrl-G or Ctrl-C, `chosen` by any other key, which is then to be obeyed */
  press(text: string | undefined, key: Key): "open" | "chosen" | "cancelled" {
    if (key.ctrl && (key.name === "g" || key.name === "c")) return "cancelled";
    if (key.ctrl && key.name === "r") this.find(this.at - 1);
    else if (key.ctrl && key.name === "s") this.find(this.at + 1, 1);
    else if (key.name === "backspace") {
      this.query = this.query.slice(0, left(this.query, this.query.length));
      this.find(this.entries.length - 1);
    } else if (text && !key.ctrl && !key.meta && text >= " ") {
      this.query += text;
      this.find(Math.min(this.at, this.entries.length - 1));
    } else return "chosen";
    return "open";
  }

  private find(from: number, by: -1 | 1 = -1): void {
    if (this.query === "") return;
    for (let i = from; i >= 0 && i < this.entries.length; i += by)
      if (this.entries[i]!.includes(this.query)) {
        this.at = i;
        return;
      }
  }
}
