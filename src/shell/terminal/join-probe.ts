import { type JoinRules, joinSamples } from "../../pane/grapheme-cells.js";

const saveCursor = "\x1b7";
const restoreCursor = "\x1b8\x1b[K";
const whereIsIt = "\x1b[6n";

/** Asks the terminal, once and before anything is drawn, how wide it draws emoji that are made of several characters. */
export class JoinProbe {
  private awaited = 0;
  private readonly columns: number[] = [];

  /** To be written; empty when it was asked before. */
  question(): string {
    if (this.awaited > 0) return "";
    const samples = Object.values(joinSamples);
    this.awaited = samples.length + 1;
    return whereIsIt + samples.map(sample => saveCursor + sample + whereIsIt + restoreCursor).join("");
  }

  /** Takes a key that may be a part of the answer. @returns the rules once it is whole, nothing for any other key */
  answer(sequence: string): JoinRules | "partly" | undefined {
    const column = /^\x1b\[\d+;(\d+)R$/.exec(sequence)?.[1];
    if (column === undefined || this.columns.length === this.awaited) return undefined;
    this.columns.push(Number(column));
    if (this.columns.length < this.awaited) return "partly";
    const [start = 0, ...ends] = this.columns;
    const joined = Object.keys(joinSamples).map((rule, i) => [rule, ends[i]! - start === 2]);
    return Object.fromEntries(joined) as Record<keyof JoinRules, boolean>;
  }
}
