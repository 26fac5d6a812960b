import { analyze } from "../../plan/analyze/analyze.js";
import { extendedPlanText, physicalPlanText } from "../../plan/explain.js";
import { findFunction, functionNames } from "../../plan/functions/registry.js";
import { unresolvedRoutine } from "../../plan/functions/unresolved-routine.js";
import { localRelation, relation, subqueryAlias } from "../../plan/nodes/create.js";
import { schemaOf } from "../../plan/nodes/inspect.js";
import type { LogicalPlan } from "../../plan/nodes/logical-plan.js";
import type { Statement } from "../../plan/parser/statement.js";
import {
  BooleanType,
  StringType,
  StructField,
  StructType,
  simpleString,
  type Value,
} from "../../types/index.js";
import { AnalysisException } from "../../util/errors.js";
import type { SessionState } from "../session-state.js";

type Kind = Statement["kind"];
/** The statements of a kind: several kinds may share an interface. */
type OfKind<K extends Kind, S extends Statement = Statement> = S extends { readonly kind: infer Own }
  ? K extends Own
    ? S
    : never
  : never;
type Cases = { readonly [K in Kind]: (statement: OfKind<K>, session: SessionState) => LogicalPlan };

/** What a statement answers: a query's plan, or the rows of a command, which has been carried out then. */
export function runStatement(statement: Statement, session: SessionState): LogicalPlan {
  return (cases[statement.kind] as (s: Statement, session: SessionState) => LogicalPlan)(statement, session);
}

const nothing: LogicalPlan = localRelation(new StructType(), []);

function table(columns: readonly string[], rows: readonly (readonly Value[])[]): LogicalPlan {
  const types = columns.map(name => new StructField(name, name === "isTemporary" ? BooleanType : StringType));
  return localRelation(new StructType(types), rows);
}

/** As SHOW … LIKE has it: `*` for any text, `|` between alternatives, without regard to case. */
function like(pattern: string | null): (name: string) => boolean {
  if (pattern === null) return () => true;
  const escaped = pattern
    .split("|")
    .map(each => each.replace(/[.+?^${}()[\]\\]/g, "\\$&").replaceAll("*", ".*"))
    .join("|");
  const form = new RegExp(`^(?:${escaped})$`, "i");
  return name => form.test(name);
}

function viewNamed(name: readonly string[], session: SessionState): LogicalPlan {
  return analyze(Object.freeze({ kind: "unresolvedRelation", nameParts: name }), session.analysis);
}

const describeColumns = (plan: LogicalPlan): LogicalPlan =>
  table(
    ["col_name", "data_type", "comment"],
    schemaOf(plan).fields.map(field => [field.name, simpleString(field.dataType), null]),
  );

const refuse = (command: string): never => {
  throw new AnalysisException(
    "UNSUPPORTED_FEATURE.TABLE_OPERATION",
    `The feature is not supported: ${command}: there is no catalog of tables here. Use temporary views, or spark.read and df.write.`,
    "0A000",
  );
};

const withColumns = (
  plan: LogicalPlan,
  name: readonly string[],
  columns: readonly string[] | null,
): LogicalPlan => (columns ? subqueryAlias(name.at(-1)!, plan, columns) : plan);

function dropView(
  { name, ifExists }: { readonly name: readonly string[]; readonly ifExists: boolean },
  session: SessionState,
): LogicalPlan {
  if (!session.catalog.dropView(name.at(-1)!) && !ifExists) viewNamed(name, session);
  return nothing;
}

const cases: Cases = {
  query: ({ plan }) => plan,
  createView: (view, session) => {
    if (!view.temporary) return refuse("CREATE VIEW without TEMPORARY");
    if (view.ifNotExists && session.catalog.view(view.name)) return nothing;
    const plan = analyze(withColumns(view.plan, view.name, view.columns), session.analysis);
    session.catalog.createView(view.name.at(-1)!, plan, view.replace);
    return nothing;
  },
  createViewUsing: ({ name, schema, format, options, replace }, session) => {
    const source = { format, options };
    const found = session.backend.relationSchema(source, schema ?? undefined, false);
    session.catalog.createView(name.at(-1)!, relation(source, found, false), replace);
    return nothing;
  },
  dropView,
  dropTable: dropView,
  showTables: ({ pattern }, { catalog }) =>
    table(
      ["namespace", "tableName", "isTemporary"],
      catalog.viewNames.filter(like(pattern)).map(name => ["", name, true]),
    ),
  showViews: ({ pattern }, { catalog }) =>
    table(
      ["namespace", "viewName", "isTemporary"],
      catalog.viewNames.filter(like(pattern)).map(name => ["", name, true]),
    ),
  showDatabases: ({ pattern }) =>
    table(
      ["namespace"],
      ["default"].filter(like(pattern)).map(name => [name]),
    ),
  showCatalogs: ({ pattern }) =>
    table(
      ["catalog"],
      ["spark_catalog"].filter(like(pattern)).map(name => [name]),
    ),
  showFunctions: ({ scope, pattern }, { catalog }) => {
    const names = [
      ...(scope === "user" ? [] : functionNames()),
      ...(scope === "system" ? [] : catalog.functionNames),
    ];
    return table(
      ["function"],
      [...new Set(names)]
        .filter(like(pattern))
        .sort()
        .map(name => [name]),
    );
  },
  showColumns: ({ name }, session) =>
    table(
      ["col_name"],
      schemaOf(viewNamed(name, session)).fieldNames.map(each => [each]),
    ),
  showCreateTable: () => refuse("SHOW CREATE TABLE"),
  showTblProperties: () => refuse("SHOW TBLPROPERTIES"),
  showPartitions: () => refuse("SHOW PARTITIONS"),
  refreshTable: () => nothing,
  showCurrentDatabase: () => table(["catalog", "namespace"], [["spark_catalog", "default"]]),
  clearCache: () => nothing,
  describeTable: ({ name }, session) => describeColumns(viewNamed(name, session)),
  describeDatabase: ({ name }) =>
    table(
      ["info_name", "info_value"],
      [
        ["Catalog Name", "spark_catalog"],
        ["Namespace Name", name.at(-1)!],
      ],
    ),
  describeFunction: ({ name, extended }, session) => {
    const row = findFunction(name) ?? session.catalog.userFunction(name);
    if (!row) throw unresolvedRoutine(name);
    const lines = [`Function: ${row.name}`, `Usage: ${row.usage} - ${row.doc}`];
    const examples = row.example ? [`Extended Usage:\n    Examples:\n      > SELECT ${row.example};`] : [];
    return table(
      ["function_desc"],
      [...lines, ...(extended ? examples : [])].map(line => [line]),
    );
  },
  describeQuery: ({ plan }, session) => describeColumns(analyze(plan, session.analysis)),
  set: ({ key, value }, session) => {
    session.conf.set(key, value);
    return table(["key", "value"], [[key, value]]);
  },
  showConfiguration: ({ key }, { conf }) =>
    table(["key", "value"], key === null ? conf.entries() : [[key, conf.find(key) ?? "<undefined>"]]),
  setTimeZone: ({ timeZone }, session) => {
    const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    session.conf.set("spark.sql.session.timeZone", zone);
    return table(["key", "value"], [["spark.sql.session.timeZone", zone]]);
  },
  reset: ({ key }, { conf }) => {
    for (const each of key === null ? conf.entries().map(([name]) => name) : [key]) conf.unset(each);
    return nothing;
  },
  explain: ({ mode, statement }, session) => {
    const typed = runStatement(statement, session);
    const analyzed = analyze(typed, session.analysis);
    const text = mode === "extended" ? extendedPlanText(typed, analyzed) : physicalPlanText(analyzed);
    return table(["plan"], [[text]]);
  },
  cacheTable: ({ name, plan }, session) => {
    if (plan) session.catalog.createView(name.at(-1)!, analyze(plan, session.analysis), true);
    else viewNamed(name, session);
    return nothing;
  },
  uncacheTable: () => nothing,
  use: () => nothing,
  insert: () => refuse("INSERT"),
  unsupported: ({ command }) => refuse(command),
};
