export type TokenKind = "word" | "quoted" | "string" | "number" | "operator" | "end";

/** A piece of SQL text, by its offsets there. */
export interface Token {
  readonly kind: TokenKind;
  /** As typed; of quoted identifiers and strings the whole, quotes included. */
  readonly text: string;
  /** A word in upper case, an operator as typed; empty for the rest. So `=== "SELECT"` is never true of `'SELECT'`. */
  readonly symbol: string;
  readonly start: number;
  /** The offset of its last character. */
  readonly stop: number;
}
