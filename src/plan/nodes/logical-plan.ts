import type { DataType, Value } from "../../types/index.js";
import type { Attribute, Expression } from "../expressions/expression.js";

/** What was given to `spark.read` or `spark.readStream`. Option names keep their case and are looked up without it. */
export interface SourceOptions {
  readonly format: string;
  readonly options: Readonly<Record<string, string>>;
}

/** A table of a data source; the schema is known from the start. */
export interface Relation {
  readonly kind: "relation";
  readonly source: SourceOptions;
  readonly isStreaming: boolean;
  readonly output: readonly Attribute[];
}

/** Rows at hand. */
export interface LocalRelation {
  readonly kind: "localRelation";
  readonly output: readonly Attribute[];
  readonly rows: readonly (readonly Value[])[];
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

export interface Limit {
  readonly kind: "limit";
  readonly count: number;
  readonly child: LogicalPlan;
}

/** A logical plan: frozen data, told apart by `kind`. What was typed has names in it; `analyze` makes them columns. */
export type LogicalPlan = Relation | LocalRelation | Project | Filter | Limit;

export type PlanKind = LogicalPlan["kind"];

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
