import type { StreamingWrite } from "../contracts/backend.js";
import { childrenOf } from "../plan/nodes/inspect.js";
import type { LogicalPlan, PlanKind } from "../plan/nodes/logical-plan.js";
import { AnalysisException } from "../util/errors.js";

/** Refuses what a streaming query cannot do, in Spark's words (its `UnsupportedOperationChecker`). */
export function checkStreaming({ plan, outputMode }: StreamingWrite): void {
  if (outputMode === "complete")
    throw new AnalysisException(
      "STREAMING_OUTPUT_MODE.UNSUPPORTED_OPERATION",
      "Invalid streaming output mode: complete. This output mode is not supported for no streaming aggregations on streaming DataFrames/DataSets.",
      "42KDE",
    );
  if (contains(plan, "limit"))
    throw new AnalysisException(
      null,
      outputMode === "update"
        ? "Limits are not supported on streaming DataFrames/Datasets in Update output mode"
        : "limit() on a stream keeps a count between micro-batches, which the embedded engine does not yet do; limit a batch DataFrame instead.",
    );
}

function contains(plan: LogicalPlan, kind: PlanKind): boolean {
  return plan.kind === kind || childrenOf(plan).some(child => contains(child, kind));
}
