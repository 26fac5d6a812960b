import { alias, cast, literal, unresolvedAttribute, unresolvedFunction } from "../plan/expressions/create.js";
import type { Attribute, Expression } from "../plan/expressions/expression.js";
import { isNumeric } from "../plan/functions/coercion.js";
import { outputOf } from "../plan/nodes/inspect.js";
import { DoubleType, IntegerType, StringType } from "../types/index.js";
import { Column } from "./column.js";
import type { DataFrame } from "./data-frame.js";
import type { GroupedData } from "./grouped-data.js";

/** Statistics of a DataFrame: `df.stat`. */
export class DataFrameStatFunctions {
  /** @internal */
  constructor(private readonly frame: DataFrame) {}

  toString(): string {
    return "DataFrameStatFunctions";
  }

  /** Pearson's correlation of two columns. */
  async corr(first: string, second: string): Promise<number> {
    return this.number("corr", first, second);
  }

  /** The covariance of two columns, of a sample. */
  async cov(first: string, second: string): Promise<number> {
    return this.number("covar_samp", first, second);
  }

  /** How often each pair of values occurs: a row for each value of the first, a column for each of the second. */
  async crosstab(first: string, second: string): Promise<DataFrame> {
    const frame = this.frame.select(textOf(first), textOf(second));
    const groups: GroupedData = await frame.groupBy(first).pivot(second);
    const counted = groups.count().na.fill(0);
    return counted.withColumnRenamed(first, `${first}_${second}`);
  }

  /** Quantiles of a numeric column. */
  async approxQuantile(
    column: string,
    probabilities: readonly number[],
    _relativeError = 0,
  ): Promise<number[]> {
    const wanted = unresolvedFunction(
      "array",
      probabilities.map(each => literal(each, DoubleType)),
    );
    const [row] = await this.frame
      .select(new Column(unresolvedFunction("percentile_approx", [unresolvedAttribute([column]), wanted])))
      .collect();
    return ((row?.get(0) ?? []) as readonly unknown[]).map(Number);
  }

  private async number(name: string, first: string, second: string): Promise<number> {
    const call = unresolvedFunction(name, [unresolvedAttribute([first]), unresolvedAttribute([second])]);
    return Number((await this.frame.select(new Column(call)).first()).get(0));
  }
}

const textOf = (name: string) => new Column(cast(unresolvedAttribute([name]), StringType, true)).as(name);

const calls: Readonly<Record<string, string>> = {
  count: "count",
  mean: "avg",
  stddev: "stddev",
  min: "min",
  max: "max",
  count_distinct: "count",
};

/** Statistics as rows, one for each of `statistics`, with the columns beside them. */
export function summaryOf(
  frame: DataFrame,
  columns: readonly string[],
  statistics: readonly string[],
): DataFrame {
  const chosen: readonly Attribute[] =
    columns.length > 0
      ? columns.map(name => frame.col(name).expression as Attribute)
      : outputOf(frame.analyzed).filter(column => isNumeric(column.type) || column.type.kind === "string");
  const rows = statistics.map(statistic =>
    frame.agg(
      new Column(alias(literal(statistic, StringType), "summary")),
      ...chosen.map(
        column => new Column(alias(cast(statisticOf(statistic, column), StringType, true), column.name)),
      ),
    ),
  );
  return rows.reduce((all, row) => all.union(row));
}

function statisticOf(statistic: string, column: Attribute): Expression {
  const percent = /^([\d.]+)%$/.exec(statistic);
  const number = isNumeric(column.type) ? column : cast(column, DoubleType, false, true);
  if (percent)
    return unresolvedFunction("percentile_approx", [
      number,
      literal(Number(percent[1]) / 100, DoubleType),
      literal(10_000, IntegerType),
    ]);
  const call = calls[statistic] ?? statistic;
  const argument = call === "avg" || call === "stddev" ? number : column;
  return unresolvedFunction(call, [argument], statistic === "count_distinct" ? { distinct: true } : {});
}
