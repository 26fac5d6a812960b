import { parseExpression, parseParameters } from "./expressions.js";
import { importLines } from "./imports.js";
import type { Expression, Parameter, Statement } from "./nodes.js";
import type { TokenStream } from "./token-stream.js";
import { parseType } from "./types.js";

/** Reads one statement, and that nothing but a line's end, a semicolon or a brace follows it. */
export function parseStatement(tokens: TokenStream): Statement {
  const start = tokens.peek();
  const statement = parseUnended(tokens);
  const after = tokens.peek();
  if (after.kind !== "end" && !after.newLine && !tokens.is(";") && !tokens.is("}"))
    tokens.fail(
      `did not expect ${after.text} after ${tokens.text.slice(start.start, tokens.previous.end).slice(-40)}`,
    );
  return statement;
}

function parseUnended(tokens: TokenStream): Statement {
  while (tokens.is("implicit") || tokens.is("lazy") || tokens.is("private") || tokens.is("final"))
    tokens.next();
  if (tokens.is("val") || tokens.is("var")) return parseValue(tokens);
  if (tokens.take("def")) return parseFunction(tokens);
  if (tokens.is("import")) return { kind: "import", lines: importLines(tokens) };
  if (tokens.is("case") && tokens.is("class", 1)) {
    tokens.next();
    tokens.next();
    return { kind: "class", name: tokens.name(), parameters: parseParameters(tokens) };
  }
  const word = tokens.peek().text;
  if (["object", "class", "trait", "type", "package"].includes(word) && tokens.peek(1).kind === "name")
    tokens.fail(
      `Scala's ${word} is not translated: write a TypeScript ${word === "type" ? "type" : "class or function"}`,
    );
  return { kind: "expression", value: parseExpression(tokens) };
}

function parseValue(tokens: TokenStream): Statement {
  const keyword = tokens.next().text === "val" ? "const" : "let";
  const pattern = parsePattern(tokens);
  const type = tokens.take(":") ? parseType(tokens) : undefined;
  tokens.expect("=");
  return { kind: "value", keyword, pattern, type, value: parseExpression(tokens) };
}

function parsePattern(tokens: TokenStream): string {
  if (!tokens.take("(")) return tokens.take("_") ? "$_" : tokens.name();
  const items: string[] = [];
  do items.push(tokens.take("_") ? "" : parsePattern(tokens));
  while (tokens.take(","));
  tokens.expect(")");
  return `[${items.join(", ")}]`;
}

function parseFunction(tokens: TokenStream): Statement {
  const name = tokens.name();
  const parameters: Parameter[] = [];
  while (tokens.is("(")) parameters.push(...parseParameters(tokens));
  const type = tokens.take(":") ? parseType(tokens) : undefined;
  if (!tokens.is("{")) tokens.expect("=");
  const body: Expression = parseExpression(tokens);
  return { kind: "function", name, parameters, type, body };
}
