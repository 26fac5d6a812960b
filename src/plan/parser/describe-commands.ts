import type { Cursor } from "./cursor.js";
import { atName, multipartName } from "./names.js";
import { stringText } from "./option-list.js";
import { isQueryAhead } from "./query-ahead.js";
import type { Statement } from "./statement.js";

/** `DESCRIBE FUNCTION f`, `DESCRIBE [TABLE] t`, `DESCRIBE DATABASE d`, `DESCRIBE [QUERY] …` */
export function describe(cursor: Cursor): Statement {
  cursor.take();
  const named = cursor.peek().kind !== "end";
  if (named && cursor.accept("FUNCTION")) {
    const extended = cursor.accept("EXTENDED");
    return { kind: "describeFunction", name: functionName(cursor), extended };
  }
  if (named && cursor.acceptOneOf(["DATABASE", "SCHEMA", "NAMESPACE"])) {
    const extended = cursor.accept("EXTENDED");
    return { kind: "describeDatabase", name: multipartName(cursor), extended, column: null };
  }
  if (isQueryAhead(cursor, cursor.is("QUERY") ? 1 : 0) && !cursor.is("TABLE")) {
    cursor.accept("QUERY");
    return { kind: "describeQuery", plan: cursor.rules.query(cursor) };
  }
  if (named) cursor.accept("TABLE");
  const extended = named && cursor.acceptOneOf(["EXTENDED", "FORMATTED"]) !== undefined;
  const name = multipartName(cursor);
  return { kind: "describeTable", name, extended, column: atName(cursor) ? multipartName(cursor) : null };
}

/** A name, an operator or a string. */
function functionName(cursor: Cursor): string {
  if (cursor.token.kind === "string") return stringText(cursor);
  if (atName(cursor)) return multipartName(cursor).join(".");
  if (cursor.token.kind !== "operator") throw cursor.unexpected();
  return cursor.take().text;
}
