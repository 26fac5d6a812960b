const [QUOTE, BACKSLASH, COMMA, COLON, PLUS, MINUS, POINT, ZERO, NINE] = [34, 92, 44, 58, 43, 45, 46, 48, 57];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [123, 125, 91, 93];
const [SPACE, TAB, LINE_FEED, CARRIAGE_RETURN] = [32, 9, 10, 13];
const [LOWER_E, UPPER_E] = [101, 69];

/** Deeper than this the walk gives up. */
const DEEPEST = 200;
/** Digits that a double holds exactly, whatever they are. */
const EXACT_DIGITS = 15;
const powersOfTen = Array.from({ length: EXACT_DIGITS + 1 }, (_, n) => 10 ** n);

/**
 * Walks over one line of JSON in bytes of valid UTF-8. It knows plain JSON alone: each method answers false (`number`: NaN)
 * where a text is anything else, which whoever called it then reads by other means.
 */
export class JsonBytes {
  at = 0;
  /** What `string` and `digits` passed over last: the first byte, and the one behind the last. */
  start = 0;
  end = 0;
  /** Whether the last `string` holds escapes. */
  escaped = false;
  /** How many digits of the last number stand behind its point; -1 where it has an exponent. */
  private places = 0;

  /** @param data ends in a line feed, or whoever reads it knows that a line ends with it */
  constructor(readonly data: Buffer) {}

  /** Passes over white space within the line. */
  space(): void {
    const { data } = this;
    while (data[this.at] === SPACE || data[this.at] === TAB) this.at++;
  }

  /** Passes over one byte, and white space on both sides of it. */
  symbol(byte: number): boolean {
    this.space();
    if (this.data[this.at] !== byte) return false;
    this.at++;
    this.space();
    return true;
  }

  openObject = (): boolean => this.symbol(OPEN_BRACE);
  closeObject = (): boolean => this.symbol(CLOSE_BRACE);
  colon = (): boolean => this.symbol(COLON);
  comma = (): boolean => this.symbol(COMMA);

  endOfLine(): boolean {
    this.space();
    if (this.data[this.at] === CARRIAGE_RETURN) this.at++;
    if (this.at === this.data.length) return true;
    return this.data[this.at++] === LINE_FEED;
  }

  string(): boolean {
    const { data } = this;
    let at = this.at;
    if (data[at] !== QUOTE) return false;
    this.start = ++at;
    this.escaped = false;
    for (;;) {
      const byte = data[at]!;
      if (byte === QUOTE) break;
      if (byte === BACKSLASH) {
        this.escaped = true;
        at++;
      } else if (!(byte >= SPACE)) return false;
      at++;
    }
    this.end = at;
    this.at = at + 1;
    return true;
  }

  /** Passes over these very bytes. */
  bytes(expected: Buffer): boolean {
    const { data, at } = this;
    for (let i = 0; i < expected.length; i++) if (data[at + i] !== expected[i]) return false;
    this.at = at + expected.length;
    return true;
  }

  isNull = (): boolean => this.bytes(nullWord);

  boolean(): boolean | undefined {
    return this.bytes(trueWord) ? true : this.bytes(falseWord) ? false : undefined;
  }

  /** Digits with a sign; `start` is at the first digit then. Not a number that goes on with a fraction. */
  integer(): boolean {
    this.digits();
    return this.end > this.start && this.isNumberOver();
  }

  get isNegative(): boolean {
    return this.data[this.start - 1] === MINUS;
  }

  /** The value of a part of the digits, exact up to 15 of them. */
  valueOf(from: number, to: number): number {
    const { data } = this;
    let value = 0;
    for (let at = from; at < to; at++) value = value * 10 + (data[at]! - ZERO);
    return value;
  }

  /** A number as Java's Double.parseDouble reads it; NaN where there is none. */
  number(): number {
    const first = this.at;
    if (!this.passNumber()) return Number.NaN;
    const { data, start, end } = this;
    const { places } = this;
    if (places < 0 || end - start + places > EXACT_DIGITS)
      return Number(data.toString("latin1", first, this.at));
    // Both are exact, so that their quotient is rounded once.
    const digits = this.valueOf(start, end) * powersOfTen[places]! + this.valueOf(end + 1, end + 1 + places);
    const value = digits / powersOfTen[places]!;
    return this.isNegative ? -value : value;
  }

  /** Passes over a value. */
  skip(depth = 0): boolean {
    switch (this.data[this.at]) {
      case QUOTE:
        return (
          this.string() && (!this.escaped || escapes.test(this.data.toString("latin1", this.start, this.end)))
        );
      case OPEN_BRACE:
        return this.members(depth, CLOSE_BRACE, true);
      case OPEN_BRACKET:
        return this.members(depth, CLOSE_BRACKET, false);
      case 116:
        return this.bytes(trueWord);
      case 102:
        return this.bytes(falseWord);
      case 110:
        return this.bytes(nullWord);
      default:
        return this.passNumber();
    }
  }

  private members(depth: number, close: number, named: boolean): boolean {
    this.at++;
    if (depth === DEEPEST) return false;
    if (this.symbol(close)) return true;
    for (;;) {
      if (named && !(this.string() && !this.escaped && this.symbol(COLON))) return false;
      if (!this.skip(depth + 1)) return false;
      this.space();
      const byte = this.data[this.at++];
      if (byte === close) return true;
      if (byte !== COMMA) return false;
      this.space();
    }
  }

  /** A sign and digits without a leading zero, if they are next. */
  private digits(): void {
    const { data } = this;
    if (data[this.at] === MINUS) this.at++;
    this.start = this.at;
    while (isDigit(data[this.at])) this.at++;
    this.end = data[this.start] === ZERO && this.at > this.start + 1 ? this.start : this.at;
  }

  /** Passes over a number: `start` to `end` are its whole digits. */
  private passNumber(): boolean {
    const { data } = this;
    this.digits();
    if (this.end === this.start) return false;
    this.places = 0;
    if (data[this.at] === POINT) {
      this.at++;
      while (isDigit(data[this.at])) this.at++;
      this.places = this.at - this.end - 1;
      if (this.places === 0) return false;
    }
    if (data[this.at] === LOWER_E || data[this.at] === UPPER_E) {
      this.places = -1;
      this.at++;
      if (data[this.at] === PLUS || data[this.at] === MINUS) this.at++;
      const first = this.at;
      while (isDigit(data[this.at])) this.at++;
      if (this.at === first) return false;
    }
    return this.isNumberOver();
  }

  private isNumberOver(): boolean {
    const byte = this.data[this.at];
    return (
      byte === COMMA ||
      byte === CLOSE_BRACE ||
      byte === CLOSE_BRACKET ||
      byte === SPACE ||
      byte === LINE_FEED ||
      byte === CARRIAGE_RETURN ||
      byte === TAB
    );
  }
}

/** A string whose escapes are all JSON's. */
const escapes = /^(?:[^\\]|\\(?:["'\\/bfnrt]|u[0-9a-fA-F]{4}))*$/;

const isDigit = (byte: number | undefined): boolean => byte! >= ZERO && byte! <= NINE;
const [trueWord, falseWord, nullWord] = ["true", "false", "null"].map(word => Buffer.from(word)) as [
  Buffer,
  Buffer,
  Buffer,
];
