import { toPrettyText } from "../types/display/text.js";
import { simpleString } from "../types/index.js";
import { callSql } from "./expressions/call-sql.js";
import type { Expression } from "./expressions/expression.js";
import { childrenOf } from "./nodes/inspect.js";
import { type LogicalPlan, matchPlan, type PlanCases } from "./nodes/logical-plan.js";

/** What `explain` prints of a plan that runs. */
export function physicalPlanText(plan: LogicalPlan): string {
  return `== Physical Plan ==\n${planTree(plan)}\n`;
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
  localRelation: plan => `LocalRelation ${list(plan.output)}`,
  project: plan => `Project ${list(plan.expressions)}`,
  filter: plan => `Filter ${withIds(plan.condition)}`,
  limit: plan => `GlobalLimit ${plan.count}`,
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
    case "unresolvedStar":
      return "*";
    case "functionCall":
    case "unresolvedFunction":
      return callSql(expression.name, expression.args.map(withIds));
  }
}
