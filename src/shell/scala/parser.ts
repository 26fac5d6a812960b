import { beginsClass, parseClass, skipModifiers } from "./classes.js";
import { parseArguments, parseExpression, parseParameters } from "./expressions.js";
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
  skipModifiers(tokens);
  if (tokens.is("val") || tokens.is("var")) return parseValue(tokens);
  if (tokens.take("def")) return parseFunction(tokens);
  if (tokens.is("import")) return { kind: "import", lines: importLines(tokens) };
  if (beginsClass(tokens))
    return parseClass(tokens, { parameters: parseParameters, arguments: parseArguments });
  const word = tokens.peek().text;
  if ((word === "type" || word === "package") && tokens.peek(1).kind === "name")
    tokens.fail(
      word === "type"
        ? "Scala's type is not translated: write a TypeScript type"
        : "Scala's package is not translated: leave it out, names at the prompt are in none",
    );
  return { kind: "expression", value: parseExpression(tokens) };
}

function parseValue(tokens: TokenStream): Statement {
  const keyword = tokens.next().text === "val" ? "const" : "let";
  const pattern = parsePattern(tokens);
  const type = tokens.take(":") ? parseType(tokens) : undefined;
  if (type && !tokens.is("=")) return { kind: "value", keyword, pattern, type, value: undefined };
  tokens.expect("=");
  if (type && tokens.is("_")) {
    const after = tokens.peek(1);
    if (after.kind === "end" || after.newLine || after.text === "}" || after.text === ";") {
      tokens.next();
      return { kind: "value", keyword, pattern, type, value: undefined };
    }
  }
  return { kind: "value", keyword, pattern, type, value: parseExpression(tokens) };
}

function parsePattern(tokens: TokenStream): string {
  if (["Array", "List", "Seq", "Vector"].some(name => tokens.is(name)) && tokens.is("(", 1)) tokens.next();
  if (!tokens.take("(")) return tokens.take("_") ? "$_" : tokens.name();
  const items: string[] = [];
  do items.push(tokens.take("_") ? "" : parsePattern(tokens));
  while (tokens.take(","));
  tokens.expect(")");
  return `[${items.join(", ")}]`;
}

function parseFunction(tokens: TokenStream): Statement {
  const name = tokens.name();
  if (tokens.take("[")) while (!tokens.take("]")) tokens.next();
  const parameters: Parameter[] = [];
  const isProperty = !tokens.is("(");
  while (tokens.is("(")) parameters.push(...parseParameters(tokens));
  const type = tokens.take(":") ? parseType(tokens) : undefined;
  const next = tokens.peek();
  if (type && !tokens.is("=") && (next.newLine || next.kind === "end" || tokens.is("}")))
    return { kind: "function", name, parameters, isProperty, type, body: undefined };
  if (!tokens.is("{")) tokens.expect("=");
  const body: Expression = parseExpression(tokens);
  return { kind: "function", name, parameters, isProperty, type, body };
}
