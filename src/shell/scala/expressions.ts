import { parseMembers, skipModifiers } from "./classes.js";
import { parseInterpolated } from "./interpolated.js";
import type { Argument, Expression, Parameter, Statement } from "./nodes.js";
import { parseCases } from "./patterns.js";
import type { TokenStream } from "./token-stream.js";
import type { Token } from "./tokens.js";
import { parseType } from "./types.js";

const keywords = new Set(
  "val var def if else while for yield new import match case object class trait throw try catch finally return lazy".split(
    " ",
  ),
);

const untranslated: Readonly<Record<string, string>> = {
  case: "case stands within the braces of match or of a function only",
};

/** By an operator's first character, loosest first (https://www.scala-lang.org/files/archive/spec/2.13/06-expressions.html#infix-operations). */
const precedences = ["|", "^", "&", "=!", "<>", ":", "+-", "*/%"];
const precedenceOf = ({ kind, text }: Token): number =>
  kind === "name" ? 0 : 1 + ((precedences.findIndex(chars => chars.includes(text[0]!)) + 9) % 9);

/** Placeholders (`_`) met in the expression that is read now: the parameters of the function it turns out to be. */
const placeholders = new WeakMap<TokenStream, Parameter[]>();

/** Reads one expression; one with placeholders becomes a function of them. */
export function parseExpression(tokens: TokenStream): Expression {
  const outer = placeholders.get(tokens);
  const mine: Parameter[] = [];
  placeholders.set(tokens, mine);
  let expression: Expression;
  try {
    expression = parseWhole(tokens);
  } finally {
    if (outer) placeholders.set(tokens, outer);
    else placeholders.delete(tokens);
  }
  if (mine.length === 0) return expression;
  // `_` alone stands for an argument of the expression around it.
  if (outer && expression.kind === "name") outer.push(...mine);
  else return { kind: "lambda", parameters: mine, body: expression };
  return expression;
}

function parseWhole(tokens: TokenStream): Expression {
  const lambda = parseLambda(tokens);
  if (lambda) return lambda;
  const start = tokens.peek();
  if (start.kind === "name") {
    const refused = untranslated[start.text];
    if (refused) tokens.fail(refused);
    if (tokens.take("if")) return parseIf(tokens);
    if (tokens.take("while"))
      return { kind: "while", condition: parenthesized(tokens), body: parseExpression(tokens) };
    if (tokens.take("for")) return parseFor(tokens);
    if (tokens.take("throw")) return { kind: "throw", value: parseExpression(tokens) };
    if (tokens.take("return")) return { kind: "return", value: parseExpression(tokens) };
    if (tokens.take("try")) return parseTry(tokens);
  }
  let expression = parseInfix(tokens, 0);
  while (tokens.take("match"))
    expression = { kind: "match", value: expression, cases: parseCases(tokens, parseExpression) };
  if (tokens.is("=") && (expression.kind === "name" || expression.kind === "select")) {
    tokens.next();
    return { kind: "assign", target: expression, value: parseExpression(tokens) };
  }
  if (tokens.is(":") && !tokens.is("_", 1)) {
    tokens.next();
    parseType(tokens);
  }
  return expression;
}

function parenthesized(tokens: TokenStream): Expression {
  tokens.expect("(");
  const expression = parseExpression(tokens);
  tokens.expect(")");
  return expression;
}

function parseIf(tokens: TokenStream): Expression {
  const condition = parenthesized(tokens);
  const then = parseExpression(tokens);
  if (tokens.is(";") && tokens.is("else", 1)) tokens.next();
  const otherwise = tokens.take("else") ? parseExpression(tokens) : undefined;
  return { kind: "if", condition, then, otherwise };
}

function parseTry(tokens: TokenStream): Expression {
  const body = parseExpression(tokens);
  const cases = tokens.take("catch") ? parseCases(tokens, parseExpression) : [];
  const last = tokens.take("finally") ? parseExpression(tokens) : undefined;
  return { kind: "try", body, cases, last };
}

function parseFor(tokens: TokenStream): Expression {
  const close = tokens.is("{") ? "}" : ")";
  tokens.expect(close === "}" ? "{" : "(");
  const generators: { name: string; over: Expression; tests: Expression[] }[] = [];
  do {
    if (tokens.is(close)) break;
    const name = tokens.is("(") ? namesOf(parseParameters(tokens)) : tokens.take("_") ? "$_" : tokens.name();
    tokens.expect("<-");
    const over = parseExpression(tokens);
    const tests: Expression[] = [];
    while (tokens.take("if")) tests.push(parseExpression(tokens));
    generators.push({ name, over, tests });
  } while (tokens.take(";") || (tokens.peek().newLine && !tokens.is(close)));
  tokens.expect(close);
  const yields = tokens.take("yield");
  let body = parseExpression(tokens);
  for (const [i, { name, over, tests }] of generators.reverse().entries()) {
    const filtered = tests.reduce<Expression>(
      (all, test) => ({
        kind: "apply",
        callee: { kind: "select", object: all, name: "filter" },
        args: [{ value: { kind: "lambda", parameters: [{ name }], body: test } }],
      }),
      over,
    );
    body = { kind: "for", name, over: filtered, body, yields: yields && (i === 0 ? "map" : "flatMap") };
  }
  return body;
}

const namesOf = (parameters: readonly Parameter[]): string =>
  `[${parameters.map(({ name }) => (name === "_" ? "" : name)).join(", ")}]`;

/** `x => …`, `(x, y: Int) => …`, `_ => …` */
function parseLambda(tokens: TokenStream): Expression | undefined {
  if (!tokens.is("(") && !tokens.is("=>", 1) && !tokens.is(":", 1)) return undefined;
  const parameters = tokens.attempt(() => {
    const found = tokens.is("(") ? parseParameters(tokens) : [parseParameter(tokens)];
    return tokens.take("=>") ? found : undefined;
  });
  return parameters && { kind: "lambda", parameters, body: parseExpression(tokens) };
}

export function parseParameters(tokens: TokenStream): Parameter[] {
  tokens.expect("(");
  const parameters: Parameter[] = [];
  while (!tokens.is(")")) {
    parameters.push(parseParameter(tokens));
    if (!tokens.take(",")) break;
  }
  tokens.expect(")");
  return parameters;
}

function parseParameter(tokens: TokenStream): Parameter {
  skipModifiers(tokens);
  if (tokens.is("val") || tokens.is("var")) tokens.next();
  const name = tokens.take("_") ? "_" : tokens.name();
  const type = tokens.take(":") ? parseType(tokens) : undefined;
  const fallback = tokens.take("=") ? parseExpression(tokens) : undefined;
  return { name, ...(type && { type }), ...(fallback && { fallback }) };
}

function parseInfix(tokens: TokenStream, minimum: number): Expression {
  let left = parsePrefix(tokens);
  for (;;) {
    const operator = tokens.peek();
    const isInfix =
      operator.kind === "operator" ||
      (operator.kind === "name" &&
        !operator.newLine &&
        !keywords.has(operator.text) &&
        beginsOperand(tokens.peek(1)));
    if (!isInfix || operator.text === "match") return left;
    const precedence = precedenceOf(operator);
    if (precedence < minimum) return left;
    tokens.next();
    const right = parseInfix(tokens, precedence + 1);
    left = { kind: "infix", left, operator: operator.text, right, at: operator.start };
  }
}

const beginsOperand = (token: Token): boolean =>
  !token.newLine &&
  (["number", "string", "interpolated", "symbol"].includes(token.kind) ||
    (token.kind === "name" && !keywords.has(token.text)) ||
    (token.kind === "mark" && "({_".includes(token.text)));

function parsePrefix(tokens: TokenStream): Expression {
  const { kind, text } = tokens.peek();
  if (kind === "operator" && ["!", "-", "+", "~"].includes(text)) {
    tokens.next();
    return { kind: "prefix", operator: text, operand: parsePrefix(tokens) };
  }
  return parseSuffixes(tokens, parseSimple(tokens));
}

function parseSuffixes(tokens: TokenStream, start: Expression): Expression {
  let expression = start;
  for (;;) {
    if (tokens.is(".")) {
      tokens.next();
      expression = { kind: "select", object: expression, name: tokens.name() };
      continue;
    }
    if (tokens.peek().newLine) return expression;
    if (tokens.is("[")) {
      // Type arguments say nothing that TypeScript does not infer, save those of `as[T]`, which has no others.
      tokens.next();
      const types: string[] = [];
      do types.push(parseType(tokens));
      while (tokens.take(","));
      tokens.expect("]");
      if (expression.kind === "select" && expression.name === "as")
        expression = { ...expression, name: `as<${types.join(", ")}>()` };
      else if (expression.kind === "select" && typedMethods.has(expression.name))
        expression = { ...expression, name: `${expression.name}<${types.join(", ")}>` };
      else if (expression.kind === "select" && expression.name === "asInstanceOf")
        expression = { kind: "cast", value: expression.object, type: types[0]! };
      else if (expression.kind === "select" && expression.name === "isInstanceOf")
        expression = isOfType(expression.object, types[0]!);
      else if (
        expression.kind === "select" &&
        expression.name === "empty" &&
        expression.object.kind === "name"
      )
        expression = empty(expression.object.name, types);
    } else if (tokens.is("("))
      expression = { kind: "apply", callee: expression, args: parseArguments(tokens) };
    else if (tokens.is("{") && expression.kind !== "literal")
      expression = { kind: "apply", callee: expression, args: [{ value: parseBraces(tokens) }] };
    else if (tokens.is("_")) tokens.next();
    else return expression;
  }
}

/** Methods whose type arguments nothing else tells. */
const typedMethods = new Set([
  "getAs",
  "getValueState",
  "getListState",
  "getMapState",
  "getList",
  "getSeq",
  "getMap",
]);

const isOfType = (value: Expression, type: string): Expression => ({
  kind: "match",
  value,
  cases: [
    { pattern: { kind: "typed", type }, guard: undefined, body: { kind: "literal", text: "true" } },
    { pattern: { kind: "any" }, guard: undefined, body: { kind: "literal", text: "false" } },
  ],
});

const empty = (name: string, types: readonly string[]): Expression => ({
  kind: "literal",
  text: ["Map", "Set"].includes(name) ? `new ${name}<${types.join(", ")}>()` : `[] as ${types[0]}[]`,
});

export function parseArguments(tokens: TokenStream): Argument[] {
  tokens.expect("(");
  const args: Argument[] = [];
  while (!tokens.is(")")) {
    const named = tokens.peek().kind === "name" && tokens.is("=", 1);
    const name = named ? tokens.name() : undefined;
    if (named) tokens.expect("=");
    const value = parseExpression(tokens);
    const spread = tokens.take(":");
    if (spread) {
      tokens.expect("_");
      tokens.expect("*");
    }
    args.push({ value, spread, ...(name && { name }) });
    if (!tokens.take(",")) break;
  }
  tokens.expect(")");
  return args;
}

/** The statements up to the brace that closes `open`. */
function parseBlock(tokens: TokenStream, open: Token): Statement[] {
  const statements: Statement[] = [];
  for (;;) {
    while (tokens.take(";"));
    if (tokens.take("}")) return statements;
    if (tokens.peek().kind === "end") tokens.fail("the brace is not closed", open);
    statements.push(tokens.statement(tokens));
  }
}

/** `{ … }`: a block, or a function whose body needs no braces of its own. */
function parseBraces(tokens: TokenStream): Expression {
  if (tokens.is("case", 1) && !["class", "object"].includes(tokens.peek(2).text))
    return { kind: "cases", cases: parseCases(tokens, parseExpression) };
  const open = tokens.expect("{");
  const parameters = tokens.attempt(() => {
    const found = tokens.is("(") ? parseParameters(tokens) : [parseParameter(tokens)];
    return tokens.take("=>") ? found : undefined;
  });
  const block: Expression = { kind: "block", statements: parseBlock(tokens, open) };
  if (parameters) return { kind: "lambda", parameters, body: block };
  const [only] = block.statements;
  return block.statements.length === 1 && only?.kind === "expression" ? only.value : block;
}

function parseSimple(tokens: TokenStream): Expression {
  const token = tokens.peek();
  if (token.kind === "number") return { kind: "literal", text: numberOf(tokens.next().text) };
  if (token.kind === "string") return { kind: "literal", text: tokens.next().text };
  if (token.kind === "symbol")
    return { kind: "template", tag: "$", chunks: [tokens.next().text], values: [] };
  if (token.kind === "interpolated") return parseInterpolated(tokens);
  if (tokens.take("_")) {
    const parameters = placeholders.get(tokens);
    if (!parameters) tokens.fail("_ stands for an argument here, and there is none", token);
    const name = `$${parameters.length + 1}`;
    parameters.push({ name });
    return { kind: "name", name };
  }
  if (tokens.is("(")) return parseParentheses(tokens);
  if (tokens.is("{")) return parseBraces(tokens);
  if (tokens.take("new")) {
    const type = parseType(tokens);
    const args = tokens.is("(") ? parseArguments(tokens) : [];
    return { kind: "new", type, args, ...(tokens.is("{") && { members: parseMembers(tokens) }) };
  }
  if (token.kind !== "name" || keywords.has(token.text))
    tokens.fail(`expected an expression, found ${token.text || "the end"}`);
  return { kind: "name", name: tokens.next().text };
}

function parseParentheses(tokens: TokenStream): Expression {
  tokens.expect("(");
  const items: Expression[] = [];
  while (!tokens.is(")")) {
    items.push(parseExpression(tokens));
    if (!tokens.take(",")) break;
  }
  tokens.expect(")");
  if (items.length === 0) return { kind: "literal", text: "undefined" };
  return items.length === 1 ? items[0]! : { kind: "tuple", items };
}

/** `1L` is a bigint; the suffixes of floating point say nothing to TypeScript. */
function numberOf(text: string): string {
  const isHex = /^0x/i.test(text);
  if (/l$/i.test(text)) return `${text.slice(0, -1)}n`;
  return isHex ? text : text.replace(/[fd]$/i, "");
}
