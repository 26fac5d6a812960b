import type { Cursor } from "./cursor.js";
import { endsAt } from "./names.js";

const queryStarts: ReadonlySet<string> = new Set(["SELECT", "WITH", "VALUES", "FROM", "TABLE"]);
const afterNames: ReadonlySet<string> = new Set([
  "=",
  "<",
  ">",
  "<=",
  ">=",
  "<>",
  "!=",
  ".",
  "->",
  "=>",
  "::",
  "[",
]);

/** Whether the tokens from `ahead` on begin a query, in parentheses or not, as far as a look at its first word tells. */
export function isQueryAhead(cursor: Cursor, ahead = 0): boolean {
  let at = ahead;
  while (cursor.peek(at).symbol === "(") at++;
  const { symbol } = cursor.peek(at);
  if (!queryStarts.has(symbol)) return false;
  const next = cursor.peek(at + 1);
  if (next.kind === "end") return true;
  return (
    !endsAt(cursor, at + 1) && !afterNames.has(next.symbol) && !(symbol === "FROM" && next.symbol === "(")
  );
}
