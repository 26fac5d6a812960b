import type { DataType, StructType, Value } from "../../types/index.js";
import type {
  Attribute,
  Expression,
  GeneratorCall,
  SortOrder,
  WindowSpec,
} from "../expressions/expression.js";
import type { HeldRows } from "./held-rows.js";

import type { KeyedProcessor } from "./keyed-processor.js";

/** What was given to `spark.read` or `spark.readStream`. Option names keep their case and are looked up without it. */
export interface SourceOptions {
  readonly format: string;
  readonly options: Readonly<Record<string, string>>;
  /** Of the format `memory`. */
  readonly held?: HeldRows;
}

/** A table of a data source; the schema is known from the start. */
export interface Relation {
  readonly kind: "relation";
  readonly source: SourceOptions;
  readonly isStreaming: boolean;
  readonly output: readonly Attribute[];
}

/** A table of a server: what it puts out is known here, how it comes about is the backend's affair. A leaf, also where it is not. */
export interface RemoteRelation {
  readonly kind: "remote";
  readonly output: readonly Attribute[];
  readonly isStreaming: boolean;
  /** The backend's own. */
  readonly handle: object;
}

/** Rows at hand. */
export interface LocalRelation {
  readonly kind: "localRelation";
  readonly output: readonly Attribute[];
  readonly rows: readonly (readonly Value[])[];
}

/** `spark.range`: the BIGINTs from `start` by `step` up to but not including `end`. */
export interface Range {
  readonly kind: "range";
  readonly start: bigint;
  readonly end: bigint;
  readonly step: bigint;
  /** Asked of a cluster. */
  readonly partitions?: number;
  readonly output: readonly Attribute[];
}

/** A table or view by name: ``["t"]``, ``["json", "/path"]``. */
export interface UnresolvedRelation {
  readonly kind: "unresolvedRelation";
  readonly nameParts: readonly string[];
}

/** `VALUES (1, 'a'), (2, 'b')`: its columns are `col1`, `col2` … */
export interface UnresolvedInlineTable {
  readonly kind: "unresolvedInlineTable";
  readonly rows: readonly (readonly Expression[])[];
}

/** A function in FROM: `range(5)`, `explode(…)`; `lateral` where it sees the columns to its left. */
export interface UnresolvedTableFunction {
  readonly kind: "unresolvedTableFunction";
  readonly name: string;
  readonly args: readonly Expression[];
  readonly argNames: readonly (string | null)[];
}

/** The queries of a WITH clause, by name, for the plan below. */
export interface With {
  readonly kind: "with";
  readonly ctes: readonly { readonly name: string; readonly plan: LogicalPlan }[];
  readonly recursive: boolean;
  readonly child: LogicalPlan;
}

/** A table's other name, and its columns' when they are given. */
export interface SubqueryAlias {
  readonly kind: "subqueryAlias";
  readonly name: string;
  readonly columns: readonly string[] | null;
  readonly child: LogicalPlan;
}

export interface Project {
  readonly kind: "project";
  readonly expressions: readonly Expression[];
  readonly child: LogicalPlan;
}

export interface Filter {
  readonly kind: "filter";
  readonly condition: Expression;
  readonly child: LogicalPlan;
}

/** How an aggregate's rows are grouped: plainly, or by several sets of positions in its grouping expressions. */
export type GroupingSets = readonly (readonly number[])[];

/** GROUP BY. Typed: the select list; analyzed: each of its expressions made of groupings and aggregate calls. */
export interface Aggregate {
  readonly kind: "aggregate";
  readonly groupings: readonly Expression[];
  /** For ROLLUP, CUBE and GROUPING SETS; null for a plain GROUP BY. Analysis rewrites them to an expand below. */
  readonly sets: GroupingSets | null;
  readonly expressions: readonly Expression[];
  readonly child: LogicalPlan;
}

/** Each row once for each projection. */
export interface Expand {
  readonly kind: "expand";
  readonly projections: readonly (readonly Expression[])[];
  readonly output: readonly Attribute[];
  readonly child: LogicalPlan;
}

/** PIVOT, and `groupBy(…).pivot(column, values)`. */
export interface Pivot {
  readonly kind: "pivot";
  /** Null in SQL: every column that the pivot does not use. */
  readonly groupings: readonly Expression[] | null;
  readonly columns: readonly Expression[];
  readonly values: readonly Expression[];
  readonly aggregates: readonly Expression[];
  readonly child: LogicalPlan;
}

/** UNPIVOT / melt: a row for each of the groups of value columns. */
export interface Unpivot {
  readonly kind: "unpivot";
  /** Null: every column that is not a value. */
  readonly ids: readonly Expression[] | null;
  readonly values: readonly { readonly columns: readonly Expression[]; readonly alias: string | null }[];
  readonly variableName: string;
  readonly valueNames: readonly string[];
  readonly includeNulls: boolean;
  readonly child: LogicalPlan;
}

export interface Sort {
  readonly kind: "sort";
  readonly orders: readonly Expression[];
  readonly child: LogicalPlan;
}

export interface Limit {
  readonly kind: "limit";
  readonly count: number;
  readonly child: LogicalPlan;
}

export interface Offset {
  readonly kind: "offset";
  readonly count: number;
  readonly child: LogicalPlan;
}

export interface Sample {
  readonly kind: "sample";
  readonly lower: number;
  readonly upper: number;
  readonly withReplacement: boolean;
  readonly seed: bigint;
  readonly child: LogicalPlan;
}

/** Each row once (`SELECT DISTINCT`); with `keys` the first for each of their values (`dropDuplicates`). */
export interface Distinct {
  readonly kind: "distinct";
  readonly keys: readonly Expression[] | null;
  /** `dropDuplicatesWithinWatermark`: a value may come again once its first row is older than the watermark. */
  readonly withinWatermark: boolean;
  readonly child: LogicalPlan;
}

/** `withWatermark`: the child's rows; a column of theirs tells when each happened, and how long late ones are waited for. */
export interface EventTimeWatermark {
  readonly kind: "eventTimeWatermark";
  readonly eventTime: Expression;
  readonly delayMs: number;
  readonly child: LogicalPlan;
}

export type JoinType = "inner" | "cross" | "left" | "right" | "full" | "leftSemi" | "leftAnti";

export interface Join {
  readonly kind: "join";
  readonly type: JoinType;
  readonly left: LogicalPlan;
  readonly right: LogicalPlan;
  readonly condition: Expression | null;
  /** USING (…), or all common names for a NATURAL join; analysis makes it a condition and a projection. */
  readonly using: readonly string[] | "natural" | null;
  /** Whether the right side sees the columns of the left: LATERAL. */
  readonly lateral: boolean;
  /** After analysis of a LATERAL join: the columns of the left that the right side reads. */
  readonly lateralOuter?: readonly Attribute[];
}

export interface Union {
  readonly kind: "union";
  readonly children: readonly LogicalPlan[];
  readonly byName: boolean;
  readonly allowMissingColumns: boolean;
}

/** INTERSECT and EXCEPT; `all` keeps repeated rows. */
export interface SetOperation {
  readonly kind: "setOperation";
  readonly operation: "intersect" | "except";
  readonly all: boolean;
  readonly left: LogicalPlan;
  readonly right: LogicalPlan;
}

/** LATERAL VIEW, and generators of a select list: the child's columns, then the generator's. */
export interface Generate {
  readonly kind: "generate";
  readonly generator: Expression | GeneratorCall;
  readonly outer: boolean;
  readonly qualifier: string | null;
  /** Null in what was typed without names. */
  readonly names: readonly string[] | null;
  /** After analysis. */
  readonly output: readonly Attribute[];
  readonly child: LogicalPlan;
}

/** Window functions over the child's rows: its columns, then an alias each. Made by analysis. */
export interface Window {
  readonly kind: "window";
  readonly expressions: readonly Expression[];
  readonly child: LogicalPlan;
}

/** `groupByKey(…)` with `mapGroupsWithState`, `transformWithState` …: what closures make of each key's rows. */
export interface ProcessKeys {
  readonly kind: "processKeys";
  readonly processor: KeyedProcessor;
  readonly output: readonly Attribute[];
  readonly child: LogicalPlan;
}

/** `df.observe`: the child's rows as they are, and figures over them on the way. */
export interface CollectMetrics {
  readonly kind: "collectMetrics";
  readonly name: string;
  /** Aggregates, as they were typed. */
  readonly metrics: readonly Expression[];
  /** After analysis: computes them, over rows of one table that are like the child's. */
  readonly figures: LogicalPlan | null;
  /** Is told of the figures each time there are some. */
  readonly tell: ((schema: StructType, values: readonly Value[]) => void) | null;
  readonly child: LogicalPlan;
}

/** The WINDOW clause: names for specifications, for the select list above. */
export interface WithWindows {
  readonly kind: "withWindows";
  readonly windows: Readonly<Record<string, WindowSpec>>;
  readonly child: LogicalPlan;
}

/** A logical plan: frozen data, told apart by `kind`. What was typed has names in it; `analyze` makes them columns. */
export type LogicalPlan =
  | Relation
  | RemoteRelation
  | LocalRelation
  | Range
  | UnresolvedRelation
  | UnresolvedInlineTable
  | UnresolvedTableFunction
  | With
  | SubqueryAlias
  | Project
  | Filter
  | Aggregate
  | Expand
  | Pivot
  | Unpivot
  | Sort
  | Limit
  | Offset
  | Sample
  | Distinct
  | EventTimeWatermark
  | ProcessKeys
  | Join
  | Union
  | SetOperation
  | Generate
  | Window
  | CollectMetrics
  | WithWindows;

export type PlanKind = LogicalPlan["kind"];

export type SortOrders = readonly SortOrder[];

/** One case for each kind of node: a forgotten kind does not compile. */
export type PlanCases<Result, Context> = {
  readonly [K in PlanKind]: (plan: Extract<LogicalPlan, { kind: K }>, context: Context) => Result;
};

export function matchPlan<Result, Context>(
  plan: LogicalPlan,
  cases: PlanCases<Result, Context>,
  context: Context,
): Result {
  return (cases[plan.kind] as (p: LogicalPlan, c: Context) => Result)(plan, context);
}

/** A column of a schema, as sinks and tables see it. */
export interface OutputColumn {
  readonly name: string;
  readonly type: DataType;
}
