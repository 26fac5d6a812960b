import type { StructType, Value } from "../../types/index.js";
import { attribute } from "../expressions/create.js";
import type { Attribute, Expression } from "../expressions/expression.js";
import type {
  Filter,
  Limit,
  LocalRelation,
  LogicalPlan,
  Project,
  Relation,
  SourceOptions,
} from "./logical-plan.js";

export const relation = (source: SourceOptions, schema: StructType, isStreaming: boolean): Relation =>
  Object.freeze({ kind: "relation", source, isStreaming, output: attributesOf(schema) });

export const localRelation = (schema: StructType, rows: readonly (readonly Value[])[]): LocalRelation =>
  Object.freeze({ kind: "localRelation", output: attributesOf(schema), rows });

export const project = (expressions: readonly Expression[], child: LogicalPlan): Project =>
  Object.freeze({ kind: "project", expressions, child });

export const filter = (condition: Expression, child: LogicalPlan): Filter =>
  Object.freeze({ kind: "filter", condition, child });

export const limit = (count: number, child: LogicalPlan): Limit =>
  Object.freeze({ kind: "limit", count, child });

function attributesOf(schema: StructType): Attribute[] {
  return schema.fields.map(field => attribute(field.name, field.dataType, field.nullable));
}
