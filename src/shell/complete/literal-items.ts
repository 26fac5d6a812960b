import { functionNames } from "../../plan/functions/registry.js";
import type { CallPlace, LiteralPlace } from "../evaluate/completion-messages.js";
import { confItems } from "./command-items.js";
import type { CompletionItem } from "./completion.js";
import { formatItems, optionItems, valueItems } from "./format-items.js";
import { columnsOf, type LiveSession } from "./live-session.js";
import { pathItems } from "./path-items.js";
import type { CompletionSources } from "./sources.js";
import { sqlItems } from "./sql-items.js";

/** Everything that a text at the prompt may be completed from. */
export interface LiteralContext {
  readonly place: LiteralPlace;
  readonly call: CallPlace;
  /** What stands before the cursor. */
  readonly typed: string;
  readonly live: LiveSession;
  readonly sources: CompletionSources;
}

type Items = readonly CompletionItem[] | Promise<readonly CompletionItem[]>;
type Rule = (context: LiteralContext) => Items | undefined;

const labels = (...texts: string[]): CompletionItem[] => texts.map(label => ({ label }));
const first =
  (rule: Rule): Rule =>
  context =>
    context.call.index === 0 ? rule(context) : [];
const only =
  (...texts: string[]): Rule =>
  () =>
    labels(...texts);
const none: Rule = () => [];

const durations = labels("10 seconds", "1 minute", "5 minutes", "10 minutes", "1 hour", "1 day");
const types =
  "STRING INT BIGINT DOUBLE BOOLEAN DATE TIMESTAMP DECIMAL(10,2) BINARY FLOAT SMALLINT TINYINT".split(" ");
const joins = "inner left right full left_semi left_anti cross".split(" ");

const columns: Rule = ({ live, place, typed }) => {
  const schema = live.schemaAt(place.calls);
  return schema ? columnsOf(schema, typed) : live.anyColumns;
};
/** SQL of an expression: columns, functions, keywords. */
const expression: Rule = context => sqlText(context, [...(columns(context) as readonly CompletionItem[])]);
const statement: Rule = context => sqlText(context, []);
const path: Rule = ({ typed }) => pathItems(typed);
const tables: Rule = ({ live }) => live.tables.map(label => ({ label, detail: "table" }));

function sqlText({ place, live }: LiteralContext, own: readonly CompletionItem[]): CompletionItem[] {
  const { typed, items } = sqlItems(place.content, place.cursor, {
    tables: live.tables,
    columnsOfTable: name => live.columnsOfTable(name),
    columns: own,
  });
  const before = place.content.slice(0, place.cursor - typed.length);
  return items.map(item => ({ ...item, insert: before + (item.insert ?? item.label) }));
}

/** By the method whose argument the text is; a class's own rule before that of all. */
const rules: Readonly<Record<string, Rule>> = {
  format: ({ sources, call }) => formatItems(sources, call),
  option: ({ sources, call, typed }) =>
    call.index === 0 ? optionItems(sources, call) : valueItems(sources, call, call.args[0] ?? "", typed),
  options: ({ sources, call, typed }) =>
    call.property == null ? optionItems(sources, call) : valueItems(sources, call, call.property, typed),
  load: path,
  json: path,
  csv: path,
  text: path,
  textFile: path,
  parquet: path,
  save: path,
  start: path,
  table: tables,
  dropTempView: tables,
  tableExists: tables,
  cacheTable: tables,
  sql: first(statement),
  expr: expression,
  selectExpr: expression,
  where: expression,
  filter: expression,
  having: expression,
  mode: only("append", "overwrite", "ignore", "error"),
  cast: only(...types),
  try_cast: only(...types),
  ProcessingTime: () => durations,
  Continuous: () => durations,
  window: context => (context.call.index === 0 ? columns(context) : durations),
  session_window: context => (context.call.index === 0 ? columns(context) : durations),
  withWatermark: context => (context.call.index === 0 ? columns(context) : durations),
  partitionBy: columns,
  withColumnRenamed: first(columns),
  withColumn: first(columns),
  join: context => (context.call.index === 1 ? columns(context) : labels(...joins)),
  as: none,
  alias: none,
  name: none,
  lit: none,
  queryName: none,
  createOrReplaceTempView: none,
  createTempView: none,
  toDF: none,
  appName: none,
};

/** Functions that take names of columns in every argument. */
const allColumns = new Set(
  "struct concat array coalesce greatest least map array_union hash xxhash64 col column".split(" "),
);
const ofColumns =
  /^(DataFrame|Dataset|GroupedData|DataFrameNaFunctions|DataFrameStatFunctions|Window|WindowSpec|Row)/;

/** What may stand in the text; nothing when its call says nothing about it. */
export function literalItems(context: LiteralContext): Items | undefined {
  const { place, call } = context;
  if (place.isColumn) return columns(context);
  const isOfUser = call.receiver === "" && !functionNames().includes(call.method) && !(call.method in rules);
  if (call.receiver === "RuntimeConfig") return call.index === 0 ? confItems() : undefined;
  if (Object.hasOwn(rules, call.method) && !isOfUser) return rules[call.method]!(context);
  if (call.method === "apply" || ofColumns.test(call.receiver)) return columns(context);
  if (call.receiver === "")
    return allColumns.has(call.method) || (call.index === 0 && functionNames().includes(call.method))
      ? columns(context)
      : undefined;
  return undefined;
}
