import type { Case, Expression, Pattern } from "./nodes.js";
import type { TokenStream } from "./token-stream.js";
import { parseType } from "./types.js";

/** `{ case … => … case … => … }` */
export function parseCases(tokens: TokenStream, expression: (tokens: TokenStream) => Expression): Case[] {
  const open = tokens.expect("{");
  const cases: Case[] = [];
  while (tokens.take("case")) {
    const pattern = parsePattern(tokens, expression);
    const guard = tokens.take("if") ? expression(tokens) : undefined;
    tokens.expect("=>");
    const statements = [];
    for (;;) {
      while (tokens.take(";"));
      if (tokens.is("case") || tokens.is("}")) break;
      if (tokens.peek().kind === "end") tokens.fail("the brace is not closed", open);
      statements.push(tokens.statement(tokens));
    }
    const [only] = statements;
    const body: Expression =
      statements.length === 1 && only?.kind === "expression" ? only.value : { kind: "block", statements };
    cases.push({ pattern, guard, body });
  }
  if (cases.length === 0) tokens.fail("expected case");
  tokens.expect("}");
  return cases;
}

function parsePattern(tokens: TokenStream, expression: (tokens: TokenStream) => Expression): Pattern {
  const patterns: Pattern[] = [];
  do patterns.push(parseCons(tokens, expression));
  while (tokens.take("|"));
  return patterns.length === 1 ? patterns[0]! : { kind: "either", patterns };
}

/** `head :: tail` */
function parseCons(tokens: TokenStream, expression: (tokens: TokenStream) => Expression): Pattern {
  const items = [parseSimple(tokens, expression)];
  while (tokens.take("::")) items.push(parseSimple(tokens, expression));
  const last = items.at(-1)!;
  if (items.length === 1) return last;
  if (last.kind === "object" && last.name === "Nil")
    return { kind: "sequence", items: items.slice(0, -1), rest: undefined };
  if (last.kind !== "bind" && last.kind !== "any") tokens.fail("expected a name for the rest after ::");
  return { kind: "sequence", items: items.slice(0, -1), rest: last.kind === "bind" ? last.name : "$rest" };
}

function parseSimple(tokens: TokenStream, expression: (tokens: TokenStream) => Expression): Pattern {
  const list = (close: string): Pattern[] => {
    const items: Pattern[] = [];
    while (!tokens.is(close)) {
      items.push(parsePattern(tokens, expression));
      if (!tokens.take(",")) break;
    }
    tokens.expect(close);
    return items;
  };
  if (tokens.take("_"))
    return tokens.take(":") ? { kind: "typed", type: parseType(tokens, false) } : { kind: "any" };
  if (tokens.take("(")) {
    const items = list(")");
    return items.length === 1 ? items[0]! : { kind: "tuple", items };
  }
  const token = tokens.peek();
  if (token.kind === "name" && !["true", "false", "null"].includes(token.text)) {
    const name = tokens.next().text;
    const isVariable = /^[\p{Ll}_$]/u.test(name) && tokens.text[token.start] !== "`";
    if (isVariable && tokens.take(":"))
      return { kind: "bind", name, pattern: { kind: "typed", type: parseType(tokens, false) } };
    if (isVariable && tokens.take("@"))
      return { kind: "bind", name, pattern: parseSimple(tokens, expression) };
    if (isVariable && !tokens.is(".")) return { kind: "bind", name, pattern: { kind: "any" } };
    let path: Expression = { kind: "name", name };
    let last = name;
    while (tokens.take(".")) {
      last = tokens.name();
      path = { kind: "select", object: path, name: last };
    }
    if (!tokens.take("("))
      return last === "Nil" || last === "None"
        ? { kind: "object", name: last, items: [] }
        : { kind: "equal", value: path };
    const items = list(")");
    return ["Seq", "List", "Array", "Vector"].includes(last)
      ? { kind: "sequence", items, rest: undefined }
      : { kind: "object", name: last, items };
  }
  const sign = tokens.take("-") ? "-" : "";
  const { kind } = tokens.peek();
  if (kind !== "number" && kind !== "string" && kind !== "name")
    tokens.fail(`expected a pattern, found ${tokens.peek().text || "the end"}`);
  const { text } = tokens.next();
  return {
    kind: "equal",
    value: { kind: "literal", text: sign + (/^\d+[lL]$/.test(text) ? `${text.slice(0, -1)}n` : text) },
  };
}
