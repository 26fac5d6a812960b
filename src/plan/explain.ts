import { toPrettyText } from "../types/display/text.js";
import { simpleString } from "../types/index.js";
import { callSql } from "./expressions/call-sql.js";
import type { Expression } from "./expressions/expression.js";
import { sqlText } from "./expressions/sql-text.js";
import { childrenOf, schemaOf } from "./nodes/inspect.js";
import { joinNames } from "./nodes/join-names.js";
import { type LogicalPlan, matchPlan, type PlanCases } from "./nodes/logical-plan.js";

/** What `explain` prints of a plan that runs. */
export const physicalPlanText = (analyzed: LogicalPlan): string =>
  `== Physical Plan ==\n${planTree(analyzed)}\n`;

/** What `explain(true)` prints: the plan as it was typed, analyzed, and as it runs. */
export function extendedPlanText(typed: LogicalPlan, analyzed: LogicalPlan): string {
  const fields = schemaOf(analyzed).fields.map(field => `${field.name}: ${simpleString(field.dataType)}`);
  return `== Parsed Logical Plan ==\n${planTree(typed)}\n\n== Analyzed Logical Plan ==\n${fields.join(", ")}\n${planTree(analyzed)}\n\n${physicalPlanText(analyzed)}`;
}

/** A plan as the tree that `explain` prints, a line a node; columns carry their ids. */
export function planTree(plan: LogicalPlan): string {
  const [top, ...below] = [matchPlan(plan, describe, undefined)].concat(childrenOf(plan).map(planTree));
  const children = below.flatMap(tree => tree.split("\n")).filter(line => line !== "");
  return [top, ...children.map((line, i) => (i === 0 ? `+- ${line}` : `   ${line}`))].join("\n");
}

const list = (expressions: readonly Expression[]) => `[${expressions.map(withIds).join(", ")}]`;

const describe: PlanCases<string, undefined> = {
  relation: plan =>
    `${plan.isStreaming ? "StreamingRelation" : "Relation"} ${plan.source.format}, ${list(plan.output)}`,
  remote: plan => `RemoteRelation ${list(plan.output)}`,
  localRelation: plan => `LocalRelation ${list(plan.output)}`,
  range: plan => `Range (${plan.start}, ${plan.end}, step=${plan.step})`,
  unresolvedRelation: plan => `'UnresolvedRelation [${plan.nameParts.join(", ")}]`,
  unresolvedInlineTable: () => "'UnresolvedInlineTable",
  unresolvedTableFunction: plan => `'UnresolvedTableValuedFunction [${plan.name}]`,
  with: plan => `'WithCTE [${plan.ctes.map(cte => cte.name).join(", ")}]`,
  subqueryAlias: plan => `SubqueryAlias ${plan.name}`,
  project: plan => `Project ${list(plan.expressions)}`,
  filter: plan => `Filter ${withIds(plan.condition)}`,
  aggregate: plan => `Aggregate ${list(plan.groupings)}, ${list(plan.expressions)}`,
  expand: plan => `Expand [${plan.projections.map(list).join(", ")}], ${list(plan.output)}`,
  pivot: plan => `'Pivot ${list(plan.columns)}, ${list(plan.values)}, ${list(plan.aggregates)}`,
  unpivot: plan => `'Unpivot ${plan.variableName}`,
  sort: plan => `Sort ${list(plan.orders)}, true`,
  limit: plan => `GlobalLimit ${plan.count}`,
  offset: plan => `Offset ${plan.count}`,
  sample: plan => `Sample ${plan.lower}, ${plan.upper}, ${plan.withReplacement}, ${plan.seed}`,
  distinct: plan =>
    plan.keys ? `Deduplicate${plan.withinWatermark ? "WithinWatermark" : ""} ${list(plan.keys)}` : "Distinct",
  processKeys: plan => `${plan.processor.name}, ${list(plan.output)}`,
  eventTimeWatermark: plan => `EventTimeWatermark ${withIds(plan.eventTime)}, ${plan.delayMs} milliseconds`,
  join: plan =>
    `Join ${plan.lateral ? "Lateral" : ""}${joinNames[plan.type]}${plan.condition ? `, ${withIds(plan.condition)}` : ""}`,
  union: plan => `Union ${plan.byName}, ${plan.allowMissingColumns}`,
  setOperation: plan => `${plan.operation === "intersect" ? "Intersect" : "Except"} ${plan.all}`,
  generate: plan => `Generate ${withIds(plan.generator)}, ${plan.outer}, ${list(plan.output)}`,
  collectMetrics: plan => `CollectMetrics ${plan.name}, ${list(plan.metrics)}`,
  window: plan => `Window ${list(plan.expressions)}`,
  withWindows: () => "'WithWindowDefinition",
};

/** An expression with the ids of its columns: `cast(value#8 as string) AS value#21`. */
function withIds(expression: Expression): string {
  switch (expression.kind) {
    case "attribute":
      return `${expression.name}#${expression.id}${expression.type.kind === "long" ? "L" : ""}`;
    case "alias":
      return `${withIds(expression.child)} AS ${expression.name}#${expression.id}`;
    case "cast":
      return `cast(${withIds(expression.child)} as ${simpleString(expression.type)})`;
    case "literal":
      return toPrettyText(expression.value, expression.type, "UTC").replace(/^NULL$/, "null");
    case "unresolvedAttribute":
      return `'${expression.nameParts.join(".")}`;
    case "sortOrder":
      return `${withIds(expression.child)} ${expression.ascending ? "ASC" : "DESC"} NULLS ${expression.nullsFirst ? "FIRST" : "LAST"}`;
    case "functionCall":
    case "aggregateCall":
    case "generatorCall":
    case "udfCall":
    case "unresolvedFunction":
      return callSql(expression.name, expression.args.map(withIds));
    default:
      return sqlText(expression);
  }
}
