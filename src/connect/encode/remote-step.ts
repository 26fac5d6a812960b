import type { RemoteStep } from "../../contracts/remote-session.js";
import type { Expression } from "../../plan/expressions/expression.js";
import type { RemoteRelation } from "../../plan/nodes/logical-plan.js";
import { tableOf } from "../remote-relation.js";
import { encodeExpression, encodeOrder } from "./expression.js";
import type { RelationBody } from "./relation.js";

type Kind = RemoteStep["kind"];
type Cases = {
  readonly [K in Kind]: (step: Extract<RemoteStep, { kind: K }>, input: RemoteRelation) => RelationBody;
};

export function encodeRemoteStep(step: RemoteStep, input: RemoteRelation): RelationBody {
  return (cases[step.kind] as (step: RemoteStep, input: RemoteRelation) => RelationBody)(step, input);
}

const over = (input: RemoteRelation) => tableOf(input).message;
const encoded = (expression: Expression, input: RemoteRelation) =>
  encodeExpression(expression, { inputs: [input] });

const cases: Cases = {
  repartition: ({ partitions, shuffle }, input) => ({
    case: "repartition",
    value: { input: over(input), numPartitions: partitions, shuffle },
  }),
  repartitionBy: ({ partitions, columns }, input) => ({
    case: "repartitionByExpression",
    value: {
      input: over(input),
      partitionExprs: columns.map(column => encoded(column, input)),
      ...(partitions !== null && { numPartitions: partitions }),
    },
  }),
  sortWithinPartitions: ({ orders }, input) => ({
    case: "sort",
    value: {
      input: over(input),
      isGlobal: false,
      order: orders.map(order =>
        encodeOrder(
          order.kind === "sortOrder"
            ? order
            : { kind: "sortOrder", child: order, ascending: true, nullsFirst: true },
          { inputs: [input] },
        ),
      ),
    },
  }),
  hint: ({ name, parameters }, input) => ({
    case: "hint",
    value: { input: over(input), name, parameters: parameters.map(each => encoded(each, input)) },
  }),
  withColumns: ({ columns }, input) => ({
    case: "withColumns",
    value: {
      input: over(input),
      aliases: Object.entries(columns).map(([name, expression]) => ({
        expr: encoded(expression, input),
        name: [name],
      })),
    },
  }),
  withColumnsRenamed: ({ names }, input) => ({
    case: "withColumnsRenamed",
    value: {
      input: over(input),
      renames: Object.entries(names).map(([colName, newColName]) => ({ colName, newColName })),
    },
  }),
  drop: ({ columns }, input) => ({
    case: "drop",
    value: { input: over(input), columns: columns.map(column => encoded(column, input)) },
  }),
  toDF: ({ names }, input) => ({ case: "toDf", value: { input: over(input), columnNames: [...names] } }),
  describe: ({ columns }, input) => ({ case: "describe", value: { input: over(input), cols: [...columns] } }),
  summary: ({ statistics }, input) => ({
    case: "summary",
    value: { input: over(input), statistics: [...statistics] },
  }),
  crosstab: ({ first, second }, input) => ({
    case: "crosstab",
    value: { input: over(input), col1: first, col2: second },
  }),
};
