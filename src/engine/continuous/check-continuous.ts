import type { StreamingWrite } from "../../contracts/backend.js";
import { hasExpression } from "../../plan/expressions/traverse.js";
import { childrenOf } from "../../plan/nodes/inspect.js";
import type { LogicalPlan, PlanKind } from "../../plan/nodes/logical-plan.js";
import { AnalysisException } from "../../util/errors.js";

/** Nodes that answer row by row, and sources and sinks of single rows. */
const nodes: readonly PlanKind[] = ["project", "filter", "subqueryAlias", "relation"];
const sources = ["kafka", "rate", "socket"];
const sinks = ["console", "memory", "noop", "kafka", "foreach"];

/** How Spark calls what it refuses. */
const names: { readonly [K in PlanKind]?: string } = {
  limit: "LocalLimit",
  distinct: "Deduplicate",
  eventTimeWatermark: "EventTimeWatermark",
  generate: "Generate",
  collectMetrics: "CollectMetrics",
};

const times = ["current_timestamp", "now", "current_date", "curdate", "current_time", "localtimestamp"];

/** Refuses what `Trigger.Continuous` cannot do, in Spark's words. @throws AnalysisException */
export function checkContinuous({ plan, format }: StreamingWrite): void {
  if (!sinks.includes(format.toLowerCase()))
    throw refused(`'${format}' is not supported with continuous trigger.`);
  checkNode(plan);
}

function checkNode(plan: LogicalPlan): void {
  const cannot = (what: string) => refused(`Continuous processing does not support ${what} operations.`);
  if (!nodes.includes(plan.kind))
    throw cannot(names[plan.kind] ?? plan.kind.replace(/^./, letter => letter.toUpperCase()));
  const expressions =
    plan.kind === "project" ? plan.expressions : plan.kind === "filter" ? [plan.condition] : [];
  const isTime = (name: string) => times.includes(name.toLowerCase());
  if (
    expressions.some(each => hasExpression(each, part => part.kind === "functionCall" && isTime(part.name)))
  )
    throw cannot("current time");
  if (plan.kind === "relation" && !sources.includes(plan.source.format.toLowerCase()))
    throw ["json", "csv", "text", "parquet"].includes(plan.source.format.toLowerCase())
      ? cannot("StreamingRelation")
      : refused(`Data source ${plan.source.format} does not support continuous processing.`);
  for (const child of childrenOf(plan)) checkNode(child);
}

const refused = (text: string) => new AnalysisException(null, text);
