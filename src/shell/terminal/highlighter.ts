import type { Span } from "../../pane/ink-style.js";
import { highlight, matchingBrackets } from "../input/highlight.js";

/** How the text at the prompt looks: found anew when it changed, and with it the brackets at the cursor. */
export class Highlighter {
  private text = "";
  private isSql = false;
  private found: readonly Span[] = [];

  spans(text: string, cursor: number, isSql: boolean): readonly Span[] {
    if (text !== this.text || isSql !== this.isSql) {
      this.text = text;
      this.isSql = isSql;
      this.found = highlight(text, isSql);
    }
    const brackets = matchingBrackets(text, cursor);
    if (brackets.length === 0) return this.found;
    return [...this.found, ...brackets].sort((a, b) => a.start - b.start);
  }
}
