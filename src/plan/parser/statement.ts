import type { StructType } from "../../types/index.js";
import type { LogicalPlan } from "../nodes/logical-plan.js";

/** A table's or view's name, in its parts. */
type Name = readonly string[];

export interface QueryStatement {
  readonly kind: "query";
  readonly plan: LogicalPlan;
}

/** `CREATE [OR REPLACE] [GLOBAL] [TEMPORARY] VIEW v (a, b) AS …` */
export interface CreateView {
  readonly kind: "createView";
  readonly name: Name;
  /** Null: the names of the query. */
  readonly columns: readonly string[] | null;
  readonly plan: LogicalPlan;
  /** The query as typed. */
  readonly text: string;
  readonly replace: boolean;
  readonly ifNotExists: boolean;
  readonly global: boolean;
  readonly temporary: boolean;
}

/** `CREATE TEMPORARY VIEW v (a INT) USING json OPTIONS (path '…')` */
export interface CreateViewUsing {
  readonly kind: "createViewUsing";
  readonly name: Name;
  readonly schema: StructType | null;
  readonly format: string;
  readonly options: Readonly<Record<string, string>>;
  readonly replace: boolean;
  readonly global: boolean;
}

/** `DROP VIEW v`, `DROP TABLE t`. */
export interface Drop {
  readonly kind: "dropView" | "dropTable";
  readonly name: Name;
  readonly ifExists: boolean;
}

/** `SHOW TABLES IN d LIKE 'a*'` and its kin. */
export interface ShowCatalog {
  readonly kind: "showTables" | "showViews" | "showDatabases" | "showCatalogs";
  readonly namespace: Name | null;
  /** With `*` for any text and `|` between alternatives. */
  readonly pattern: string | null;
}

export interface ShowFunctions {
  readonly kind: "showFunctions";
  readonly scope: "all" | "system" | "user";
  readonly namespace: Name | null;
  readonly pattern: string | null;
}

/** `SHOW COLUMNS IN t`, `SHOW CREATE TABLE t`, `SHOW TBLPROPERTIES t`, `SHOW PARTITIONS t`, `REFRESH TABLE t`. */
export interface OfTable {
  readonly kind: "showColumns" | "showCreateTable" | "showTblProperties" | "showPartitions" | "refreshTable";
  readonly name: Name;
}

/** `SHOW CURRENT DATABASE`, `CLEAR CACHE`. */
export interface Bare {
  readonly kind: "showCurrentDatabase" | "clearCache";
}

/** `DESCRIBE [TABLE] [EXTENDED] t [column]`, `DESCRIBE DATABASE d`. */
export interface Describe {
  readonly kind: "describeTable" | "describeDatabase";
  readonly name: Name;
  readonly extended: boolean;
  readonly column: Name | null;
}

/** `DESCRIBE FUNCTION [EXTENDED] f`; the name may be an operator. */
export interface DescribeFunction {
  readonly kind: "describeFunction";
  readonly name: string;
  readonly extended: boolean;
}

export interface DescribeQuery {
  readonly kind: "describeQuery";
  readonly plan: LogicalPlan;
}

/** `SET k = v`. */
export interface SetConfiguration {
  readonly kind: "set";
  readonly key: string;
  readonly value: string;
}

/** `SET`, `SET -v`, `SET k`: shows. */
export interface ShowConfiguration {
  readonly kind: "showConfiguration";
  readonly key: string | null;
  readonly verbose: boolean;
}

/** `SET TIME ZONE 'Asia/Seoul'`, `LOCAL`, or an interval as `+09:00`. */
export interface SetTimeZone {
  readonly kind: "setTimeZone";
  /** Null: the machine's. */
  readonly timeZone: string | null;
}

/** `RESET [key]`. */
export interface Reset {
  readonly kind: "reset";
  readonly key: string | null;
}

export type ExplainMode = "simple" | "extended" | "formatted" | "codegen" | "cost";

export interface Explain {
  readonly kind: "explain";
  readonly mode: ExplainMode;
  readonly statement: Statement;
}

/** `CACHE [LAZY] TABLE t [AS …]`. */
export interface CacheTable {
  readonly kind: "cacheTable";
  readonly name: Name;
  readonly lazy: boolean;
  readonly plan: LogicalPlan | null;
}

export interface UncacheTable {
  readonly kind: "uncacheTable";
  readonly name: Name;
  readonly ifExists: boolean;
}

/** `USE d`. */
export interface Use {
  readonly kind: "use";
  readonly name: Name;
}

/** `INSERT INTO t (a, b) …`. */
export interface Insert {
  readonly kind: "insert";
  readonly name: Name;
  readonly columns: readonly string[] | null;
  readonly overwrite: boolean;
  readonly plan: LogicalPlan;
}

/** A command of Spark's that there is nothing for here, by its words: `CREATE TABLE`. */
export interface UnsupportedCommand {
  readonly kind: "unsupported";
  readonly command: string;
}

/** What a line of SQL is: a query or a command. Frozen data, told apart by `kind`. */
export type Statement =
  | QueryStatement
  | CreateView
  | CreateViewUsing
  | Drop
  | ShowCatalog
  | ShowFunctions
  | OfTable
  | Bare
  | Describe
  | DescribeFunction
  | DescribeQuery
  | SetConfiguration
  | ShowConfiguration
  | SetTimeZone
  | Reset
  | Explain
  | CacheTable
  | UncacheTable
  | Use
  | Insert
  | UnsupportedCommand;
