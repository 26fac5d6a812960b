import type { Argument, ClassStatement, Parameter, Statement } from "./nodes.js";
import type { TokenStream } from "./token-stream.js";
import { parseType } from "./types.js";

/** What a class is made of that expressions read too. */
export interface ClassParts {
  parameters(tokens: TokenStream): Parameter[];
  arguments(tokens: TokenStream): Argument[];
}

const kinds = ["class", "case class", "object", "trait", "abstract class", "case object"];

/** Whether a class, object or trait begins here. */
export const beginsClass = (tokens: TokenStream): boolean =>
  (["class", "object", "trait"].includes(tokens.peek().text) && tokens.peek(1).kind === "name") ||
  (["case", "abstract"].includes(tokens.peek().text) && ["class", "object"].includes(tokens.peek(1).text));

/** `case class A(n: Int) extends B(1) with C { … }` */
export function parseClass(tokens: TokenStream, parts: ClassParts): ClassStatement {
  let kind = tokens.next().text;
  while (kind === "case" || kind === "abstract") kind += ` ${tokens.next().text}`;
  if (!kinds.includes(kind)) tokens.fail(`Scala's ${kind} is not translated: write a TypeScript class`);
  const name = tokens.name();
  if (tokens.take("[")) {
    while (!tokens.take("]")) if (tokens.next().kind === "end") tokens.fail("expected ], found the end");
  }
  if (tokens.is("private")) tokens.next();
  const parameters = tokens.is("(") ? parts.parameters(tokens) : [];
  let parent: ClassStatement["parent"];
  if (tokens.take("extends")) {
    const type = parseType(tokens);
    parent = { type, args: tokens.is("(") ? parts.arguments(tokens) : [] };
    while (tokens.take("with")) parseType(tokens);
  }
  // A brace belongs to the class on whatever line it stands; what is no brace begins the next statement.
  const members = tokens.is("{") ? parseMembers(tokens) : [];
  const of = kind.endsWith("object") ? "object" : kind === "case class" ? kind : "class";
  const isMarker = ["Serializable", "Product", "App"].includes(parent?.type ?? "");
  return { kind: "class", of, name, parameters, parent: isMarker ? undefined : parent, members };
}

/** The members between braces. */
export function parseMembers(tokens: TokenStream): Statement[] {
  const open = tokens.expect("{");
  const members: Statement[] = [];
  for (;;) {
    while (tokens.take(";"));
    if (tokens.take("}")) return members;
    if (tokens.peek().kind === "end") tokens.fail("the brace is not closed", open);
    members.push(tokens.statement(tokens));
  }
}

const modifiers = ["implicit", "lazy", "private", "protected", "final", "override", "sealed"];

/** What stands before a definition and says nothing to TypeScript. */
export function skipModifiers(tokens: TokenStream): void {
  for (;;) {
    if (tokens.is("@") && tokens.peek(1).kind === "name") {
      tokens.next();
      parseType(tokens);
      if (tokens.is("(") && !tokens.peek().newLine) {
        let depth = 0;
        do {
          if (tokens.is("(")) depth++;
          if (tokens.is(")")) depth--;
          if (tokens.next().kind === "end") tokens.fail("expected ), found the end");
        } while (depth > 0);
      }
    } else if (modifiers.some(word => tokens.is(word))) {
      const isPrivate = tokens.is("private") || tokens.is("protected");
      tokens.next();
      if (isPrivate && tokens.take("[")) while (!tokens.take("]")) tokens.next();
    } else return;
  }
}
