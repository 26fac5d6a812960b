import { StructType } from "../../types/index.js";
import { unsupported } from "./commands.js";
import type { Cursor } from "./cursor.js";
import { columnDefinition } from "./data-type.js";
import { multipartName, plainIdentifier } from "./names.js";
import { optionList, stringText } from "./option-list.js";
import type { Statement } from "./statement.js";

const isTemporary = (symbol: string): boolean => symbol === "TEMPORARY" || symbol === "TEMP";

/** `CREATE [OR REPLACE] [GLOBAL] [TEMPORARY] VIEW …`; what else is created is not supported. */
export function createView(cursor: Cursor): Statement {
  const first = cursor.token;
  let at = 1;
  const replace = cursor.peek(at).symbol === "OR" && cursor.peek(at + 1).symbol === "REPLACE";
  if (replace) at += 2;
  const global = cursor.peek(at).symbol === "GLOBAL";
  if (global) at++;
  const temporary = isTemporary(cursor.peek(at).symbol);
  if (temporary) at++;
  if (cursor.peek(at).symbol !== "VIEW") return createOther(cursor, at);
  for (let i = 0; i <= at; i++) cursor.take();
  const ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
  const name = multipartName(cursor);
  const columns = cursor.is("(") ? columnList(cursor) : null;
  if (temporary && cursor.accept("USING")) {
    const format = multipartName(cursor).join(".");
    const options = cursor.accept("OPTIONS") ? optionList(cursor) : {};
    const schema = columns?.definitions ?? null;
    return { kind: "createViewUsing", name, schema, format, options, replace, global };
  }
  viewProperties(cursor);
  cursor.expect("AS");
  const start = cursor.token;
  const plan = cursor.rules.query(cursor);
  const text = cursor.sql.slice(start.start, cursor.previous.stop + 1);
  if (temporary && ifNotExists)
    throw cursor.error(first, null, "It is not allowed to define a TEMPORARY view with IF NOT EXISTS.");
  if (temporary && name.length > 1)
    throw cursor.error(
      first,
      "TEMP_VIEW_NAME_TOO_MANY_NAME_PARTS",
      "CREATE TEMPORARY VIEW or the corresponding Dataset APIs only accept single-part view names, " +
        `but got: ${name.map(part => `\`${part}\``).join(".")}.`,
      "428EK",
    );
  return {
    kind: "createView",
    name,
    columns: columns?.names ?? null,
    plan,
    text,
    replace,
    ifNotExists,
    global,
    temporary,
  };
}

/** `CREATE TABLE` and the like: known commands, not read further. */
function createOther(cursor: Cursor, at: number): Statement {
  if (others.test(cursor.peek(at).symbol)) return unsupported(cursor);
  for (let i = 0; i < at; i++) cursor.take();
  throw cursor.unexpected();
}

/** What Spark creates and drops beside views. */
const others = /^(TABLE|EXTERNAL|DATABASE|SCHEMA|NAMESPACE|FUNCTION|INDEX|ROLE|TEMP|TEMPORARY)$/;

interface Columns {
  readonly names: readonly string[];
  /** Where each has a type. */
  readonly definitions: StructType | null;
}

/** `(a COMMENT '…', b)` or `(a INT, b STRING)` */
function columnList(cursor: Cursor): Columns {
  const second = cursor.peek(2).symbol;
  if (second !== "," && second !== ")" && second !== "COMMENT") {
    const fields = cursor.parenthesized(() => columnDefinition(cursor));
    return { names: fields.map(field => field.name), definitions: new StructType(fields) };
  }
  const names = cursor.parenthesized(() => {
    const name = plainIdentifier(cursor);
    if (cursor.accept("COMMENT")) stringText(cursor);
    return name;
  });
  return { names, definitions: null };
}

/** COMMENT and TBLPROPERTIES say nothing to a query. */
function viewProperties(cursor: Cursor): void {
  for (;;) {
    if (cursor.accept("COMMENT")) stringText(cursor);
    else if (cursor.accept("TBLPROPERTIES")) optionList(cursor);
    else if (cursor.accept("WITH", "SCHEMA")) cursor.take();
    else return;
  }
}

/** `DROP VIEW [IF EXISTS] v`, `DROP TABLE t` */
export function dropCommand(cursor: Cursor): Statement {
  const what = cursor.peek().symbol;
  if (what !== "VIEW" && what !== "TABLE" && others.test(what)) return unsupported(cursor);
  cursor.take();
  if (what !== "VIEW" && what !== "TABLE") throw cursor.unexpected();
  const kind = cursor.take().symbol === "VIEW" ? "dropView" : "dropTable";
  const ifExists = cursor.accept("IF", "EXISTS");
  const name = multipartName(cursor);
  if (kind === "dropTable") cursor.accept("PURGE");
  return { kind, name, ifExists };
}
