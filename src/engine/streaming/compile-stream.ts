import { hasStreamingAggregate, isStreaming } from "../../plan/nodes/inspect.js";
import type { LogicalPlan, PlanKind } from "../../plan/nodes/logical-plan.js";
import type { Executable, StreamCompiler } from "../operators/operator.js";
import { sessionPosition } from "../operators/sessions.js";
import { deduplicate } from "./deduplicate.js";
import { eventTimeWatermark } from "./event-time-watermark.js";
import { processKeysOfStream } from "./process-keys-of-stream.js";
import { sessionAggregate } from "./session-aggregate.js";
import { streamJoin } from "./stream-join.js";
import { streamingAggregate } from "./streaming-aggregate.js";
import { streamingLimit } from "./streaming-limit.js";

type Cases = {
  readonly [K in PlanKind]?: (
    plan: Extract<LogicalPlan, { kind: K }>,
    compiler: StreamCompiler,
  ) => Executable | undefined;
};

/** What nodes over a stream do otherwise than over a table; undefined where they do the same. */
const cases: Cases = {
  eventTimeWatermark,
  aggregate: (plan, compiler) => {
    const position = sessionPosition(plan);
    return position < 0 ? streamingAggregate(plan, compiler) : sessionAggregate(plan, position, compiler);
  },
  distinct: deduplicate,
  processKeys: processKeysOfStream,
  join: (plan, compiler) =>
    isStreaming(plan.left) && isStreaming(plan.right) ? streamJoin(plan, compiler) : undefined,
  // In complete mode what is above an aggregate sees the whole result each time.
  limit: (plan, compiler) =>
    compiler.stateful.outputMode === "complete" && hasStreamingAggregate(plan)
      ? undefined
      : streamingLimit(plan, compiler),
};

export function compileStream(plan: LogicalPlan, compiler: StreamCompiler): Executable | undefined {
  if (!isStreaming(plan)) return undefined;
  const compile = cases[plan.kind] as
    | ((plan: LogicalPlan, compiler: StreamCompiler) => Executable | undefined)
    | undefined;
  return compile?.(plan, compiler);
}
