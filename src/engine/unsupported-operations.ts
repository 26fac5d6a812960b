import type { StreamingWrite } from "../contracts/backend.js";
import { childrenOf, isStreaming } from "../plan/nodes/inspect.js";
import type { LogicalPlan, PlanKind } from "../plan/nodes/logical-plan.js";
import { AnalysisException } from "../util/errors.js";

/** What keeps state from one micro-batch to the next, which the embedded engine does not yet do. */
const stateful: { readonly [K in PlanKind]?: string } = {
  aggregate: "groupBy and aggregates",
  distinct: "distinct and dropDuplicates",
  limit: "limit()",
  offset: "offset()",
  sort: "sorting",
  setOperation: "intersect and except",
  window: "window functions",
};

/** Refuses what a streaming query cannot do, in Spark's words (its `UnsupportedOperationChecker`). */
export function checkStreaming({ plan, outputMode }: StreamingWrite): void {
  if (outputMode === "complete" && !find(plan, node => node.kind === "aggregate"))
    throw new AnalysisException(
      "STREAMING_OUTPUT_MODE.UNSUPPORTED_OPERATION",
      "Invalid streaming output mode: complete. This output mode is not supported for no streaming aggregations on streaming DataFrames/DataSets.",
      "42KDE",
    );
  if (outputMode === "update" && find(plan, node => node.kind === "limit"))
    throw new AnalysisException(
      null,
      "Limits are not supported on streaming DataFrames/Datasets in Update output mode",
    );
  const found = find(plan, node => isStreaming(node) && isStateful(node));
  if (found)
    throw new AnalysisException(
      null,
      `${found.kind === "join" ? "Joining two streams, or keeping rows of the static side," : stateful[found.kind]} on a stream keeps state between micro-batches, which the embedded engine does not yet do; use a batch DataFrame (spark.read) instead.`,
    );
}

function isStateful(node: LogicalPlan): boolean {
  if (node.kind !== "join") return stateful[node.kind] !== undefined;
  // A stream whose rows each look up a table needs no state; the table's own rows must not be kept.
  return isStreaming(node.right) || node.type === "right" || node.type === "full";
}

function find(plan: LogicalPlan, holds: (node: LogicalPlan) => boolean): LogicalPlan | undefined {
  if (holds(plan)) return plan;
  for (const child of childrenOf(plan)) {
    const found = find(child, holds);
    if (found) return found;
  }
  return undefined;
}
