import type { TokenStream } from "./token-stream.js";

const simple: Readonly<Record<string, string>> = {
  Int: "Int",
  Short: "number",
  Byte: "number",
  Float: "number",
  Double: "number",
  Long: "bigint",
  BigInt: "bigint",
  Timestamp: "Date",
  Date: "Date",
  Instant: "Date",
  BigDecimal: "any",
  String: "string",
  Char: "string",
  Boolean: "boolean",
  Unit: "void",
  Throwable: "Error",
  Exception: "Error",
  Any: "any",
  AnyRef: "any",
  Nothing: "never",
};

const sequences = new Set(["Seq", "List", "Array", "Vector", "IndexedSeq", "Iterable", "Iterator"]);

/**
 * Reads a Scala type and returns TypeScript's for it.
 * @param isFunction whether `=>` after it makes it a function's; in a `case` it ends the pattern
 */
export function parseType(tokens: TokenStream, isFunction = true): string {
  if (tokens.take("(")) {
    const items: string[] = [];
    while (!tokens.is(")")) {
      items.push(parseType(tokens));
      if (!tokens.take(",")) break;
    }
    tokens.expect(")");
    if (isFunction && tokens.take("=>")) return functionType(items, parseType(tokens));
    return items.length === 1 ? items[0]! : `[${items.join(", ")}]`;
  }
  if (tokens.take("=>")) return parseType(tokens);
  if (tokens.take("_")) return "any";
  let name = tokens.name();
  while (tokens.take(".")) name = tokens.name();
  const args: string[] = [];
  if (tokens.take("[")) {
    do args.push(parseType(tokens));
    while (tokens.take(","));
    tokens.expect("]");
  }
  const type = named(name, args);
  return isFunction && tokens.take("=>") ? functionType([type], parseType(tokens)) : type;
}

function named(name: string, args: readonly string[]): string {
  const [first = "any", second = "any"] = args;
  if (name === "Array") return `(${first})[]`;
  if (sequences.has(name)) return `readonly (${first})[]`;
  if (name === "Map") return `Map<${first}, ${second}>`;
  if (name === "Option" || name === "Some") return `Option<${first}>`;
  if (name === "Dataset") return `DataFrame<${args[0] ?? "Row"}>`;
  const known = simple[name];
  return known ?? (args.length ? `${name}<${args.join(", ")}>` : name);
}

const functionType = (parameters: readonly string[], result: string): string =>
  `((${parameters.map((type, i) => `$${i}: ${type}`).join(", ")}) => ${result})`;
