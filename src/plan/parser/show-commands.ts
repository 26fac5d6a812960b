import { unsupported } from "./commands.js";
import type { Cursor } from "./cursor.js";
import { atName, multipartName } from "./names.js";
import { stringText } from "./option-list.js";
import type { OfTable, ShowCatalog, ShowFunctions, Statement } from "./statement.js";

/** `SHOW …` */
export function show(cursor: Cursor): Statement {
  const word = cursor.peek().symbol;
  const rule = Object.hasOwn(rules, word) ? rules[word] : undefined;
  if (!rule && cursor.peek().kind === "word" && word !== "TABLE") {
    cursor.take();
    cursor.take();
    cursor.expectOrMissing("FUNCTIONS", true);
  }
  if (!rule) return unsupported(cursor);
  cursor.take();
  cursor.take();
  return rule(cursor);
}

type Rule = (cursor: Cursor) => Statement;

const catalog =
  (kind: ShowCatalog["kind"]): Rule =>
  cursor => ({ kind, namespace: namespace(cursor), pattern: pattern(cursor) });

const ofTable =
  (kind: OfTable["kind"]): Rule =>
  cursor => ({ kind, name: multipartName(cursor) });

const functions =
  (scope: ShowFunctions["scope"]): Rule =>
  cursor => {
    if (scope !== "all" || !cursor.previous.symbol.startsWith("FUNCTION")) cursor.expect("FUNCTIONS");
    const place = namespace(cursor);
    cursor.accept("LIKE");
    const named = atName(cursor) ? multipartName(cursor).join(".") : pattern(cursor);
    return { kind: "showFunctions", scope, namespace: place, pattern: named };
  };

const rules: Readonly<Record<string, Rule>> = {
  TABLES: catalog("showTables"),
  VIEWS: catalog("showViews"),
  DATABASES: catalog("showDatabases"),
  SCHEMAS: catalog("showDatabases"),
  NAMESPACES: catalog("showDatabases"),
  CATALOGS: catalog("showCatalogs"),
  FUNCTIONS: functions("all"),
  ALL: functions("all"),
  SYSTEM: functions("system"),
  USER: functions("user"),
  COLUMNS(cursor) {
    if (!cursor.acceptOneOf(["FROM", "IN"])) throw cursor.unexpected(["FROM", "IN"]);
    const table = multipartName(cursor);
    const place = namespace(cursor);
    return { kind: "showColumns", name: place ? [...place, table.at(-1)!] : table };
  },
  CREATE(cursor) {
    cursor.expect("TABLE");
    return { kind: "showCreateTable", name: multipartName(cursor) };
  },
  TBLPROPERTIES(cursor) {
    const name = multipartName(cursor);
    if (cursor.is("("))
      cursor.parenthesized(() =>
        cursor.token.kind === "string" ? stringText(cursor) : multipartName(cursor),
      );
    return { kind: "showTblProperties", name };
  },
  PARTITIONS: ofTable("showPartitions"),
  CURRENT(cursor) {
    if (!cursor.acceptOneOf(["DATABASE", "SCHEMA", "NAMESPACE"])) throw cursor.unexpected(["DATABASE"]);
    return { kind: "showCurrentDatabase" };
  },
};

/** `IN d` */
const namespace = (cursor: Cursor): string[] | null =>
  cursor.acceptOneOf(["FROM", "IN"]) ? multipartName(cursor) : null;

/** `[LIKE] 'a*'` */
function pattern(cursor: Cursor): string | null {
  if (!cursor.accept("LIKE") && cursor.token.kind !== "string") return null;
  return stringText(cursor);
}
