import { childrenOf, isStreaming } from "../../plan/nodes/inspect.js";
import type { LogicalPlan } from "../../plan/nodes/logical-plan.js";
import { joinEviction } from "./join-eviction.js";

/**
 * The watermark, in milliseconds, of the rows a node puts out, when the query's is `queryMs`: no row that comes later is
 * older. Undefined without a `withWatermark` below. Joins with a time range hold rows back, and so the watermark (Spark's
 * `WatermarkPropagator`).
 */
function outputWatermark(plan: LogicalPlan, queryMs: number): number | undefined {
  if (plan.kind === "eventTimeWatermark" && isStreaming(plan)) return queryMs;
  const input = inputWatermark(plan, queryMs);
  if (plan.kind !== "join" || input === undefined || !isStreaming(plan.left) || !isStreaming(plan.right))
    return input;
  const { left, right } = joinEviction(plan);
  const held = [left, right].flatMap(side => (side?.by === "row" ? [input + side.offsetMs] : []));
  return Math.min(input, ...held);
}

/** The least watermark of a node's inputs. */
export function inputWatermark(plan: LogicalPlan, queryMs: number): number | undefined {
  const inputs = childrenOf(plan).flatMap(child => outputWatermark(child, queryMs) ?? []);
  return inputs.length === 0 ? undefined : Math.min(...inputs);
}
