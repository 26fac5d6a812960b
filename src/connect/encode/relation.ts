import type { Expression } from "../../plan/expressions/expression.js";
import type {
  Aggregate,
  Distinct,
  JoinType,
  LogicalPlan,
  PlanCases,
  RemoteRelation,
} from "../../plan/nodes/logical-plan.js";
import { matchPlan } from "../../plan/nodes/logical-plan.js";
import { rowAt } from "../../types/vector/index.js";
import { UserError } from "../../util/errors.js";
import {
  Aggregate_GroupType as GroupType,
  SetOperation_SetOpType as SetOp,
  Join_JoinType as WireJoin,
} from "../proto/generated/relations_pb.js";
import { type RelationInit, tableOf } from "../remote-relation.js";
import { encodeRows } from "./arrow-rows.js";
import { encodeExpression, encodeOrder, quoted } from "./expression.js";

export type RelationBody = NonNullable<RelationInit["relType"]>;

/** What a typed step says to the server. Its children are tables that the server knows already. */
export function encodeStep(plan: LogicalPlan): RelationBody {
  return matchPlan(plan, cases, undefined);
}

/** The tables a typed step stands on. */
export function inputsOf(plan: LogicalPlan): readonly RemoteRelation[] {
  const below =
    plan.kind === "union"
      ? plan.children
      : "left" in plan
        ? [plan.left, plan.right]
        : "child" in plan
          ? [plan.child]
          : [];
  return below.map(each => {
    if (each.kind !== "remote") throw new Error(`a step over ${each.kind}, which no server knows`);
    return each;
  });
}

const messageOf = (plan: LogicalPlan): RelationInit => tableOf(plan).message;
const scopeOf = (...plans: LogicalPlan[]) => ({ inputs: plans as RemoteRelation[] });
const encodeAll = (expressions: readonly Expression[], child: LogicalPlan) =>
  expressions.map(each => encodeExpression(each, scopeOf(child)));

const joins: Readonly<Record<JoinType, WireJoin>> = {
  inner: WireJoin.INNER,
  cross: WireJoin.CROSS,
  left: WireJoin.LEFT_OUTER,
  right: WireJoin.RIGHT_OUTER,
  full: WireJoin.FULL_OUTER,
  leftSemi: WireJoin.LEFT_SEMI,
  leftAnti: WireJoin.LEFT_ANTI,
};

/** Steps that SQL text alone makes, which goes to the server as text, or our own analysis. */
const notTyped = (plan: LogicalPlan): never => {
  throw new Error(`${plan.kind} in a plan for a server`);
};

const cases: PlanCases<RelationBody, undefined> = {
  remote: plan => tableOf(plan).message.relType!,
  relation: ({ source, output, isStreaming }) => {
    // What a closure over micro-batches is given.
    if (source.held && !isStreaming) {
      const rows = [...source.held.batches()].flatMap(batch =>
        Array.from({ length: batch.length }, (_, i) => rowAt(batch, i)),
      );
      return { case: "localRelation", value: encodeRows(output, rows) };
    }
    throw new UserError(
      `The format ${source.format} holds rows of this shell, which the cluster cannot read; use spark.createDataFrame, files or Kafka.`,
    );
  },
  localRelation: ({ output, rows }) => ({ case: "localRelation", value: encodeRows(output, rows) }),
  range: ({ start, end, step, partitions }) => ({
    case: "range",
    value: { start, end, step, ...(partitions !== undefined && { numPartitions: partitions }) },
  }),
  unresolvedRelation: ({ nameParts }) => ({
    case: "read",
    value: { readType: { case: "namedTable", value: { unparsedIdentifier: quoted(nameParts) } } },
  }),
  unresolvedInlineTable: notTyped,
  unresolvedTableFunction: notTyped,
  with: notTyped,
  withWindows: notTyped,
  expand: notTyped,
  window: notTyped,
  generate: notTyped,
  subqueryAlias: ({ name, child }) => ({
    case: "subqueryAlias",
    value: { input: messageOf(child), alias: name },
  }),
  project: ({ expressions, child }) => ({
    case: "project",
    value: { input: messageOf(child), expressions: encodeAll(expressions, child) },
  }),
  filter: ({ condition, child }) => ({
    case: "filter",
    value: { input: messageOf(child), condition: encodeExpression(condition, scopeOf(child)) },
  }),
  aggregate: plan => ({ case: "aggregate", value: encodeAggregate(plan) }),
  pivot: ({ groupings, columns, values, aggregates, child }) => ({
    case: "aggregate",
    value: {
      input: messageOf(child),
      groupType: GroupType.PIVOT,
      groupingExpressions: encodeAll(groupings ?? [], child),
      aggregateExpressions: encodeAll(aggregates, child),
      pivot: {
        col: encodeExpression(columns[0]!, scopeOf(child)),
        values: values.map(value => {
          const { exprType } = encodeExpression(value, scopeOf(child));
          if (exprType?.case === "literal") return exprType.value;
          throw new UserError("The values of a pivot should be plain values.");
        }),
      },
    },
  }),
  unpivot: ({ ids, values, variableName, valueNames, child }) => ({
    case: "unpivot",
    value: {
      input: messageOf(child),
      ids: encodeAll(ids ?? [], child),
      ...(values.length > 0 && {
        values: {
          values: encodeAll(
            values.flatMap(({ columns }) => columns),
            child,
          ),
        },
      }),
      variableColumnName: variableName,
      valueColumnName: valueNames[0]!,
    },
  }),
  sort: ({ orders, child }) => ({
    case: "sort",
    value: {
      input: messageOf(child),
      isGlobal: true,
      order: orders.map(order =>
        encodeOrder(
          order.kind === "sortOrder"
            ? order
            : { kind: "sortOrder", child: order, ascending: true, nullsFirst: true },
          scopeOf(child),
        ),
      ),
    },
  }),
  limit: ({ count, child }) => ({ case: "limit", value: { input: messageOf(child), limit: count } }),
  offset: ({ count, child }) => ({ case: "offset", value: { input: messageOf(child), offset: count } }),
  sample: ({ lower, upper, withReplacement, seed, child }) => ({
    case: "sample",
    value: { input: messageOf(child), lowerBound: lower, upperBound: upper, withReplacement, seed },
  }),
  distinct: plan => ({ case: "deduplicate", value: encodeDistinct(plan) }),
  eventTimeWatermark: ({ eventTime, delayMs, child }) => ({
    case: "withWatermark",
    value: {
      input: messageOf(child),
      eventTime: eventTime.kind === "unresolvedAttribute" ? eventTime.nameParts.join(".") : "",
      delayThreshold: `${delayMs} milliseconds`,
    },
  }),
  processKeys: ({ processor }) => {
    throw new UserError(
      `${processor.name} runs TypeScript for each key, which cannot run on the cluster. Use groupBy with Spark's functions, or run without --remote.`,
    );
  },
  join: ({ type, left, right, condition, using }) => ({
    case: "join",
    value: {
      left: messageOf(left),
      right: messageOf(right),
      joinType: joins[type],
      ...(condition && { joinCondition: encodeExpression(condition, scopeOf(left, right)) }),
      ...(Array.isArray(using) && { usingColumns: using as string[] }),
    },
  }),
  union: ({ children, byName, allowMissingColumns }) => {
    const [first, ...rest] = children.map(messageOf);
    const all = rest.reduce<RelationInit>(
      (leftInput, rightInput) => ({
        relType: {
          case: "setOp",
          value: { leftInput, rightInput, setOpType: SetOp.UNION, isAll: true, byName, allowMissingColumns },
        },
      }),
      first!,
    );
    return all.relType!;
  },
  setOperation: ({ operation, all, left, right }) => ({
    case: "setOp",
    value: {
      leftInput: messageOf(left),
      rightInput: messageOf(right),
      setOpType: operation === "intersect" ? SetOp.INTERSECT : SetOp.EXCEPT,
      isAll: all,
    },
  }),
  collectMetrics: ({ name, metrics, child }) => ({
    case: "collectMetrics",
    value: { input: messageOf(child), name, metrics: encodeAll(metrics, child) },
  }),
};

/** The server puts the groupings before the aggregates by itself. */
function encodeAggregate({ groupings, sets, expressions, child }: Aggregate) {
  const hasGroupings = groupings.every((grouping, i) => expressions[i] === grouping);
  const encoded = encodeAll(groupings, child);
  return {
    input: messageOf(child),
    groupType: sets ? GroupType.GROUPING_SETS : GroupType.GROUPBY,
    groupingExpressions: encoded,
    aggregateExpressions: encodeAll(hasGroupings ? expressions.slice(groupings.length) : expressions, child),
    groupingSets: (sets ?? []).map(set => ({ groupingSet: set.map(i => encoded[i]!) })),
  };
}

function encodeDistinct({ keys, withinWatermark, child }: Distinct) {
  const { output } = child as RemoteRelation;
  const isAll = keys === null || (keys.length === output.length && keys.every((key, i) => key === output[i]));
  return {
    input: messageOf(child),
    withinWatermark,
    ...(isAll
      ? { allColumnsAsKeys: true }
      : { columnNames: keys.map(key => (key.kind === "attribute" ? key.name : "")) }),
  };
}
