import { StructField, StructType } from "../../types/index.js";
import type { Attribute, NamedExpression } from "../expressions/expression.js";
import { toAttribute } from "../expressions/inspect.js";
import type { LogicalPlan, Relation } from "./logical-plan.js";

/** The columns of an analyzed plan. */
export function outputOf(plan: LogicalPlan): readonly Attribute[] {
  switch (plan.kind) {
    case "relation":
    case "localRelation":
      return plan.output;
    case "project":
      return plan.expressions.map(expression => toAttribute(expression as NamedExpression));
    default:
      return outputOf(plan.child);
  }
}

export function schemaOf(plan: LogicalPlan): StructType {
  return new StructType(
    outputOf(plan).map(column => new StructField(column.name, column.type, column.nullable)),
  );
}

export function childrenOf(plan: LogicalPlan): readonly LogicalPlan[] {
  return "child" in plan ? [plan.child] : [];
}

/** The tables a plan reads, from left to right. */
export function relationsOf(plan: LogicalPlan): Relation[] {
  return plan.kind === "relation" ? [plan] : childrenOf(plan).flatMap(relationsOf);
}

export function isStreaming(plan: LogicalPlan): boolean {
  return relationsOf(plan).some(relation => relation.isStreaming);
}
