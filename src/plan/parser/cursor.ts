import type { DataType } from "../../types/index.js";
import type { Expression } from "../expressions/expression.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";
import { tokenize } from "./lexer.js";
import { errorAt, errorOver, ParseException, syntaxError } from "./parse-exception.js";
import type { Token } from "./token.js";

/** What of the session's configuration decides what SQL text means. */
export interface ParseOptions {
  /** `spark.sql.session.timeZone`, for timestamps without a zone. Default UTC. */
  readonly timeZone?: string;
  /** `spark.sql.parser.escapedStringLiterals`: backslashes in strings stand for themselves. */
  readonly escapedStringLiterals?: boolean;
  /** What a parameter is given that names something: `IDENTIFIER(:table)`. */
  readonly parameterText?: (parameter: string | number) => string | undefined;
  /** Whether errors show the place of what they are about, not the text: so Spark does where the text is a type. */
  readonly placesAlone?: boolean;
}

/** The rules that rules of other files call back, so that no two files import each other. */
export interface Rules {
  readonly expression: (cursor: Cursor) => Expression;
  /** An expression without AND, OR, NOT and predicates. */
  readonly valueExpression: (cursor: Cursor) => Expression;
  readonly namedExpression: (cursor: Cursor) => Expression;
  readonly query: (cursor: Cursor) => LogicalPlan;
  readonly dataType: (cursor: Cursor) => DataType;
}

/** Each level takes a dozen of JavaScript's stack frames, here and in those who walk the tree. */
const maxDepth = 400;

/** A place in the tokens of SQL text. */
export class Cursor {
  private readonly tokens: Token[];
  private index = 0;
  private depth = 0;
  private positionalParameters = 0;
  private readonly failures = new Map<string, ParseException>();

  constructor(
    readonly sql: string,
    readonly rules: Rules,
    readonly options: ParseOptions = {},
  ) {
    this.tokens = tokenize(sql);
  }

  /** A cursor of its own over a text that this one's gives. */
  within(sql: string): Cursor {
    return new Cursor(sql, this.rules, this.options);
  }

  get token(): Token {
    return this.tokens[this.index]!;
  }

  get previous(): Token {
    return this.tokens[Math.max(0, this.index - 1)]!;
  }

  /** The token after the next `count`. */
  peek(count = 1): Token {
    return this.tokens[Math.min(this.index + count, this.tokens.length - 1)]!;
  }

  /** The next token's symbol. */
  get symbol(): string {
    return this.token.symbol;
  }

  is(...symbols: readonly string[]): boolean {
    return symbols.every((symbol, i) => this.peek(i).symbol === symbol);
  }

  isOneOf(symbols: readonly string[]): boolean {
    return symbols.includes(this.symbol);
  }

  take(): Token {
    const { token } = this;
    if (token.kind !== "end") this.index++;
    return token;
  }

  /** Takes the symbols if all of them come next. */
  accept(...symbols: readonly string[]): boolean {
    if (!this.is(...symbols)) return false;
    this.index += symbols.length;
    return true;
  }

  acceptOneOf(symbols: readonly string[]): string | undefined {
    return this.isOneOf(symbols) ? this.take().symbol : undefined;
  }

  expect(...symbols: readonly string[]): void {
    for (const symbol of symbols) if (!this.accept(symbol)) throw this.unexpected([symbol]);
  }

  /** Like `expect`, where Spark says what is missing; in some places also at the end of the text. */
  expectOrMissing(symbol: string, atEnd = false): void {
    if (this.accept(symbol)) return;
    if (this.peek().symbol === symbol || (this.token.kind === "end" && !atEnd))
      throw this.unexpected([symbol]);
    throw syntaxError(this.sql, this.token, `missing '${symbol}'`);
  }

  /** Runs what follows a keyword that Spark, when the rest is wrong, says is wrong itself. */
  blaming<T>(keyword: Token, rule: () => T): T {
    try {
      return rule();
    } catch (thrown) {
      if (!(thrown instanceof ParseException) || thrown.errorClass !== "PARSE_SYNTAX_ERROR") throw thrown;
      throw syntaxError(this.sql, keyword);
    }
  }

  /** That the next token cannot be here; `expected` are those that could. */
  unexpected(expected: readonly string[] = []): ParseException {
    const extra = this.token.kind !== "end" && expected.includes(this.peek().symbol || this.peek().kind);
    return syntaxError(this.sql, this.token, extra ? `extra input '${this.token.text}'` : undefined);
  }

  /** An error about the text from `first` to what was taken last. */
  error(first: Token, errorClass: string | null, text: string, sqlState?: string): ParseException {
    if (this.options.placesAlone) return errorAt(this.sql, first.start, errorClass, text, sqlState);
    return errorOver(this.sql, { first, last: this.previous }, errorClass, text, sqlState);
  }

  /** That there is no statement at all. */
  empty(): ParseException {
    if (this.sql.trim() !== "") return this.unexpected();
    const text = "Syntax error, unexpected empty statement.";
    return errorAt(this.sql, this.token.start, "PARSE_EMPTY_STATEMENT", text, "42617");
  }

  /** Nothing but semicolons may follow. */
  end(): void {
    let semicolons = false;
    while (this.accept(";")) semicolons = true;
    if (this.token.kind === "end") return;
    throw semicolons
      ? syntaxError(this.sql, this.token, `extra input '${this.token.text}'`)
      : this.unexpected(["end", ";"]);
  }

  /** An error about the text from `first` to the last token. */
  errorFrom(first: Token, errorClass: string | null, text: string, sqlState?: string): ParseException {
    const last = this.tokens.at(-2) ?? first;
    return errorOver(this.sql, { first, last }, errorClass, text, sqlState);
  }

  /** The text from the next token up to the end or a semicolon at the end, as typed. */
  takeRest(): string {
    const { token } = this;
    this.index = this.tokens.length - 1;
    return this.sql.slice(token.start).replace(/[\s;]+$/, "");
  }

  commaSeparated<T>(item: () => T): T[] {
    const items = [item()];
    while (this.accept(",")) items.push(item());
    return items;
  }

  /** `(a, b)` */
  parenthesized<T>(item: () => T): T[] {
    this.expect("(");
    const items = this.commaSeparated(item);
    this.close();
    return items;
  }

  /** The `)` after a list. */
  close(): void {
    if (!this.accept(")")) throw this.unexpected([")"]);
  }

  /** The `>` after a type, of which the lexer has put two or three in one token where types end together. */
  closeAngle(): void {
    const { token } = this;
    if (!/^>+$/.test(token.symbol)) throw this.unexpected([">"]);
    const parts = [...token.text].map((text, i) => ({
      ...token,
      text,
      symbol: text,
      start: token.start + i,
      stop: token.start + i,
    }));
    this.tokens.splice(this.index, 1, ...parts);
    this.take();
  }

  /** Runs a rule that may contain itself. */
  nested<T>(rule: () => T): T {
    if (++this.depth > maxDepth)
      throw new ParseException(
        "FAILED_TO_PARSE_TOO_COMPLEX",
        "The statement, including potential SQL functions and referenced views, was too complex to parse. " +
          "To mitigate this error divide the statement into multiple, less complex chunks.",
        "54001",
        "",
      );
    try {
      return rule();
    } finally {
      this.depth--;
    }
  }

  /**
   * Tries a rule, and goes back where it fails. A failure is remembered, as trying again at each level of
   * nested parentheses would take exponential time.
   */
  attempt<T>(name: string, rule: () => T): { readonly value: T } | { readonly failure: ParseException } {
    const start = this.index;
    const key = `${name}@${this.token.start}`;
    const known = this.failures.get(key);
    if (known) return { failure: known };
    try {
      return { value: rule() };
    } catch (thrown) {
      if (!(thrown instanceof ParseException)) throw thrown;
      this.index = start;
      this.failures.set(key, thrown);
      return { failure: thrown };
    }
  }

  nextPositionalParameter(): number {
    return this.positionalParameters++;
  }
}
