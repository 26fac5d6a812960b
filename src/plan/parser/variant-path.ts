import { StringType } from "../../types/index.js";
import { literal, unresolvedFunction } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import type { Cursor } from "./cursor.js";
import { identifier } from "./names.js";
import { stringValue } from "./string-literal.js";

/** Whether a path into a variant comes next: `:a.b[0]`, `:['a']`. */
export const isVariantPath = (cursor: Cursor): boolean =>
  cursor.is(":") && (/word|quoted/.test(cursor.peek().kind) || cursor.peek().symbol === "[");

/** `v:a.b[0]`, named after the last member. */
export function variantPath(cursor: Cursor, variant: Expression): Expression {
  cursor.take();
  let path = "$";
  let name = "";
  const member = (text: string) => {
    name = text;
    path += `['${text}']`;
  };
  if (!cursor.is("[")) member(identifier(cursor));
  for (;;) {
    if (cursor.accept(".")) member(identifier(cursor));
    else if (cursor.accept("[")) {
      const { kind, text } = cursor.take();
      if (kind === "string") member(stringValue(text, cursor.options.escapedStringLiterals));
      else path += `[${text}]`;
      cursor.expectOrMissing("]", true);
    } else break;
  }
  return unresolvedFunction("variant_path", [variant, literal(path, StringType), literal(name, StringType)]);
}
