import type { Case, Expression, Pattern } from "./nodes.js";

/** How the parts of a case are printed, and how its body ends. */
export interface CasePrinter {
  expression(node: Expression): string;
  /** A case's body, up to and including what leaves the cases. */
  body(node: Expression): string;
  fail(message: string): never;
}

/** Each case in a block of its own that is left where the value `$m` is something else; what no case takes is thrown. */
export function printCases(cases: readonly Case[], otherwise: string, printer: CasePrinter): string {
  const blocks = cases.map(({ pattern, guard, body }, i) => {
    const steps = new Steps(`$${i + 1}`, printer);
    steps.match(pattern, "$m");
    const test = guard ? steps.unless(printer.expression(guard)) : "";
    return `${steps.leaves || guard ? `$${i + 1}: ` : ""}{ ${steps.text}${test}${printer.body(body)} }`;
  });
  const last = cases.at(-1);
  const isTotal = last && !last.guard && isCertain(last.pattern);
  return isTotal ? blocks.join(" ") : `${blocks.join(" ")} ${otherwise}`;
}

const isCertain = (pattern: Pattern): boolean =>
  pattern.kind === "any" || (pattern.kind === "bind" && isCertain(pattern.pattern));

/** The destructuring that a pattern of names alone is: `(a, b)` as `[a, b]`. */
export function destructuring(pattern: Pattern): string | undefined {
  if (pattern.kind === "any") return "";
  if (pattern.kind === "bind" && pattern.pattern.kind === "any") return pattern.name;
  if (pattern.kind !== "tuple") return undefined;
  const items = pattern.items.map(destructuring);
  return items.includes(undefined) ? undefined : `[${items.join(", ")}]`;
}

/** The statements that tell whether a value matches, and name its parts. */
class Steps {
  text = "";
  leaves = false;
  private temporaries = 0;

  constructor(
    private readonly label: string,
    private readonly printer: CasePrinter,
  ) {}

  match(pattern: Pattern, subject: string): void {
    switch (pattern.kind) {
      case "any":
        return;
      case "bind":
        this.match(pattern.pattern, subject);
        this.text += `const ${pattern.name} = ${subject}${isThrown(pattern.pattern) ? " as Error" : ""}; `;
        return;
      case "typed":
      case "equal":
      case "either":
        this.text += this.unless(this.test(pattern, subject));
        return;
      case "tuple":
        for (const [i, item] of pattern.items.entries()) this.match(item, `${subject}[${i}]`);
        return;
      case "sequence": {
        const { items, rest } = pattern;
        this.text += this.unless(`${subject}.length ${rest ? ">=" : "==="} ${items.length}`);
        for (const [i, item] of items.entries()) this.match(item, `${subject}[${i}]!`);
        if (rest) this.text += `const ${rest} = ${subject}.slice(${items.length}); `;
        return;
      }
      case "object":
        this.object(pattern.name, pattern.items, subject);
    }
  }

  unless(test: string): string {
    this.leaves = true;
    return `if (!(${test})) break ${this.label}; `;
  }

  private object(name: string, items: readonly Pattern[], subject: string): void {
    const [first] = items;
    if (name === "None" || name === "Nil") {
      this.text += this.unless(name === "None" ? `${subject}.isEmpty` : `${subject}.length === 0`);
    } else if (name === "Some" && first) {
      this.text += this.unless(`${subject}.isDefined`);
      this.match(first, `${subject}.get`);
    } else if (name === "NonFatal" && first) this.match(first, subject);
    else if (name === "Row") {
      for (const [i, item] of items.entries()) this.match(item, `${subject}.get(${i})`);
    } else {
      const parts = `${this.label}_${++this.temporaries}`;
      this.text += `const ${parts} = scala.unapply(${name}, ${subject}); ${this.unless(parts)}`;
      for (const [i, item] of items.entries()) this.match(item, `${parts}[${i}]!`);
    }
  }

  private test(pattern: Pattern, subject: string): string {
    if (pattern.kind === "equal") return `${subject} === ${this.printer.expression(pattern.value)}`;
    if (pattern.kind === "typed") return typeTest(pattern.type, subject);
    if (pattern.kind === "any") return "true";
    if (pattern.kind === "either") return pattern.patterns.map(each => this.test(each, subject)).join(" || ");
    return this.printer.fail("patterns joined by | may only compare: write a case for each");
  }
}

/** Whether a pattern names an exception: what is caught has no type of its own. */
const isThrown = (pattern: Pattern): boolean =>
  pattern.kind === "typed" && /(Exception|Error)$/.test(pattern.type);

const primitives: Readonly<Record<string, string>> = {
  string: "string",
  number: "number",
  Int: "number",
  bigint: "bigint",
  boolean: "boolean",
};

function typeTest(type: string, subject: string): string {
  const primitive = primitives[type];
  if (primitive) return `typeof ${subject} === "${primitive}"`;
  if (type === "any") return "true";
  if (type.endsWith("[]") || type.startsWith("[")) return `Array.isArray(${subject})`;
  if (/(Exception|Error)$/.test(type) && type !== "Error") return `scala.isError(${subject}, "${type}")`;
  return `${subject} instanceof ${type.replace(/<.*/, "")}`;
}
