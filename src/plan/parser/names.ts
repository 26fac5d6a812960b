import type { Cursor } from "./cursor.js";
import { identifierText, isIdentifierClause } from "./identifier-clause.js";
import { errorAt, type ParseException } from "./parse-exception.js";
import { quotedName } from "./string-literal.js";

/** The keywords that name no table, as they begin what follows one. */
const strictWords: ReadonlySet<string> = new Set(
  "ANTI CROSS EXCEPT FULL INNER INTERSECT JOIN LATERAL LEFT NATURAL ON RIGHT SEMI MINUS UNION USING".split(
    " ",
  ),
);

/** What may follow UNION and its kin. */
const operandStarts = ["ALL", "DISTINCT", "SELECT", "VALUES", "TABLE", "WITH", "("];

/** The clauses that may follow an expression or a table, with what comes after their first word. */
const clauseStarts: Readonly<Record<string, readonly string[] | "operand" | "word">> = {
  FROM: "operand",
  WHERE: "operand",
  HAVING: "operand",
  LIMIT: "operand",
  OFFSET: "operand",
  GROUP: ["BY"],
  ORDER: ["BY"],
  CLUSTER: ["BY"],
  DISTRIBUTE: ["BY"],
  SORT: ["BY"],
  WINDOW: "word",
  LATERAL: ["VIEW"],
  UNION: [...operandStarts, "FROM"],
  // `SELECT * EXCEPT FROM t`: an alias.
  EXCEPT: operandStarts,
  INTERSECT: [...operandStarts, "FROM"],
  MINUS: [...operandStarts, "FROM"],
  PIVOT: ["("],
  UNPIVOT: ["(", "INCLUDE", "EXCLUDE"],
  TABLESAMPLE: ["("],
  FOR: "operand",
  SELECT: "operand",
  AS: "operand",
};

const isName = (kind: string): boolean => kind === "word" || kind === "quoted";

const closers: ReadonlySet<string> = new Set([")", ",", ";", "|>", "]"]);

/** Whether nothing more can belong to an expression after the token at `ahead`: so a keyword before it is a name. */
export function endsAt(cursor: Cursor, ahead: number): boolean {
  const { kind, symbol } = cursor.peek(ahead);
  return kind === "end" || closers.has(symbol);
}

/** Whether the next word begins a clause, and is no name: `WHERE x`, but not the `WHERE` of `FROM t WHERE`. */
export function startsClause(cursor: Cursor): boolean {
  const after = Object.hasOwn(clauseStarts, cursor.symbol) ? clauseStarts[cursor.symbol] : undefined;
  if (after === undefined) return false;
  if (after === "operand") return !endsAt(cursor, 1);
  if (after === "word") return isName(cursor.peek().kind);
  return after.includes(cursor.peek().symbol);
}

export const atName = (cursor: Cursor): boolean => isName(cursor.token.kind);

/** A name, backquoted or not. Any keyword is one, where it is expected. */
export function identifier(cursor: Cursor): string {
  const { kind, text, start } = cursor.token;
  if (!isName(kind)) throw cursor.unexpected(["word", "quoted"]);
  if (kind === "word" && !/^\w+$/.test(text)) throw invalidIdentifier(cursor.sql, text, start);
  cursor.take();
  return kind === "quoted" ? quotedName(text) : text;
}

/** A name where no expression may stand, so that `my-table` is a mistake that can be told. */
export function plainIdentifier(cursor: Cursor): string {
  const first = cursor.token;
  const name = identifier(cursor);
  const hyphen = cursor.token;
  if (!cursor.is("-") || !isName(cursor.peek().kind)) return name;
  while (cursor.is("-") && isName(cursor.peek().kind)) {
    cursor.take();
    cursor.take();
  }
  throw invalidIdentifier(cursor.sql, cursor.sql.slice(first.start, cursor.previous.stop + 1), hyphen.start);
}

/** `a.b.c`, or `IDENTIFIER('a.b.c')` */
export function multipartName(cursor: Cursor): string[] {
  if (isIdentifierClause(cursor)) {
    const inner = cursor.within(identifierText(cursor));
    const named = multipartName(inner);
    inner.end();
    return named;
  }
  const parts = [plainIdentifier(cursor)];
  while (cursor.accept(".")) parts.push(plainIdentifier(cursor));
  return parts;
}

export const identifierList = (cursor: Cursor): string[] =>
  cursor.parenthesized(() => plainIdentifier(cursor));

/** The other name of a table, if one follows. */
export function acceptTableAlias(cursor: Cursor): string | undefined {
  if (cursor.is("AS") && isName(cursor.peek().kind)) cursor.take();
  else if (!atName(cursor) || startsClause(cursor)) return undefined;
  if (cursor.token.kind === "word" && strictWords.has(cursor.symbol)) {
    if (cursor.previous.symbol === "AS") throw cursor.unexpected();
    return undefined;
  }
  return plainIdentifier(cursor);
}

/** An unquoted name with letters that only backquotes allow. */
function invalidIdentifier(sql: string, name: string, offset: number): ParseException {
  const text =
    `The unquoted identifier ${name} is invalid and must be back quoted as: \`${name}\`.\n` +
    "Unquoted identifiers can only contain ASCII letters ('a' - 'z', 'A' - 'Z'), digits ('0' - '9'), and underbar ('_').\n" +
    "Unquoted identifiers must also not start with a digit.\n" +
    "Different data sources and meta stores may impose additional restrictions on valid identifiers.";
  return errorAt(sql, offset, "INVALID_IDENTIFIER", text, "42602");
}
