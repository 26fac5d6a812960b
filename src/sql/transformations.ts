import type { RemoteStep } from "../contracts/remote-session.js";
import { sortOrder } from "../plan/expressions/create.js";
import type { Expression } from "../plan/expressions/expression.js";
import {
  aggregate,
  distinct,
  eventTimeWatermark,
  filter,
  join,
  limit,
  offset,
  sort,
  subqueryAlias,
  union,
} from "../plan/nodes/create.js";
import { isStreaming } from "../plan/nodes/inspect.js";
import type { JoinType, LogicalPlan } from "../plan/nodes/logical-plan.js";
import { toPrettyText } from "../types/display/text.js";
import { DoubleType } from "../types/index.js";
import { AnalysisException, IllegalArgumentException, UserError } from "../util/errors.js";
import { Column, type LiteralValue, toExpression } from "./column.js";
import { type ColumnOrName, toColumn } from "./column-or-name.js";
import type { DataFrame } from "./data-frame.js";
import { GroupedData } from "./grouped-data.js";
import { delayMs } from "./interval.js";
import type { Observation } from "./observation.js";
import { Projections } from "./projections.js";

const joinTypes: Readonly<Record<string, JoinType>> = {
  inner: "inner",
  cross: "cross",
  outer: "full",
  full: "full",
  fullouter: "full",
  left: "left",
  leftouter: "left",
  right: "right",
  rightouter: "right",
  semi: "leftSemi",
  leftsemi: "leftSemi",
  anti: "leftAnti",
  leftanti: "leftAnti",
};

/** How a join may be spelled, `_` and case aside. */
export type JoinTypeName = keyof typeof joinTypes | (string & {});

/** A condition; the compiler says of a plain boolean what to write instead. */
type ConditionOf<Condition> = Condition extends boolean
  ? 'a Column, such as $`n`.gt(2) or $`lang`.eq("ko"), or SQL text, such as "n > 2": === and > of TypeScript compare no columns'
  : Condition;

/** What makes a DataFrame of DataFrames: nothing runs here, names and types are checked at once. */
export abstract class Transformations<T> extends Projections {
  /** As `derive`, for rows that are the same but for their number and order. */
  protected abstract deriveSame(plan: LogicalPlan): DataFrame<T>;

  /** What a closure says of each row, as a condition. */
  protected abstract test(closure: (row: T) => boolean): Expression;

  /** The rows for which the condition, a column or SQL text, is true, or a closure. */
  filter(closure: (row: T) => boolean): DataFrame<T>;
  filter<Condition extends Column | string | boolean>(condition: ConditionOf<Condition>): DataFrame<T>;
  filter(condition: Column | string | boolean | ((row: T) => boolean)): DataFrame<T> {
    const test =
      typeof condition === "function" ? this.test(condition) : this.condition(condition as Column | string);
    return this.deriveSame(filter(test, this.analyzed));
  }

  /** The same as `filter`. */
  where<Condition extends Column | string | boolean>(condition: ConditionOf<Condition>): DataFrame<T> {
    return this.filter(condition);
  }

  /** The first rows, at most `count`. */
  limit(count: number): DataFrame<T> {
    return this.deriveSame(limit(count, this.analyzed));
  }

  /** Without the first `count` rows. */
  offset(count: number): DataFrame<T> {
    return this.deriveSame(offset(count, this.analyzed));
  }

  /** In order: by name or column, `desc("n")` for a descending one. */
  orderBy(...columns: ColumnOrName[]): DataFrame<T> {
    return this.deriveSame(
      sort(
        columns.map(column => toOrder(toColumn(column).expression)),
        this.analyzed,
      ),
    );
  }

  /** The same as `orderBy`. */
  sort(...columns: ColumnOrName[]): DataFrame<T> {
    return this.orderBy(...columns);
  }

  /** The same as `orderBy` here, where all rows are in one partition; on a cluster each partition by itself. */
  sortWithinPartitions(...columns: ColumnOrName[]): DataFrame<T> {
    const orders = columns.map(column => toOrder(toColumn(column).expression));
    return this.remoteSame({ kind: "sortWithinPartitions", orders }) ?? this.orderBy(...columns);
  }

  /** Each row once. */
  distinct(): DataFrame<T> {
    return this.deriveSame(distinct(this.analyzed, this.output));
  }

  /** One row for each of the values of these columns; of all columns when none is given. */
  dropDuplicates(...columns: (string | readonly string[])[]): DataFrame<T> {
    return this.deriveSame(distinct(this.analyzed, this.keys(columns.flat())));
  }

  /**
   * As `dropDuplicates` on a stream with a watermark: repeated rows are known as such while they are no more than its
   * delay apart, whether the event time is among the columns or not.
   */
  dropDuplicatesWithinWatermark(...columns: (string | readonly string[])[]): DataFrame<T> {
    return this.deriveSame(distinct(this.analyzed, this.keys(columns.flat()), true));
  }

  /**
   * Says which column tells when a row happened, and how long rows that come late are waited for (`"10 minutes"`).
   * Grouping by a time window of that column then knows when a window is complete.
   */
  withWatermark(eventTime: string, delayThreshold: string): DataFrame<T> {
    return this.deriveSame(
      eventTimeWatermark(toColumn(eventTime).expression, delayMs(delayThreshold), this.analyzed),
    );
  }

  /**
   * The same rows; figures over them (`count(lit(1)).as("rows")` …) are known when they have gone through: under this name in a
   * query's `lastProgress.observedMetrics`, or, for a bounded DataFrame, in an `Observation`.
   */
  observe(to: string | Observation, ...figures: [Column, ...Column[]]): DataFrame<T> {
    if (typeof to !== "string" && isStreaming(this.analyzed))
      throw new IllegalArgumentException(
        "Observation does not support streaming Datasets.This is because there will be multiple observed metrics as microbatches are constructed. Please register a StreamingQueryListener and get the metric for each microbatch in QueryProgressEvent.progress, or use query.lastProgress or query.recentProgress.",
      );
    return this.deriveSame(
      Object.freeze({
        kind: "collectMetrics",
        name: typeof to === "string" ? to : to.name,
        metrics: figures.map(figure => figure.expression),
        figures: null,
        tell: typeof to === "string" ? null : to.attach(),
        child: this.analyzed,
      }),
    );
  }

  /** Groups the rows for `agg`, `count`, `sum` … */
  groupBy(...columns: ColumnOrName[]): GroupedData {
    return this.grouped(columns, null);
  }

  /** Groups by the columns, by all but the last, … by none. */
  rollup(...columns: ColumnOrName[]): GroupedData {
    return this.grouped(
      columns,
      Array.from({ length: columns.length + 1 }, (_, n) => range(columns.length - n)),
    );
  }

  /** Groups by every subset of the columns. */
  cube(...columns: ColumnOrName[]): GroupedData {
    const all = range(columns.length);
    const subsets = Array.from({ length: 2 ** columns.length }, (_, bits) =>
      all.filter(i => !(bits & (1 << (columns.length - 1 - i)))),
    );
    return this.grouped(columns, subsets);
  }

  /** Aggregates all rows into one. */
  agg(first: Column | Readonly<Record<string, string>>, ...more: Column[]): DataFrame {
    return this.groupBy().agg(first, ...more);
  }

  /** Joins another DataFrame: on a condition, or on columns that both have, which the result has once. */
  join(
    right: DataFrame<unknown>,
    on?: Column | string | readonly string[],
    how: JoinTypeName = "inner",
  ): DataFrame {
    const type = joinTypes[how.toLowerCase().replaceAll("_", "")];
    if (!type)
      throw new UserError(
        `Unsupported join type '${how}'. Supported join types include: 'inner', 'outer', 'full', 'fullouter', 'full_outer', 'leftouter', 'left', 'left_outer', 'rightouter', 'right', 'right_outer', 'leftsemi', 'left_semi', 'semi', 'leftanti', 'left_anti', 'anti', 'cross'.`,
      );
    if (on === undefined || on instanceof Column)
      return this.derive(join(this.analyzed, right.analyzed, type, { condition: on?.expression ?? null }));
    return this.derive(
      join(this.analyzed, right.analyzed, type, { using: typeof on === "string" ? [on] : on }),
    );
  }

  /** Every row beside every row of the other. */
  crossJoin(right: DataFrame<unknown>): DataFrame {
    return this.join(right, undefined, "cross");
  }

  /** The rows of both, columns by position; repeated rows stay. */
  union(other: DataFrame<unknown>): DataFrame<T> {
    return this.deriveSame(union([this.analyzed, other.analyzed]));
  }

  /** The same as `union`. */
  unionAll(other: DataFrame<unknown>): DataFrame<T> {
    return this.union(other);
  }

  /** The rows of both, columns by name. */
  unionByName(other: DataFrame<unknown>, allowMissingColumns = false): DataFrame<T> {
    return this.deriveSame(union([this.analyzed, other.analyzed], true, allowMissingColumns));
  }

  intersect(other: DataFrame<unknown>): DataFrame<T> {
    return this.setOperation("intersect", false, other);
  }

  intersectAll(other: DataFrame<unknown>): DataFrame<T> {
    return this.setOperation("intersect", true, other);
  }

  except(other: DataFrame<unknown>): DataFrame<T> {
    return this.setOperation("except", false, other);
  }

  exceptAll(other: DataFrame<unknown>): DataFrame<T> {
    return this.setOperation("except", true, other);
  }

  /** About this fraction of the rows. */
  sample(fraction: number, seed?: number): DataFrame<T>;
  sample(withReplacement: boolean, fraction: number, seed?: number): DataFrame<T>;
  sample(first: boolean | number, second?: number, third?: number): DataFrame<T> {
    const [withReplacement, fraction, seed] =
      typeof first === "boolean" ? [first, second ?? 0, third] : [false, first, second];
    return this.sampled(0, fraction, withReplacement, seed);
  }

  /** The rows dealt out at random by weight. */
  randomSplit(
    weights: readonly number[],
    seed: number = Math.floor(Math.random() * 2 ** 31),
  ): DataFrame<T>[] {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let lower = 0;
    return weights.map(weight => {
      const upper = lower + weight / total;
      const part = this.sampled(lower, upper, false, seed);
      lower = upper;
      return part;
    });
  }

  /** A name for this DataFrame, so that `col("name.column")` tells its columns from others. */
  as(name: string): DataFrame {
    return this.derive(subqueryAlias(name, this.analyzed));
  }

  /** The same as `as`. */
  alias(name: string): DataFrame {
    return this.as(name);
  }

  /** What a function makes of this DataFrame: `df.transform(clean).transform(count)`. */
  transform<U>(change: (frame: DataFrame<T>) => DataFrame<U>): DataFrame<U> {
    return change(this.deriveSame(this.analyzed));
  }

  /** A row for each value column: its name and its value beside the ids. */
  unpivot(
    ids: readonly ColumnOrName[],
    values: readonly ColumnOrName[] | null,
    variableName: string,
    valueName: string,
  ): DataFrame {
    return this.derive(
      Object.freeze({
        kind: "unpivot",
        ids: ids.map(each => toColumn(each).expression),
        values: (values ?? []).map(each => ({ columns: [toColumn(each).expression], alias: null })),
        variableName,
        valueNames: [valueName],
        includeNulls: true,
        child: this.analyzed,
      }),
    );
  }

  /** The same as `unpivot`. */
  melt(
    ids: readonly ColumnOrName[],
    values: readonly ColumnOrName[] | null,
    variableName: string,
    valueName: string,
  ): DataFrame {
    return this.unpivot(ids, values, variableName, valueName);
  }

  /** On a cluster: the rows in so many partitions, by the values of columns. There is one partition here. */
  repartition(...partitions: (number | ColumnOrName)[]): DataFrame<T> {
    const [first, ...rest] = partitions;
    const count = typeof first === "number" ? first : null;
    const by = (count === null ? partitions : rest) as ColumnOrName[];
    const step: RemoteStep =
      by.length === 0 && count !== null
        ? { kind: "repartition", partitions: count, shuffle: true }
        : { kind: "repartitionBy", partitions: count, columns: by.map(each => toColumn(each).expression) };
    return this.remoteSame(step) ?? this.deriveSame(this.analyzed);
  }

  /** On a cluster: the rows in fewer partitions. There is one here. */
  coalesce(partitions: number): DataFrame<T> {
    return (
      this.remoteSame({ kind: "repartition", partitions, shuffle: false }) ?? this.deriveSame(this.analyzed)
    );
  }

  /** A hint to the cluster's optimizer, such as `"broadcast"`; without effect here. */
  hint(name: string, ...parameters: (Column | LiteralValue)[]): DataFrame<T> {
    const step: RemoteStep = { kind: "hint", name, parameters: parameters.map(toExpression) };
    return this.remoteSame(step) ?? this.deriveSame(this.analyzed);
  }

  private remoteSame(step: RemoteStep): DataFrame<T> | undefined {
    const { remote } = this.session;
    return remote && this.deriveSame(remote.step(this.analyzed, step));
  }

  private condition(condition: Column | string): Expression {
    return typeof condition === "string" ? this.parsed(condition) : condition.expression;
  }

  private keys(names: readonly string[]): readonly Expression[] {
    return names.length === 0 ? this.output : names.map(name => this.key(name));
  }

  private key(name: string): Expression {
    const found = this.output.find(column => column.name.toLowerCase() === name.toLowerCase());
    if (found) return found;
    throw new AnalysisException(
      "UNRESOLVED_COLUMN_AMONG_FIELD_NAMES",
      `Cannot resolve column name "${name}" among (${this.output.map(column => column.name).join(", ")}).`,
      "42703",
    );
  }

  private grouped(
    columns: readonly ColumnOrName[],
    sets: readonly (readonly number[])[] | null,
  ): GroupedData {
    return new GroupedData(
      columns.map(column => toColumn(column).expression),
      (groupings, expressions) => this.derive(aggregate(groupings, expressions, this.analyzed, sets)),
      pivot => this.derive(Object.freeze({ ...pivot, child: this.analyzed })),
      this.output,
      column => {
        if (isStreaming(this.analyzed))
          throw new AnalysisException(null, "pivot is not supported on a streaming DataFrames/Datasets");
        return this.select(column).distinct().orderBy(column).collect();
      },
    );
  }

  private setOperation(
    operation: "intersect" | "except",
    all: boolean,
    other: DataFrame<unknown>,
  ): DataFrame<T> {
    return this.deriveSame(
      Object.freeze({ kind: "setOperation", operation, all, left: this.analyzed, right: other.analyzed }),
    );
  }

  private sampled(
    lower: number,
    upper: number,
    withReplacement: boolean,
    seed = Math.floor(Math.random() * 2 ** 31),
  ): DataFrame<T> {
    if (!withReplacement && (lower < 0 || upper > 1))
      throw new IllegalArgumentException(
        `requirement failed: Sampling fraction (${toPrettyText(upper - lower, DoubleType, "UTC")}) must be on interval [0, 1] without replacement`,
      );
    return this.deriveSame(
      Object.freeze({
        kind: "sample",
        lower,
        upper,
        withReplacement,
        seed: BigInt(seed),
        child: this.analyzed,
      }),
    );
  }
}

const range = (length: number) => Array.from({ length }, (_, i) => i);

const toOrder = (expression: Expression): Expression =>
  expression.kind === "sortOrder" ? expression : sortOrder(expression);
