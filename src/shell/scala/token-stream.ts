import { ScalaMistake } from "./mistake.js";
import type { Statement } from "./nodes.js";
import { type Token, tokenize } from "./tokens.js";

/** The tokens of a text, read one after the other. */
export class TokenStream {
  readonly #tokens: readonly Token[];
  #position = 0;

  /** @param statement reads a statement: expressions hold some in their blocks, and statements hold expressions */
  constructor(
    readonly text: string,
    readonly statement: (tokens: TokenStream) => Statement,
  ) {
    this.#tokens = tokenize(text);
  }

  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#position + ahead, this.#tokens.length - 1)]!;
  }

  get previous(): Token {
    return this.#tokens[Math.max(0, this.#position - 1)]!;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== "end") this.#position++;
    return token;
  }

  /** Whether the next token is this mark, name or operator. */
  is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return (
      token.text === text && (token.kind === "mark" || token.kind === "name" || token.kind === "operator")
    );
  }

  take(text: string): boolean {
    if (!this.is(text)) return false;
    this.next();
    return true;
  }

  expect(text: string): Token {
    if (!this.is(text)) this.fail(`expected ${text}, found ${this.peek().text || "the end"}`);
    return this.next();
  }

  name(): string {
    if (this.peek().kind !== "name") this.fail(`expected a name, found ${this.peek().text || "the end"}`);
    return this.next().text;
  }

  /** What `read` reads, or undefined, and nothing read, when it is something else. */
  attempt<T>(read: () => T | undefined): T | undefined {
    const start = this.#position;
    try {
      const result = read();
      if (result !== undefined) return result;
    } catch (thrown) {
      if (!(thrown instanceof ScalaMistake)) throw thrown;
    }
    this.#position = start;
    return undefined;
  }

  fail(message: string, at: Token = this.peek()): never {
    throw new ScalaMistake(message, this.text, at.start, Math.max(1, at.end - at.start));
  }
}
