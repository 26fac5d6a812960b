import type { StreamingWrite } from "../contracts/backend.js";
import { sqlText } from "../plan/expressions/sql-text.js";
import { hasExpression } from "../plan/expressions/traverse.js";
import { delayOf, eventTimeOf, eventTimesOf } from "../plan/nodes/event-time.js";
import { childrenOf, hasStreamingAggregate, isStreaming, outputOf } from "../plan/nodes/inspect.js";
import { joinNames } from "../plan/nodes/join-names.js";
import type { Aggregate, Join, LogicalPlan, PlanKind } from "../plan/nodes/logical-plan.js";
import { AnalysisException } from "../util/errors.js";
import { checkContinuous } from "./continuous/check-continuous.js";
import { splitCondition } from "./operators/join-condition.js";
import { sessionPosition } from "./operators/sessions.js";
import { joinEviction } from "./streaming/join-eviction.js";

type Mode = StreamingWrite["outputMode"];

/**
 * Refuses what a streaming query cannot do, in Spark's words (its `UnsupportedOperationChecker`).
 * @param checksCorrectness whether operators are refused that may take rows for late which the one below held back
 */
export function checkStreaming(write: StreamingWrite, checksCorrectness: boolean): void {
  const { plan, outputMode } = write;
  if (write.trigger.kind === "continuous") checkContinuous(write);
  const nodes = streamingNodes(plan);
  const aggregates = nodes.filter(node => node.kind === "aggregate");
  if (outputMode === "complete" && aggregates.length === 0)
    throw unsupportedMode(outputMode, "no streaming aggregations");
  if (outputMode === "append" && aggregates.some(node => !groupsByEventTime(node)))
    throw unsupportedMode(outputMode, "streaming aggregations without watermark");
  if (outputMode === "update" && aggregates.some(node => sessionPosition(node) >= 0))
    throw unsupportedMode(outputMode, "session window streaming aggregations");
  if (checksCorrectness && outputMode !== "append" && aggregates.some(isFedByAggregate)) throw lateRows();
  refuseTwoEventTimes(plan);
  for (const node of nodes) {
    const why = (checks[node.kind] as ((node: LogicalPlan, mode: Mode) => string | undefined) | undefined)?.(
      node,
      outputMode,
    );
    if (why) throw new AnalysisException(null, why);
  }
}

type Checks = {
  readonly [K in PlanKind]?: (node: Extract<LogicalPlan, { kind: K }>, mode: Mode) => string | undefined;
};

/** What is wrong with a node over a stream, if anything is. */
const checks: Checks = {
  aggregate: node => {
    const isDistinct = node.expressions.some(expression =>
      hasExpression(expression, each => each.kind === "aggregateCall" && each.distinct),
    );
    if (isDistinct)
      return "Distinct aggregations are not supported on streaming DataFrames/Datasets. Consider using approx_count_distinct() instead.";
    if (sessionPosition(node) >= 0 && node.groupings.length === 1)
      return "Global aggregation with session window in streaming query is not supported.";
    return undefined;
  },
  distinct: node =>
    node.withinWatermark && !eventTimeOf(node.child)
      ? "dropDuplicatesWithinWatermark is not supported on streaming DataFrames/DataSets without watermark"
      : undefined,
  eventTimeWatermark: node =>
    eventTimesOf(node.child).size > 0
      ? "Redefining watermark is disallowed. You can set the config 'spark.sql.streaming.statefulOperator.allowMultiple' to 'false' to restore the previous behavior. Note that multiple stateful operators will be disallowed."
      : undefined,
  join: (node, mode) => joinProblem(node, mode),
  limit: (_, mode) =>
    mode === "update"
      ? "Limits are not supported on streaming DataFrames/Datasets in Update output mode"
      : undefined,
  offset: () => "Offset is not supported on streaming DataFrames/Datasets",
  processKeys: ({ processor, child }, mode) => {
    if (processor.timeMode === "eventTime" && !eventTimeOf(child))
      return `Watermark must be specified in the query using '[Dataset/DataFrame].withWatermark()' for using event-time timeout in a ${processor.name}. Event-time timeout not supported without watermark.`;
    if (processor.name === "mapGroupsWithState")
      return mode === "update"
        ? undefined
        : `mapGroupsWithState is not supported with ${modeNames[mode]} output mode on a streaming DataFrame/Dataset`;
    if (hasStreamingAggregate(child))
      return `${processor.name} in ${processor.outputMode} mode is not supported with aggregation on a streaming DataFrame/Dataset`;
    return processor.outputMode === mode
      ? undefined
      : `${processor.name} in ${processor.outputMode} mode is not supported with ${modeNames[mode]} output mode on a streaming DataFrame/Dataset`;
  },
  setOperation: ({ operation, left, right }) => {
    if (operation === "intersect")
      return isStreaming(left) && isStreaming(right)
        ? "Intersect of streaming DataFrames/Datasets is not supported"
        : undefined;
    return isStreaming(right)
      ? "Except on a streaming DataFrame/Dataset on the right is not supported"
      : undefined;
  },
  sort: (node, mode) =>
    mode === "complete" && hasStreamingAggregate(node.child)
      ? undefined
      : "Sorting is not supported on streaming DataFrames/Datasets, unless it is on aggregated DataFrame/Dataset in Complete output mode",
  union: ({ children }) =>
    children.every(isStreaming)
      ? undefined
      : "Union between streaming and batch DataFrames/Datasets is not supported",
  window: ({ expressions }) => {
    const [first] = expressions;
    const text = first?.kind === "alias" ? sqlText(first.child) : "";
    const [call, spec = ""] = text.split(" OVER ");
    throw new AnalysisException(
      "NON_TIME_WINDOW_NOT_SUPPORTED_IN_STREAMING",
      `Window function is not supported in ${call!.toUpperCase()} (as column \`${text}\`) on streaming DataFrames/Datasets.\nStructured Streaming only supports time-window aggregation using the WINDOW function. (window specification: ${spec})`,
      "42KDE",
    );
  },
};

const modeNames = { append: "Append", update: "Update", complete: "Complete" } as const;

function joinProblem(node: Join, mode: Mode): string | undefined {
  const { type } = node;
  const [left, right] = [isStreaming(node.left), isStreaming(node.right)];
  const name = joinNames[type];
  if (left && right) return streamStreamProblem(node, mode);
  if (type === "full") {
    const [stream, table] = left ? ["left", "right"] : ["right", "left"];
    return `FullOuter joins with streaming DataFrames/Datasets on the ${stream} and a static DataFrame/Dataset on the ${table} is not supported`;
  }
  if (right && type === "leftAnti") return antiProblem;
  if (right && (type === "left" || type === "leftSemi"))
    return `${name} join with a streaming DataFrame/Dataset on the right and a static DataFrame/Dataset on the left is not supported`;
  if (left && type === "right")
    return "RightOuter join with a streaming DataFrame/Dataset on the left and a static DataFrame/DataSet on the right not supported";
  return undefined;
}

const antiProblem = "LeftAnti joins with a streaming DataFrame/Dataset on the right are not supported";

function streamStreamProblem(node: Join, mode: Mode): string | undefined {
  const { type } = node;
  if (type === "leftAnti") return antiProblem;
  if (mode !== "append")
    return `Join between two streaming DataFrames/Datasets is not supported in ${modeNames[mode]} output mode, only in Append output mode`;
  const { left, right } = joinEviction(node);
  const isBounded = {
    inner: true,
    cross: true,
    left: left !== undefined,
    leftSemi: left !== undefined,
    right: right !== undefined,
    full: left !== undefined || right !== undefined,
  }[type];
  if (!isBounded)
    return `Stream-stream ${joinNames[type]} join between two streaming DataFrame/Datasets is not supported without a watermark in the join keys, or a watermark on the nullable side and an appropriate range condition`;
  return splitCondition(node).equalities.length === 0
    ? "Stream-stream join without equality predicate is not supported."
    : undefined;
}

/**
 * An operator that looks at the event time must know which. Below a select list Spark leaves out the columns that are
 * not asked for, so only what puts out all it has is looked at.
 */
function refuseTwoEventTimes(node: LogicalPlan): void {
  if (!["distinct", "join", "filter", "limit", "union"].includes(node.kind)) return;
  for (const child of childrenOf(node)) {
    refuseTwoEventTimes(child);
    if (node.kind !== "distinct" && node.kind !== "join") continue;
    const times = eventTimesOf(child);
    const columns = outputOf(child).flatMap(({ id, name }) =>
      times.has(id) ? [`${name}-T${times.get(id)}ms`] : [],
    );
    if (columns.length > 1)
      throw new AnalysisException(
        null,
        `More than one event time columns are available. Please ensure there is at most one event time column per stream. event time columns: (${columns.join(",")})`,
      );
  }
}

function groupsByEventTime(node: Aggregate): boolean {
  const times = eventTimesOf(node.child);
  return node.groupings.some(grouping => delayOf(grouping, times) !== undefined);
}

function isFedByAggregate(node: LogicalPlan): boolean {
  return childrenOf(node).some(hasStreamingAggregate);
}

/** The nodes of a plan that stand over a stream, the lowest first, as Spark looks at them. */
function streamingNodes(plan: LogicalPlan): LogicalPlan[] {
  if (!isStreaming(plan)) return [];
  return [...childrenOf(plan).flatMap(streamingNodes), plan];
}

function unsupportedMode(mode: Mode, what: string): AnalysisException {
  return new AnalysisException(
    "STREAMING_OUTPUT_MODE.UNSUPPORTED_OPERATION",
    `Invalid streaming output mode: ${mode}. This output mode is not supported for ${what} on streaming DataFrames/DataSets.`,
    "42KDE",
  );
}

function lateRows(): AnalysisException {
  return new AnalysisException(
    null,
    `Detected pattern of possible 'correctness' issue due to global watermark. The query contains stateful operation which can emit rows older than the current watermark plus allowed late record delay, which are "late rows" in downstream stateful operations and these rows can be discarded. Please refer the programming guide doc for more details. If you understand the possible risk of correctness issue and still need to run the query, you can disable this check by setting the config \`spark.sql.streaming.statefulOperator.checkCorrectness.enabled\` to false.`,
  );
}
