import type { Cursor } from "./cursor.js";
import { multipartName } from "./names.js";
import { stringValue } from "./string-literal.js";

/** `(path '/tmp/x', header = true)`, as text. */
export function optionList(cursor: Cursor): Record<string, string> {
  const options = cursor.parenthesized(() => {
    const key = cursor.token.kind === "string" ? stringText(cursor) : multipartName(cursor).join(".");
    cursor.accept("=");
    return [key, optionValue(cursor)] as const;
  });
  return Object.fromEntries(options);
}

/** The value of the string that must come next. */
export function stringText(cursor: Cursor): string {
  if (cursor.token.kind !== "string") throw cursor.unexpected(["string"]);
  return stringValue(cursor.take().text, cursor.options.escapedStringLiterals);
}

function optionValue(cursor: Cursor): string {
  if (cursor.token.kind === "string") return stringText(cursor);
  if (cursor.token.kind === "number") return cursor.take().text;
  const truth = cursor.acceptOneOf(["TRUE", "FALSE"]);
  if (!truth) throw cursor.unexpected();
  return truth.toLowerCase();
}
