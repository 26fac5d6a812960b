/** What is no XPath. */
export class XPathError extends Error {
  override name = "XPathError";
}

export interface Step {
  readonly axis: string;
  /** A name, `*`, or `text()`, `node()`, `comment()`. */
  readonly test: string;
  readonly predicates: readonly XPath[];
}

/** An XPath 1.0 expression. */
export type XPath =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly XPath[] }
  | { readonly kind: "operator"; readonly name: string; readonly left: XPath; readonly right: XPath }
  | { readonly kind: "negate"; readonly child: XPath }
  | {
      readonly kind: "path";
      readonly from: XPath | "root" | "context";
      readonly predicates: readonly XPath[];
      readonly steps: readonly Step[];
    };

/** Binary operators, from what binds least. */
const levels: readonly (readonly string[])[] = [
  ["or"],
  ["and"],
  ["=", "!="],
  ["<=", "<", ">=", ">"],
  ["+", "-"],
  ["*", "div", "mod"],
];

const TOKEN =
  /\s*(?:(\d+(?:\.\d*)?|\.\d+)|("[^"]*"|'[^']*')|(\/\/|::|!=|<=|>=|\.\.|[/|()[\]@,.=<>+\-*$])|([\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_*][\p{L}\p{N}_.-]*)?))/uy;

const nodeTypes = ["text", "node", "comment", "processing-instruction"];
const everything: Step = { axis: "descendant-or-self", test: "node()", predicates: [] };

/** @throws XPathError */
export function parseXPath(text: string): XPath {
  const parser = new Parser(tokens(text));
  const expression = parser.binary(0);
  parser.end();
  return expression;
}

function tokens(text: string): string[] {
  const found: string[] = [];
  let at = 0;
  while (text.slice(at).trim() !== "") {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) throw new XPathError(`unexpected ${JSON.stringify(text.slice(at).trim()[0])}`);
    found.push(match[0].trim());
    at = TOKEN.lastIndex;
  }
  return found;
}

class Parser {
  private at = 0;

  constructor(private readonly tokens: readonly string[]) {}

  end(): void {
    if (this.at < this.tokens.length) throw new XPathError(`unexpected ${this.tokens[this.at]}`);
  }

  private peek(offset = 0): string {
    return this.tokens[this.at + offset] ?? "";
  }

  private eat(token: string): boolean {
    if (this.peek() !== token) return false;
    this.at++;
    return true;
  }

  private expect(token: string): void {
    if (!this.eat(token)) throw new XPathError(`expected ${token}, not ${this.peek() || "the end"}`);
  }

  binary(level: number): XPath {
    const names = levels[level];
    if (!names) return this.unary();
    let left = this.binary(level + 1);
    while (names.includes(this.peek()))
      left = { kind: "operator", name: this.tokens[this.at++]!, left, right: this.binary(level + 1) };
    return left;
  }

  private unary(): XPath {
    if (this.eat("-")) return { kind: "negate", child: this.unary() };
    let left = this.path();
    while (this.eat("|")) left = { kind: "operator", name: "|", left, right: this.path() };
    return left;
  }

  private path(): XPath {
    const token = this.peek();
    if (token === "/" || token === "//") {
      this.at++;
      const steps = token === "//" ? [everything, ...this.steps()] : this.isStep() ? this.steps() : [];
      return { kind: "path", from: "root", predicates: [], steps };
    }
    const primary = this.primary();
    if (!primary) return { kind: "path", from: "context", predicates: [], steps: this.steps() };
    const predicates = this.predicates();
    const steps = this.peek() === "/" || this.peek() === "//" ? this.moreSteps() : [];
    return predicates.length + steps.length === 0
      ? primary
      : { kind: "path", from: primary, predicates, steps };
  }

  private primary(): XPath | undefined {
    const token = this.peek();
    if (/^[\d]|^\.\d/.test(token)) return { kind: "number", value: Number(this.tokens[this.at++]) };
    if (/^["']/.test(token)) return { kind: "string", value: this.tokens[this.at++]!.slice(1, -1) };
    if (this.eat("(")) {
      const inner = this.binary(0);
      this.expect(")");
      return inner;
    }
    if (!/^[\p{L}_]/u.test(token) || this.peek(1) !== "(" || nodeTypes.includes(token)) return undefined;
    this.at += 2;
    const args: XPath[] = [];
    if (!this.eat(")")) {
      do args.push(this.binary(0));
      while (this.eat(","));
      this.expect(")");
    }
    return { kind: "call", name: token, args };
  }

  private isStep(): boolean {
    return /^[\p{L}_.*@]/u.test(this.peek());
  }

  private steps(): Step[] {
    return [this.step(), ...this.moreSteps()];
  }

  private moreSteps(): Step[] {
    const steps: Step[] = [];
    for (;;) {
      if (this.eat("//")) steps.push(everything, this.step());
      else if (this.eat("/")) steps.push(this.step());
      else return steps;
    }
  }

  private step(): Step {
    if (this.eat(".")) return { axis: "self", test: "node()", predicates: this.predicates() };
    if (this.eat("..")) return { axis: "parent", test: "node()", predicates: this.predicates() };
    let axis = this.eat("@") ? "attribute" : "child";
    if (this.peek(1) === "::") {
      axis = this.peek();
      this.at += 2;
    }
    const name = this.peek();
    if (name !== "*" && !/^[\p{L}_]/u.test(name))
      throw new XPathError(`expected a step, not ${name || "the end"}`);
    this.at++;
    let test = name;
    if (nodeTypes.includes(name) && this.eat("(")) {
      this.expect(")");
      test = `${name}()`;
    }
    return { axis, test, predicates: this.predicates() };
  }

  private predicates(): XPath[] {
    const predicates: XPath[] = [];
    while (this.eat("[")) {
      predicates.push(this.binary(0));
      this.expect("]");
    }
    return predicates;
  }
}
