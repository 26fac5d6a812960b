import type { Piece } from "../../pane/ink-style.js";
import type { EntryRunner } from "../entry.js";
import type { SignatureHint } from "../evaluate/completion-messages.js";

/** Milliseconds without a key before the compile service is asked: it is not for each letter of a fast hand. */
const pause = 80;
/** Beyond this nobody reads a hint. */
const longest = 20_000;
/** What Tab may come after. */
const mayComplete = /[\p{L}\p{N}_.$"'`]$/u;

/**
 * The signature of the call that the cursor is within, with the parameter that is typed now. It is asked for when the user pauses, and so
 * is beforehand what a Tab would ask.
 */
export class HintLine {
  private timer: NodeJS.Timeout | undefined;
  private shown: SignatureHint | undefined;
  private asked = 0;

  constructor(
    private readonly runner: () => EntryRunner | undefined,
    private readonly changed: () => void,
  ) {}

  get pieces(): readonly Piece[] | undefined {
    if (!this.shown) return undefined;
    const { before, parameter, after, doc } = this.shown;
    return [
      { text: `  ${before}`, style: "detail" },
      { text: parameter, style: "builtin" },
      { text: after + (doc ? ` · ${doc}` : ""), style: "detail" },
    ];
  }

  /** To be called after each key. */
  edited(text: string, cursor: number): void {
    clearTimeout(this.timer);
    const question = ++this.asked;
    const before = text.slice(0, cursor);
    const isCall = text.length <= longest && isWithinCall(before);
    if (!isCall) this.shown = undefined;
    if (text === "" || text.length > longest) return;
    this.timer = setTimeout(async () => {
      const runner = this.runner();
      if (mayComplete.test(before)) runner?.prepare?.(text, cursor);
      if (!isCall) return;
      const found = await runner?.hint?.(text, cursor).catch(() => undefined);
      if (question !== this.asked) return;
      this.shown = found;
      this.changed();
    }, pause);
    this.timer.unref();
  }

  clear(): void {
    this.edited("", 0);
  }
}

/** Whether a parenthesis is open: roughly, for the compile service says what it is of. */
function isWithinCall(before: string): boolean {
  let depth = 0;
  for (const bracket of before.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, "").match(/[()]/g) ?? [])
    depth = Math.max(0, depth + (bracket === "(" ? 1 : -1));
  return depth > 0;
}
