import type { Expression } from "../expressions/expression.js";
import type { Join, LogicalPlan } from "../nodes/logical-plan.js";

/** A frozen node. */
export const node = (plan: LogicalPlan): LogicalPlan => Object.freeze(plan);

/** One row without columns: what a SELECT without FROM reads. */
export const oneRow: LogicalPlan = node({ kind: "localRelation", output: [], rows: [[]] });

export const project = (expressions: readonly Expression[], child: LogicalPlan): LogicalPlan =>
  node({ kind: "project", expressions, child });

export const filter = (condition: Expression, child: LogicalPlan): LogicalPlan =>
  node({ kind: "filter", condition, child });

export const distinct = (child: LogicalPlan): LogicalPlan => node({ kind: "distinct", keys: null, child });

export const subqueryAlias = (
  name: string,
  columns: readonly string[] | null,
  child: LogicalPlan,
): LogicalPlan => node({ kind: "subqueryAlias", name, columns, child });

export const join = (left: LogicalPlan, right: LogicalPlan, rest: Partial<Join> = {}): LogicalPlan =>
  node({ kind: "join", type: "inner", left, right, condition: null, using: null, lateral: false, ...rest });
