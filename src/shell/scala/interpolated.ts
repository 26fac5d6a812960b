import { ScalaMistake } from "./mistake.js";
import type { Expression } from "./nodes.js";
import { TokenStream } from "./token-stream.js";
import { closeBrace } from "./tokens.js";

/** `s"…"`, `raw"…"` and `$"…"` as template literals. */
export function parseInterpolated(tokens: TokenStream): Expression {
  const token = tokens.next();
  const { prefix, body, at } = token.interpolated!;
  if (!["s", "f", "raw", "$"].includes(prefix))
    tokens.fail(`${prefix}"…" is not translated: write a template literal, \`…\${x}…\``, token);
  const chunks: string[] = [];
  const values: Expression[] = [];
  let chunk = "";
  for (let i = 0; i < body.length; i++) {
    if (body.startsWith("$$", i)) {
      chunk += "$";
      i++;
      continue;
    }
    const end =
      body[i] !== "$" ? -1 : body[i + 1] === "{" ? closeBrace(body, i + 1) + 1 : nameEnd(body, i + 1);
    if (end < 0) {
      const char = body[i]!;
      if (char === "\\" && prefix !== "raw") chunk += char + (body[++i] ?? "");
      else chunk += char === "`" || char === "\\" ? `\\${char}` : char;
      continue;
    }
    const inner = body.slice(i + 1, end).replace(/^\{([\s\S]*)\}$/, "$1");
    const innerTokens = new TokenStream(inner, tokens.statement);
    const statement = innerTokens.statement(innerTokens);
    if (statement.kind !== "expression" || innerTokens.peek().kind !== "end")
      throw new ScalaMistake("only an expression stands between the braces of a string", tokens.text, at + i);
    const format =
      prefix === "f" ? /^%[-#+ 0,(]*\d*(?:\.\d+)?[a-zA-Z]/.exec(body.slice(end))?.[0] : undefined;
    values.push(format ? formatted(format, statement.value) : statement.value);
    chunks.push(chunk);
    chunk = "";
    i = end - 1 + (format?.length ?? 0);
  }
  chunks.push(chunk);
  return { kind: "template", tag: prefix === "$" ? "$" : "", chunks, values };
}

const formatted = (format: string, value: Expression): Expression => ({
  kind: "apply",
  callee: { kind: "select", object: { kind: "name", name: "scala" }, name: "format" },
  args: [{ value: { kind: "literal", text: JSON.stringify(format) } }, { value }],
});

function nameEnd(text: string, start: number): number {
  const found = /^[\p{L}_][\p{L}\p{N}_]*/u.exec(text.slice(start));
  return found ? start + found[0].length : -1;
}
