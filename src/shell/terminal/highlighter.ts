import type { Span } from "../../pane/ink-style.js";
import { highlight, matchingBrackets } from "../input/highlight.js";

/** How the text at the prompt looks: found anew when it changed, and with it the brackets at the cursor. */
export class Highlighter {
  private text = "";
  private found: readonly Span[] = [];

  spans(text: string, cursor: number): readonly Span[] {
    if (text !== this.text) {
      this.text = text;
      this.found = highlight(text);
    }
    const brackets = matchingBrackets(text, cursor);
    if (brackets.length === 0) return this.found;
    return [...this.found, ...brackets].sort((a, b) => a.start - b.start);
  }
}
