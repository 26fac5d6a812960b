import { StructField, StructType } from "../../types/index.js";
import { attribute } from "../expressions/create.js";
import type { Attribute, NamedExpression } from "../expressions/expression.js";
import { toAttribute } from "../expressions/inspect.js";
import type { LogicalPlan, Relation } from "./logical-plan.js";

/** The columns of an analyzed plan. */
export function outputOf(plan: LogicalPlan): readonly Attribute[] {
  const known = outputs.get(plan);
  if (known) return known;
  const output = computeOutput(plan);
  outputs.set(plan, output);
  return output;
}

const outputs = new WeakMap<LogicalPlan, readonly Attribute[]>();

const nullable = (column: Attribute) =>
  column.nullable ? column : attribute(column.name, column.type, true, column.id, column.qualifier);

function computeOutput(plan: LogicalPlan): readonly Attribute[] {
  switch (plan.kind) {
    case "relation":
    case "remote":
    case "localRelation":
    case "range":
    case "expand":
    case "processKeys":
      return plan.output;
    case "project":
    case "aggregate":
      return plan.expressions.map(expression => toAttribute(expression as NamedExpression));
    case "window":
      return [...outputOf(plan.child), ...plan.expressions.map(each => toAttribute(each as NamedExpression))];
    case "generate":
      return [...outputOf(plan.child), ...plan.output];
    case "subqueryAlias":
      return outputOf(plan.child).map((column, i) =>
        attribute(plan.columns?.[i] ?? column.name, column.type, column.nullable, column.id, [plan.name]),
      );
    case "join": {
      const [left, right] = [outputOf(plan.left), outputOf(plan.right)];
      if (plan.type === "leftSemi" || plan.type === "leftAnti") return left;
      return [
        ...(plan.type === "right" || plan.type === "full" ? left.map(nullable) : left),
        ...(plan.type === "left" || plan.type === "full" ? right.map(nullable) : right),
      ];
    }
    case "union":
      return outputOf(plan.children[0]!).map((column, i) =>
        attribute(
          column.name,
          column.type,
          plan.children.some(child => outputOf(child)[i]!.nullable),
          column.id,
        ),
      );
    case "setOperation":
      return outputOf(plan.left);
    case "unresolvedRelation":
    case "unresolvedInlineTable":
    case "unresolvedTableFunction":
      throw new Error(`${plan.kind} in an analyzed plan`);
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
  switch (plan.kind) {
    case "union":
      return plan.children;
    case "join":
    case "setOperation":
      return [plan.left, plan.right];
    default:
      return "child" in plan ? [plan.child] : [];
  }
}

/** The tables a plan reads, from left to right. */
export function relationsOf(plan: LogicalPlan): Relation[] {
  return plan.kind === "relation" ? [plan] : childrenOf(plan).flatMap(relationsOf);
}

/** How many places a plan's rows come from: tables and ranges. */
export function leafCount(plan: LogicalPlan): number {
  if (plan.kind === "relation" || plan.kind === "range") return 1;
  return childrenOf(plan).reduce((count, child) => count + leafCount(child), 0);
}

export function isStreaming(plan: LogicalPlan): boolean {
  if (plan.kind === "relation" || plan.kind === "remote") return plan.isStreaming;
  return childrenOf(plan).some(isStreaming);
}

/** Whether a GROUP BY over a stream stands in a plan. */
export function hasStreamingAggregate(plan: LogicalPlan): boolean {
  return (plan.kind === "aggregate" && isStreaming(plan)) || childrenOf(plan).some(hasStreamingAggregate);
}
