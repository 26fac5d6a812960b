/** The text is no JSON. */
export class MalformedJson extends Error {
  override name = "MalformedJson";
}

const [QUOTE, APOSTROPHE, BACKSLASH, COMMA, COLON] = [34, 39, 92, 44, 58];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [123, 125, 91, 93];

const escapes: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "'": "'",
  "/": "/",
  "\\": "\\",
};

/** Spark's reader, Jackson, goes no deeper. */
const DEEPEST = 1000;

/** What a JSON value begins as. */
export type Token = "object" | "array" | "string" | "number" | "true" | "false" | "null";

/**
 * Walks over JSON text value by value, without making an object of it: what a schema does not ask for is passed over,
 * and numbers stay text, so that 64-bit integers stay exact. As Spark by default, it takes strings in single quotes too.
 */
export class JsonCursor {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  /** Whether nothing but white space is left. */
  get isAtEnd(): boolean {
    this.skipSpace();
    return this.at >= this.text.length;
  }

  peek(): Token {
    this.skipSpace();
    const code = this.text.charCodeAt(this.at);
    switch (code) {
      case OPEN_BRACE:
        return "object";
      case OPEN_BRACKET:
        return "array";
      case QUOTE:
      case APOSTROPHE:
        return "string";
      case 116:
        return "true";
      case 102:
        return "false";
      case 110:
        return "null";
      default:
        return "number";
    }
  }

  /** The number's own text. */
  number(): string {
    const form = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;
    form.lastIndex = this.at;
    const match = form.exec(this.text);
    if (!match) throw new MalformedJson(`no JSON value at ${this.at}`);
    this.at = form.lastIndex;
    return match[0];
  }

  string(): string {
    const quote = this.text.charCodeAt(this.at++);
    let start = this.at;
    let decoded = "";
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === quote) break;
      if (!(code >= 32)) throw new MalformedJson("a string that does not end, or with a control character");
      if (code === BACKSLASH) {
        decoded += this.text.slice(start, this.at) + this.escape();
        start = this.at;
      } else this.at++;
    }
    decoded += this.text.slice(start, this.at++);
    return decoded;
  }

  /** `true`, `false` or `null`, which `peek` has seen begin. */
  word(word: "true" | "false" | "null"): void {
    if (!this.text.startsWith(word, this.at) || /\w/.test(this.text[this.at + word.length] ?? ""))
      throw new MalformedJson(`no JSON value at ${this.at}`);
    this.at += word.length;
  }

  /** Calls `member` with each name, the cursor standing before its value, which `member` must read or skip. */
  object(member: (name: string) => void): void {
    this.items(CLOSE_BRACE, () => {
      if (this.peek() !== "string") throw new MalformedJson(`no name at ${this.at}`);
      const name = this.string();
      this.expect(COLON);
      member(name);
    });
  }

  /** Calls `element` before each element, which it must read or skip. */
  array(element: () => void): void {
    this.items(CLOSE_BRACKET, element);
  }

  /** Passes over a value. @returns its text as it stands */
  skip(): string {
    const token = this.peek();
    const start = this.at;
    const skipOne = () => void this.skip();
    if (token === "object") this.object(skipOne);
    else if (token === "array") this.array(skipOne);
    else if (token === "string") this.string();
    else if (token === "number") this.number();
    else this.word(token);
    return this.text.slice(start, this.at);
  }

  private items(close: number, item: () => void): void {
    if (this.depth === DEEPEST) throw new MalformedJson(`nested deeper than ${DEEPEST}`);
    this.depth++;
    this.itemsWithin(close, item);
    this.depth--;
  }

  private itemsWithin(close: number, item: () => void): void {
    this.at++;
    this.skipSpace();
    if (this.text.charCodeAt(this.at) === close) {
      this.at++;
      return;
    }
    for (;;) {
      item();
      this.skipSpace();
      const code = this.text.charCodeAt(this.at++);
      if (code === close) return;
      if (code !== COMMA) throw new MalformedJson(`no comma at ${this.at - 1}`);
    }
  }

  private escape(): string {
    const letter = this.text[this.at + 1] ?? "";
    if (letter === "u") {
      const digits = this.text.slice(this.at + 2, this.at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new MalformedJson(`no \\u escape at ${this.at}`);
      this.at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const character = escapes[letter];
    if (character === undefined) throw new MalformedJson(`no escape at ${this.at}`);
    this.at += 2;
    return character;
  }

  private expect(code: number): void {
    this.skipSpace();
    if (this.text.charCodeAt(this.at++) !== code) throw new MalformedJson(`something else at ${this.at - 1}`);
  }

  private skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.at++;
    }
  }
}
