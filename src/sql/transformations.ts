import { resolveExpression } from "../plan/analyze/resolve-expression.js";
import { alias, sortOrder, unresolvedAttribute } from "../plan/expressions/create.js";
import type { Expression } from "../plan/expressions/expression.js";
import {
  aggregate,
  distinct,
  filter,
  join,
  limit,
  offset,
  project,
  sort,
  subqueryAlias,
  union,
} from "../plan/nodes/create.js";
import { outputOf } from "../plan/nodes/inspect.js";
import type { JoinType, LogicalPlan } from "../plan/nodes/logical-plan.js";
import { parseExpression } from "../plan/parser/parse.js";
import { AnalysisException, UserError } from "../util/errors.js";
import { Column, col, type LiteralValue } from "./column.js";
import { type ColumnOrName, toColumn } from "./column-or-name.js";
import type { DataFrame } from "./data-frame.js";
import { GroupedData } from "./grouped-data.js";
import type { SessionState } from "./session-state.js";

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

/** What makes a DataFrame of DataFrames: nothing runs here, names and types are checked at once. */
export abstract class Transformations {
  /** @internal */
  constructor(
    /** @internal */
    protected readonly session: SessionState,
    /** @internal */
    readonly analyzed: LogicalPlan,
  ) {}

  protected abstract derive(plan: LogicalPlan): DataFrame;

  /** These columns, by name or as expressions; none at all: every column. */
  select(...columns: ColumnOrName[]): DataFrame {
    return this.project(columns.map(column => toColumn(column).expression));
  }

  /** Columns as SQL expressions: `selectExpr("n + 1 AS m", "upper(user)")`. */
  selectExpr(...expressions: string[]): DataFrame {
    return this.project(expressions.map(text => parseExpression(text, this.session.analysis)));
  }

  /** The rows for which the condition, a column or SQL text, is true. */
  filter(condition: Column | string): DataFrame {
    return this.derive(filter(this.condition(condition), this.analyzed));
  }

  /** The same as `filter`. */
  where(condition: Column | string): DataFrame {
    return this.filter(condition);
  }

  /** With one more column, or another in the place of the one of that name. */
  withColumn(name: string, column: Column): DataFrame {
    return this.withColumns({ [name]: column });
  }

  /** With more columns, each new or in the place of the one of its name. */
  withColumns(columns: Readonly<Record<string, Column>>): DataFrame {
    const added = new Map(
      Object.entries(columns).map(([name, column]) => [name.toLowerCase(), alias(column.expression, name)]),
    );
    const kept = this.output.map((each): Expression => {
      const replacement = added.get(each.name.toLowerCase());
      added.delete(each.name.toLowerCase());
      return replacement ?? each;
    });
    return this.project([...kept, ...added.values()]);
  }

  withColumnRenamed(existing: string, name: string): DataFrame {
    return this.withColumnsRenamed({ [existing]: name });
  }

  /** New names by old ones; names that are not there are passed over. */
  withColumnsRenamed(names: Readonly<Record<string, string>>): DataFrame {
    const byOld = new Map(Object.entries(names).map(([old, name]) => [old.toLowerCase(), name]));
    return this.project(
      this.output.map(column => {
        const name = byOld.get(column.name.toLowerCase());
        return name === undefined ? column : alias(column, name);
      }),
    );
  }

  /** The columns under other names, in order. */
  toDF(...names: string[]): DataFrame {
    if (names.length === 0) return this.derive(this.analyzed);
    const { output } = this;
    if (names.length !== output.length)
      throw new UserError(
        `requirement failed: The number of columns doesn't match.\nOld column names (${output.length}): ${output.map(each => each.name).join(", ")}\nNew column names (${names.length}): ${names.join(", ")}`,
      );
    return this.project(output.map((column, i) => alias(column, names[i]!)));
  }

  /** Without these columns; names that are not there are passed over. */
  drop(...columns: ColumnOrName[]): DataFrame {
    const dropped = columns.flatMap(column => {
      const named = typeof column === "string" ? unresolvedAttribute([column]) : column.expression;
      try {
        const found = resolveExpression(named, this.scope());
        return found.kind === "attribute" ? [found.id] : [];
      } catch (error) {
        if (error instanceof AnalysisException && error.errorClass?.startsWith("UNRESOLVED_COLUMN"))
          return [];
        throw error;
      }
    });
    return this.project(this.output.filter(each => !dropped.includes(each.id)));
  }

  /** The first rows, at most `count`. */
  limit(count: number): DataFrame {
    return this.derive(limit(count, this.analyzed));
  }

  /** Without the first `count` rows. */
  offset(count: number): DataFrame {
    return this.derive(offset(count, this.analyzed));
  }

  /** In order: by name or column, `desc("n")` for a descending one. */
  orderBy(...columns: ColumnOrName[]): DataFrame {
    return this.derive(
      sort(
        columns.map(column => toOrder(toColumn(column).expression)),
        this.analyzed,
      ),
    );
  }

  /** The same as `orderBy`. */
  sort(...columns: ColumnOrName[]): DataFrame {
    return this.orderBy(...columns);
  }

  /** The same as `orderBy`: all rows are in one partition here. */
  sortWithinPartitions(...columns: ColumnOrName[]): DataFrame {
    return this.orderBy(...columns);
  }

  /** Each row once. */
  distinct(): DataFrame {
    return this.derive(distinct(this.analyzed));
  }

  /** One row for each of the values of these columns; of all columns when none is given. */
  dropDuplicates(...columns: (string | readonly string[])[]): DataFrame {
    const names = columns.flat();
    return names.length === 0
      ? this.distinct()
      : this.derive(
          distinct(
            this.analyzed,
            names.map(name => this.key(name)),
          ),
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
  join(right: DataFrame, on?: Column | string | readonly string[], how: JoinTypeName = "inner"): DataFrame {
    const type = joinTypes[how.toLowerCase().replaceAll("_", "")];
    if (!type)
      throw new UserError(
        `Unsupported join type '${how}'. Supported join types include: 'inner', 'outer', 'full', 'fullouter', 'full_outer', 'leftouter', 'left', 'left_outer', 'rightouter', 'right', 'right_outer', 'leftsemi', 'left_semi', 'semi', 'leftanti', 'left_anti', 'anti', 'cross'.`,
      );
    if (on === undefined || on instanceof Column)
      return this.derive(join(this.analyzed, right.analyzed, type, on?.expression ?? null));
    return this.derive(join(this.analyzed, right.analyzed, type, null, typeof on === "string" ? [on] : on));
  }

  /** Every row beside every row of the other. */
  crossJoin(right: DataFrame): DataFrame {
    return this.join(right, undefined, "cross");
  }

  /** The rows of both, columns by position; repeated rows stay. */
  union(other: DataFrame): DataFrame {
    return this.derive(union([this.analyzed, other.analyzed]));
  }

  /** The same as `union`. */
  unionAll(other: DataFrame): DataFrame {
    return this.union(other);
  }

  /** The rows of both, columns by name. */
  unionByName(other: DataFrame, allowMissingColumns = false): DataFrame {
    return this.derive(union([this.analyzed, other.analyzed], true, allowMissingColumns));
  }

  intersect(other: DataFrame): DataFrame {
    return this.setOperation("intersect", false, other);
  }

  intersectAll(other: DataFrame): DataFrame {
    return this.setOperation("intersect", true, other);
  }

  except(other: DataFrame): DataFrame {
    return this.setOperation("except", false, other);
  }

  exceptAll(other: DataFrame): DataFrame {
    return this.setOperation("except", true, other);
  }

  /** About this fraction of the rows. */
  sample(fraction: number, seed?: number): DataFrame;
  sample(withReplacement: boolean, fraction: number, seed?: number): DataFrame;
  sample(first: boolean | number, second?: number, third?: number): DataFrame {
    const [withReplacement, fraction, seed] =
      typeof first === "boolean" ? [first, second ?? 0, third] : [false, first, second];
    return this.sampled(0, fraction, withReplacement, seed);
  }

  /** The rows dealt out at random by weight. */
  randomSplit(weights: readonly number[], seed: number = Math.floor(Math.random() * 2 ** 31)): DataFrame[] {
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
  transform(change: (frame: DataFrame) => DataFrame): DataFrame {
    return change(this.derive(this.analyzed));
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

  /** Accepted for the sake of guides: there is one partition here. */
  repartition(..._partitions: (number | ColumnOrName)[]): DataFrame {
    return this.derive(this.analyzed);
  }

  /** As `repartition`. */
  coalesce(_partitions: number): DataFrame {
    return this.derive(this.analyzed);
  }

  /** Accepted and without effect. */
  hint(_name: string, ..._parameters: LiteralValue[]): DataFrame {
    return this.derive(this.analyzed);
  }

  /** The column of this name, bound to this DataFrame. @throws AnalysisException when there is none */
  col(name: string): Column {
    return new Column(resolveExpression(col(name).expression, this.scope()));
  }

  abstract toString(): string;

  protected get output() {
    return outputOf(this.analyzed);
  }

  protected project(expressions: readonly Expression[]): DataFrame {
    return this.derive(project(expressions, this.analyzed));
  }

  private scope() {
    return {
      input: this.output,
      context: this.session.analysis,
      analyzeWithin: () => {
        throw new UserError("A subquery cannot stand here.");
      },
    };
  }

  private condition(condition: Column | string): Expression {
    return typeof condition === "string"
      ? parseExpression(condition, this.session.analysis)
      : condition.expression;
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
      column => this.select(column).distinct().orderBy(column).collect(),
    );
  }

  private setOperation(operation: "intersect" | "except", all: boolean, other: DataFrame): DataFrame {
    return this.derive(
      Object.freeze({ kind: "setOperation", operation, all, left: this.analyzed, right: other.analyzed }),
    );
  }

  private sampled(
    lower: number,
    upper: number,
    withReplacement: boolean,
    seed = Math.floor(Math.random() * 2 ** 31),
  ): DataFrame {
    return this.derive(
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
