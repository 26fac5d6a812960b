import type { RemoteRelation } from "../../plan/nodes/logical-plan.js";
import type { StructType, Value } from "../../types/index.js";
import { IntegerType, StringType } from "../../types/index.js";
import type { ExpressionInit } from "../encode/expression.js";
import { encodeLiteral } from "../encode/literal.js";
import { type RelationInit, tableOf } from "../remote-relation.js";
import { call, cellCodec } from "./cell-codecs.js";

/** The observation that carries a micro-batch's first rows to the client. */
const NAME = "tweet_shell_rows";

/** The first rows of a micro-batch, and how many there were. */
export interface LocalBatch {
  readonly batchId: number;
  readonly rows: readonly (readonly Value[])[];
  readonly rowCount: number;
}

const literal = (value: number): ExpressionInit => ({
  exprType: { case: "literal", value: encodeLiteral(value, IntegerType) },
});
const named = (expr: ExpressionInit, name: string): ExpressionInit => ({
  exprType: { case: "alias", value: { expr, name: [name] } },
});
const column = (name: string): ExpressionInit => ({
  exprType: { case: "unresolvedAttribute", value: { unparsedIdentifier: name } },
});

/**
 * A way for micro-batches to come to the client, which no sink of Spark's offers: figures that are observed on the rows before a
 * sink that drops them, the count and the first rows themselves, stand in the batch's progress.
 */
export class LocalBatches {
  /** What the server is to run. */
  readonly input: RelationInit;
  private readonly codecs;

  /** @param limit rows a batch at most */
  constructor(
    plan: RemoteRelation,
    schema: StructType,
    private readonly limit: number,
    nextPlanId: () => bigint,
  ) {
    this.codecs = schema.fields.map(({ dataType }) => cellCodec(dataType));
    const names = schema.fields.map((_, i) => `c${i}`);
    const step = (relType: NonNullable<RelationInit["relType"]>): RelationInit => ({
      common: { planId: nextPlanId() },
      relType,
    });
    const { message } = tableOf(plan);
    // The rows of a sort lie in several partitions, which are observed in any order.
    const ordered =
      message.relType?.case === "sort"
        ? step({ case: "repartition", value: { input: message, numPartitions: 1, shuffle: false } })
        : message;
    // Names may stand twice in a table; in figures they may not.
    const renamed = step({ case: "toDf", value: { input: ordered, columnNames: names } });
    const cells = call(
      "array",
      ...this.codecs.map(({ encode }, i) => encode(column(names[i]!))),
      ...(names.length === 0
        ? [{ exprType: { case: "literal", value: encodeLiteral("", StringType) } } as const]
        : []),
    );
    this.input = step({
      case: "collectMetrics",
      value: {
        input: renamed,
        name: NAME,
        metrics: [
          named(call("count", literal(1)), "n"),
          named(call("slice", call("collect_list", cells), literal(1), literal(limit)), "rows"),
        ],
      },
    });
  }

  /** As the columns come out. */
  get types() {
    return this.codecs.map(({ type }) => type);
  }

  /** The batch within a progress report; undefined where it holds none. */
  batchOf({
    batchId,
    observedMetrics,
  }: {
    batchId: number;
    observedMetrics?: Record<string, unknown>;
  }): LocalBatch | undefined {
    const found = observedMetrics?.[NAME] as { n: number; rows: (string | null)[][] | null } | undefined;
    if (!found) return undefined;
    const rows = (found.rows ?? [])
      .slice(0, this.limit)
      .map(row => this.codecs.map(({ decode }, i) => (row[i] == null ? null : decode(row[i]))));
    return { batchId, rows, rowCount: Number(found.n) };
  }

  /** Whether an observation is ours and not to be shown. */
  static isOwn(name: string): boolean {
    return name === NAME;
  }
}
