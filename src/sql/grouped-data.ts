import { alias, literal, unresolvedAttribute, unresolvedFunction } from "../plan/expressions/create.js";
import type { Attribute, Expression } from "../plan/expressions/expression.js";
import { columnName } from "../plan/expressions/sql-text.js";
import { isNumeric } from "../plan/functions/coercion.js";
import type { Pivot } from "../plan/nodes/logical-plan.js";
import { IntegerType, simpleString } from "../types/index.js";
import { type Column, type LiteralValue, toExpression } from "./column.js";
import { type ColumnOrName, toColumn } from "./column-or-name.js";
import type { DataFrame } from "./data-frame.js";
import type { Row } from "./row.js";

interface PivotSpec {
  readonly column: Expression;
  readonly values: readonly Expression[];
}

/** Rows grouped by some columns (Spark's `RelationalGroupedDataset`). */
export class GroupedData {
  /** @internal */
  constructor(
    private readonly groupings: readonly Expression[],
    private readonly aggregated: (
      groupings: readonly Expression[],
      expressions: readonly Expression[],
    ) => DataFrame,
    private readonly pivoted: (pivot: Omit<Pivot, "child">) => DataFrame,
    private readonly input: readonly Attribute[],
    private readonly valuesOf: (column: Column) => Promise<Row[]>,
    private readonly pivotSpec: PivotSpec | null = null,
  ) {}

  /** As the shell answers. */
  toString(): string {
    const fields = this.input.map(({ name, type }) => `${name}: ${simpleString(type, 2)}`);
    return `RelationalGroupedDataset: [grouping expressions: [${this.groupings.map(columnName).join(", ")}], value: [${fields.join(", ")}]]`;
  }

  /** The groups with these aggregates: `agg(sum("n"), max("n").as("most"))`, or `agg({ n: "sum" })`. */
  agg(first: Column | Readonly<Record<string, string>>, ...more: Column[]): DataFrame {
    const columns = isColumn(first)
      ? [first, ...more].map(column => column.expression)
      : Object.entries(first).map(([name, call]) =>
          unresolvedFunction(call, [name === "*" ? literal(1, IntegerType) : unresolvedAttribute([name])]),
        );
    return this.result(columns);
  }

  /** How many rows each group has. */
  count(): DataFrame {
    return this.result([alias(unresolvedFunction("count", [literal(1, IntegerType)]), "count")]);
  }

  sum(...columns: string[]): DataFrame {
    return this.each("sum", columns);
  }

  avg(...columns: string[]): DataFrame {
    return this.each("avg", columns);
  }

  /** The same as `avg`. */
  mean(...columns: string[]): DataFrame {
    return this.avg(...columns);
  }

  min(...columns: string[]): DataFrame {
    return this.each("min", columns);
  }

  max(...columns: string[]): DataFrame {
    return this.each("max", columns);
  }

  /**
   * A column for each value of another: `groupBy("user").pivot("lang", ["en", "ko"]).sum("n")`. Without values they are
   * looked up first, which makes a promise.
   */
  pivot(column: ColumnOrName, values: readonly (LiteralValue | Column)[]): GroupedData;
  pivot(column: ColumnOrName): Promise<GroupedData>;
  pivot(
    column: ColumnOrName,
    values?: readonly (LiteralValue | Column)[],
  ): GroupedData | Promise<GroupedData> {
    const pivotOn = toColumn(column);
    const over = (list: readonly Expression[]) =>
      new GroupedData(this.groupings, this.aggregated, this.pivoted, this.input, this.valuesOf, {
        column: pivotOn.expression,
        values: list,
      });
    if (values) return over(values.map(toExpression));
    return this.valuesOf(pivotOn).then(rows =>
      over(rows.map(row => literal(row.get(0), row.schema.fields[0]!.dataType))),
    );
  }

  private each(name: string, columns: readonly string[]): DataFrame {
    const grouped = new Set(
      this.groupings.flatMap(each =>
        each.kind === "attribute"
          ? [each.name]
          : each.kind === "unresolvedAttribute"
            ? [each.nameParts.join(".")]
            : [],
      ),
    );
    const numeric = this.input.filter(column => isNumeric(column.type) && !grouped.has(column.name));
    const names = columns.length > 0 ? columns.map(each => unresolvedAttribute(each.split("."))) : numeric;
    return this.result(names.map(column => unresolvedFunction(name, [column])));
  }

  private result(aggregates: readonly Expression[]): DataFrame {
    if (!this.pivotSpec) return this.aggregated(this.groupings, [...this.groupings, ...aggregates]);
    const { column, values } = this.pivotSpec;
    return this.pivoted({ kind: "pivot", groupings: this.groupings, columns: [column], values, aggregates });
  }
}

function isColumn(value: Column | Readonly<Record<string, string>>): value is Column {
  return "expression" in value && typeof value.expression === "object";
}
