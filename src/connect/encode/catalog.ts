import type { MessageInitShape } from "@bufbuild/protobuf";
import type { CatalogQuestion } from "../../contracts/remote-session.js";
import type { CatalogSchema } from "../proto/generated/catalog_pb.js";

type Body = NonNullable<MessageInitShape<typeof CatalogSchema>["catType"]>;
type Kind = CatalogQuestion["kind"];
type Named = { readonly name: string };
type Listed = { readonly database?: string; readonly pattern?: string };

const list =
  (kind: "listTables" | "listFunctions") =>
  ({ database, pattern }: Listed): Body => ({
    case: kind,
    value: { ...(database && { dbName: database }), ...(pattern && { pattern }) },
  });
const table =
  (kind: "listColumns" | "tableExists" | "isCached" | "cacheTable" | "uncacheTable" | "refreshTable") =>
  ({ name }: Named): Body => ({ case: kind, value: { tableName: name } });
const view =
  (kind: "dropTempView" | "dropGlobalTempView") =>
  ({ name }: Named): Body => ({ case: kind, value: { viewName: name } });

const kinds: { readonly [K in Kind]: (question: never) => Body } = {
  currentDatabase: () => ({ case: "currentDatabase", value: {} }),
  currentCatalog: () => ({ case: "currentCatalog", value: {} }),
  clearCache: () => ({ case: "clearCache", value: {} }),
  listTables: list("listTables"),
  listFunctions: list("listFunctions"),
  listDatabases: ({ pattern }: Listed): Body => ({
    case: "listDatabases",
    value: { ...(pattern && { pattern }) },
  }),
  listCatalogs: ({ pattern }: Listed): Body => ({
    case: "listCatalogs",
    value: { ...(pattern && { pattern }) },
  }),
  listColumns: table("listColumns"),
  tableExists: table("tableExists"),
  isCached: table("isCached"),
  cacheTable: table("cacheTable"),
  uncacheTable: table("uncacheTable"),
  refreshTable: table("refreshTable"),
  dropTempView: view("dropTempView"),
  dropGlobalTempView: view("dropGlobalTempView"),
  setCurrentDatabase: ({ name }: Named): Body => ({ case: "setCurrentDatabase", value: { dbName: name } }),
  setCurrentCatalog: ({ name }: Named): Body => ({ case: "setCurrentCatalog", value: { catalogName: name } }),
  functionExists: ({ name }: Named): Body => ({ case: "functionExists", value: { functionName: name } }),
  databaseExists: ({ name }: Named): Body => ({ case: "databaseExists", value: { dbName: name } }),
};

export function encodeCatalog(question: CatalogQuestion): Body {
  return (kinds[question.kind] as (question: CatalogQuestion) => Body)(question);
}
