import type { Expression } from "../plan/expressions/expression.js";
import type { LogicalPlan, RemoteRelation } from "../plan/nodes/logical-plan.js";
import type { StructType, Value } from "../types/index.js";

/** Steps that only a cluster tells apart from doing nothing, or knows better than our own plans say them. */
export type RemoteStep =
  | { readonly kind: "repartition"; readonly partitions: number; readonly shuffle: boolean }
  | {
      readonly kind: "repartitionBy";
      readonly partitions: number | null;
      readonly columns: readonly Expression[];
    }
  | { readonly kind: "sortWithinPartitions"; readonly orders: readonly Expression[] }
  | { readonly kind: "hint"; readonly name: string; readonly parameters: readonly Expression[] }
  | { readonly kind: "withColumns"; readonly columns: Readonly<Record<string, Expression>> }
  | { readonly kind: "withColumnsRenamed"; readonly names: Readonly<Record<string, string>> }
  | { readonly kind: "drop"; readonly columns: readonly Expression[] }
  | { readonly kind: "toDF"; readonly names: readonly string[] }
  | { readonly kind: "describe"; readonly columns: readonly string[] }
  | { readonly kind: "summary"; readonly statistics: readonly string[] }
  | { readonly kind: "crosstab"; readonly first: string; readonly second: string };

export type ExplainMode = "simple" | "extended" | "codegen" | "cost" | "formatted";

/** A question to the catalog, in the words of `spark.catalog`. */
export type CatalogQuestion =
  | { readonly kind: "currentDatabase" | "currentCatalog" | "clearCache" }
  | { readonly kind: "listTables" | "listFunctions"; readonly database?: string; readonly pattern?: string }
  | { readonly kind: "listDatabases" | "listCatalogs"; readonly pattern?: string }
  | {
      readonly kind:
        | "setCurrentDatabase"
        | "setCurrentCatalog"
        | "listColumns"
        | "tableExists"
        | "functionExists"
        | "databaseExists"
        | "dropTempView"
        | "dropGlobalTempView"
        | "isCached"
        | "cacheTable"
        | "uncacheTable"
        | "refreshTable";
      readonly name: string;
    };

/** Rows of a command, with their columns. */
export interface RemoteRows {
  readonly schema: StructType;
  readonly rows: readonly (readonly Value[])[];
}

/**
 * A session that a server holds: it knows tables, functions and types that are not known here. Calls that answer at once keep this
 * thread waiting for the server.
 */
export interface RemoteSession {
  /** Such as `localhost:15002`. */
  readonly place: string;
  /** The server's Spark, such as `4.1.1`. */
  readonly version: string;
  /**
   * A typed step as a table of the server.
   * @param analyzeHere our own analysis of it: where it fails, the server is asked
   * @throws AnalysisException when the server refuses it too; UserError for what only this shell could run
   */
  table(step: LogicalPlan, analyzeHere: () => LogicalPlan): RemoteRelation;
  /** Such a step over a table. */
  step(input: LogicalPlan, step: RemoteStep): RemoteRelation;
  /** @throws AnalysisException as `load()` does */
  read(
    source: { readonly format: string | null; readonly options: Readonly<Record<string, string>> },
    schema: StructType | undefined,
    isStreaming: boolean,
  ): RemoteRelation;
  /** A table by name, as a stream. */
  streamingTable(nameParts: readonly string[], options: Readonly<Record<string, string>>): RemoteRelation;
  /** What a statement answers: commands have been carried out then. */
  sql(
    text: string,
    args: {
      readonly named: Readonly<Record<string, Expression>>;
      readonly positional: readonly Expression[];
    },
  ): RemoteRelation;
  schema(plan: LogicalPlan): StructType;
  treeString(plan: LogicalPlan): string;
  explain(plan: LogicalPlan, mode: ExplainMode): string;
  showString(
    plan: LogicalPlan,
    options: { readonly rows: number; readonly truncate: number; readonly vertical: boolean },
    signal: AbortSignal | undefined,
  ): Promise<string>;
  createView(
    name: string,
    plan: LogicalPlan,
    options: { readonly replace: boolean; readonly isGlobal: boolean },
  ): void;
  persist(plan: LogicalPlan, keep: boolean): void;
  catalog(question: CatalogQuestion): RemoteRows;
  /** Sends a file to the session: a jar, or data under a name. */
  addArtifact(path: string): Promise<void>;
}
