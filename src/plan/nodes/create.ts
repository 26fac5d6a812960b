import { StructType, type Value } from "../../types/index.js";
import { attribute } from "../expressions/create.js";
import type { Attribute, Expression } from "../expressions/expression.js";
import type {
  Aggregate,
  Distinct,
  EventTimeWatermark,
  Filter,
  GroupingSets,
  Join,
  Limit,
  LocalRelation,
  LogicalPlan,
  Offset,
  Project,
  Relation,
  Sort,
  SourceOptions,
  SubqueryAlias,
  Union,
} from "./logical-plan.js";

/** A frozen node. */
export const node = (plan: LogicalPlan): LogicalPlan => Object.freeze(plan);

export const relation = (source: SourceOptions, schema: StructType, isStreaming: boolean): Relation =>
  Object.freeze({ kind: "relation", source, isStreaming, output: attributesOf(schema) });

export const localRelation = (schema: StructType, rows: readonly (readonly Value[])[]): LocalRelation =>
  Object.freeze({ kind: "localRelation", output: attributesOf(schema), rows });

/** One row without columns: what a SELECT without FROM reads. */
export const oneRow = localRelation(new StructType(), [[]]);

export const project = (expressions: readonly Expression[], child: LogicalPlan): Project =>
  Object.freeze({ kind: "project", expressions, child });

export const filter = (condition: Expression, child: LogicalPlan): Filter =>
  Object.freeze({ kind: "filter", condition, child });

export const aggregate = (
  groupings: readonly Expression[],
  expressions: readonly Expression[],
  child: LogicalPlan,
  sets: GroupingSets | null = null,
): Aggregate => Object.freeze({ kind: "aggregate", groupings, sets, expressions, child });

export const sort = (orders: readonly Expression[], child: LogicalPlan): Sort =>
  Object.freeze({ kind: "sort", orders, child });

export const limit = (count: number, child: LogicalPlan): Limit =>
  Object.freeze({ kind: "limit", count, child });

export const offset = (count: number, child: LogicalPlan): Offset =>
  Object.freeze({ kind: "offset", count, child });

export const distinct = (
  child: LogicalPlan,
  keys: readonly Expression[] | null = null,
  withinWatermark = false,
): Distinct => Object.freeze({ kind: "distinct", keys, withinWatermark, child });

export const eventTimeWatermark = (
  eventTime: Expression,
  delayMs: number,
  child: LogicalPlan,
): EventTimeWatermark => Object.freeze({ kind: "eventTimeWatermark", eventTime, delayMs, child });

export const subqueryAlias = (
  name: string,
  child: LogicalPlan,
  columns: readonly string[] | null = null,
): SubqueryAlias => Object.freeze({ kind: "subqueryAlias", name, columns, child });

export const join = (
  left: LogicalPlan,
  right: LogicalPlan,
  type: Join["type"],
  rest: Partial<Pick<Join, "condition" | "using" | "lateral">> = {},
): Join =>
  Object.freeze({ kind: "join", type, left, right, condition: null, using: null, lateral: false, ...rest });

export const union = (children: readonly LogicalPlan[], byName = false, allowMissingColumns = false): Union =>
  Object.freeze({ kind: "union", children, byName, allowMissingColumns });

function attributesOf(schema: StructType): Attribute[] {
  return schema.fields.map(field => attribute(field.name, field.dataType, field.nullable));
}
