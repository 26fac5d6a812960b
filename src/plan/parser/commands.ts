import type { Cursor } from "./cursor.js";
import { identifierList, multipartName } from "./names.js";
import { isQueryAhead } from "./query-ahead.js";
import type { ExplainMode, Statement } from "./statement.js";

const modes: Readonly<Record<string, ExplainMode>> = {
  EXTENDED: "extended",
  FORMATTED: "formatted",
  CODEGEN: "codegen",
  COST: "cost",
  LOGICAL: "extended",
};

/** `EXPLAIN [EXTENDED | FORMATTED | CODEGEN | COST] …` */
export function explain(cursor: Cursor, statement: (cursor: Cursor) => Statement): Statement {
  cursor.take();
  const mode = cursor.acceptOneOf(Object.keys(modes));
  return { kind: "explain", mode: mode ? modes[mode]! : "simple", statement: statement(cursor) };
}

/** `USE [DATABASE] d` */
export function use(cursor: Cursor): Statement {
  cursor.take();
  if (cursor.peek().kind !== "end") cursor.acceptOneOf(["NAMESPACE", "DATABASE", "SCHEMA"]);
  return { kind: "use", name: multipartName(cursor) };
}

/** `INSERT INTO [TABLE] t [(a, b)] …`, `INSERT OVERWRITE …` */
export function insert(cursor: Cursor): Statement {
  cursor.take();
  const verb = cursor.acceptOneOf(["INTO", "OVERWRITE"]);
  if (!verb) throw cursor.unexpected(["INTO", "OVERWRITE"]);
  if (cursor.peek().kind !== "end") cursor.accept("TABLE");
  const name = multipartName(cursor);
  const columns = cursor.is("(") && !isQueryAhead(cursor, 1) ? identifierList(cursor) : null;
  cursor.accept("BY", "NAME");
  return { kind: "insert", name, columns, overwrite: verb === "OVERWRITE", plan: cursor.rules.query(cursor) };
}

/** A command by its first two words; what it says is not read. */
export function unsupported(cursor: Cursor): Statement {
  const first = cursor.take().symbol;
  if (cursor.token.kind === "end") throw cursor.unexpected();
  const command = [first, cursor.symbol].filter(Boolean).join(" ");
  cursor.takeRest();
  return { kind: "unsupported", command };
}
