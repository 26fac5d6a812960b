import type { CatalogQuestion } from "../contracts/remote-session.js";
import { findFunction } from "../plan/functions/registry.js";
import type { Value } from "../types/index.js";
import { UserError } from "../util/errors.js";
import type { SessionState } from "./session-state.js";

interface ListedTable {
  readonly name: string;
  readonly isTemporary: boolean;
}

/** What the session knows by name: `spark.catalog`. On a cluster that is its catalog, with databases and tables. */
export class Catalog {
  /** @internal */
  constructor(private readonly session: SessionState) {}

  currentDatabase(): string {
    return this.there<string>({ kind: "currentDatabase" }) ?? "default";
  }

  setCurrentDatabase(name: string): void {
    this.onlyThere({ kind: "setCurrentDatabase", name });
  }

  currentCatalog(): string {
    return this.there<string>({ kind: "currentCatalog" }) ?? "spark_catalog";
  }

  setCurrentCatalog(name: string): void {
    this.onlyThere({ kind: "setCurrentCatalog", name });
  }

  listDatabases(pattern?: string): Record<string, Value>[] {
    return this.rows({ kind: "listDatabases", ...(pattern && { pattern }) }) ?? [{ name: "default" }];
  }

  listCatalogs(pattern?: string): Record<string, Value>[] {
    return this.rows({ kind: "listCatalogs", ...(pattern && { pattern }) }) ?? [{ name: "spark_catalog" }];
  }

  databaseExists(name: string): boolean {
    return this.there({ kind: "databaseExists", name }) ?? name.toLowerCase() === "default";
  }

  /** The temporary views; on a cluster the tables of a database, too. */
  listTables(database?: string): ListedTable[] {
    const found = this.rows({ kind: "listTables", ...(database && { database }) });
    return (
      (found as ListedTable[] | undefined) ??
      this.session.catalog.viewNames.map(name => ({ name, isTemporary: true }))
    );
  }

  /** The columns of a table or view, on a cluster. */
  listColumns(name: string): Record<string, Value>[] {
    return this.rows({ kind: "listColumns", name }) ?? this.nothingHere("listColumns");
  }

  listFunctions(pattern?: string): Record<string, Value>[] {
    return (
      this.rows({ kind: "listFunctions", ...(pattern && { pattern }) }) ?? this.nothingHere("listFunctions")
    );
  }

  tableExists(name: string): boolean {
    return this.there({ kind: "tableExists", name }) ?? this.session.catalog.view([name]) !== undefined;
  }

  functionExists(name: string): boolean {
    return (
      this.there({ kind: "functionExists", name }) ??
      (findFunction(name) ?? this.session.catalog.userFunction(name)) !== undefined
    );
  }

  /** Whether there was a view of this name. */
  dropTempView(name: string): boolean {
    return this.there({ kind: "dropTempView", name }) ?? this.session.catalog.dropView(name);
  }

  /** As `dropTempView`, of a view that all sessions of a cluster see. */
  dropGlobalTempView(name: string): boolean {
    return this.there({ kind: "dropGlobalTempView", name }) ?? this.session.catalog.dropView(name);
  }

  /** On a cluster: keeps the table's rows once they are computed. Here what is asked for is computed anew. */
  cacheTable(name: string): void {
    this.there({ kind: "cacheTable", name });
  }

  /** Ends what `cacheTable` began. */
  uncacheTable(name: string): void {
    this.there({ kind: "uncacheTable", name });
  }

  isCached(name: string): boolean {
    return this.there({ kind: "isCached", name }) ?? false;
  }

  /** On a cluster: forgets what it knew of a table's files. */
  refreshTable(name: string): void {
    this.there({ kind: "refreshTable", name });
  }

  /** Ends all that `cacheTable` began. */
  clearCache(): void {
    this.there({ kind: "clearCache" });
  }

  /** The cluster's answer; undefined where lines run here. */
  private there<T extends Value>(question: CatalogQuestion): T | undefined {
    return this.session.remote?.catalog(question).rows[0]?.[0] as T | undefined;
  }

  private rows(question: CatalogQuestion): Record<string, Value>[] | undefined {
    const found = this.session.remote?.catalog(question);
    return found?.rows.map(row =>
      Object.fromEntries(found.schema.fieldNames.map((name, i) => [name, row[i]!])),
    );
  }

  private onlyThere(question: CatalogQuestion): void {
    if (!this.session.remote) this.nothingHere(question.kind);
    this.there(question);
  }

  private nothingHere(method: string): never {
    throw new UserError(`spark.catalog.${method} needs a cluster (:connect): here there are only views.`);
  }
}
