import { analyze } from "../plan/analyze/analyze.js";
import { resolveExpression } from "../plan/analyze/resolve-expression.js";
import { physicalPlanText, planTree } from "../plan/explain.js";
import { filter, limit, project } from "../plan/nodes/create.js";
import { isStreaming, outputOf, schemaOf } from "../plan/nodes/inspect.js";
import type { LogicalPlan } from "../plan/nodes/logical-plan.js";
import { showString } from "../types/display/show-string.js";
import { type StructType, scalaName, simpleString, type Value } from "../types/index.js";
import { rowAt } from "../types/vector/index.js";
import { AnalysisException } from "../util/errors.js";
import { Column, col } from "./column.js";
import { type ColumnOrName, toColumn } from "./column-or-name.js";
import { DataStreamWriter } from "./data-stream-writer.js";
import { Row } from "./row.js";
import type { SessionState } from "./session-state.js";

const DEFAULT_SHOWN_ROWS = 20;
const DEFAULT_CELL_WIDTH = 20;

/**
 * A table that is computed when asked for, bounded or streaming (Spark's `Dataset[Row]`). Each method answers a new
 * DataFrame and checks names and types at once; actions (`show`, `collect`, `count` …) return promises.
 */
export class DataFrame {
  /** @internal */
  constructor(
    private readonly session: SessionState,
    /** @internal As it was typed. */
    readonly plan: LogicalPlan,
    /** @internal */
    readonly analyzed: LogicalPlan = analyze(plan),
  ) {}

  /** These columns, by name or as expressions. */
  select(...columns: ColumnOrName[]): DataFrame {
    return this.derive(
      project(
        columns.map(column => toColumn(column).expression),
        this.analyzed,
      ),
    );
  }

  /** The rows for which the condition is true. */
  filter(condition: Column): DataFrame {
    return this.derive(filter(condition.expression, this.analyzed));
  }

  /** The same as `filter`. */
  where(condition: Column): DataFrame {
    return this.filter(condition);
  }

  /** With one more column, or another in the place of the one of that name. */
  withColumn(name: string, column: Column): DataFrame {
    const added = column.as(name).expression;
    const names = this.columns.map(each => each.toLowerCase());
    const output = outputOf(this.analyzed);
    const replaced = names.includes(name.toLowerCase());
    return this.derive(
      project(
        replaced
          ? output.map((each, i) => (names[i] === name.toLowerCase() ? added : each))
          : [...output, added],
        this.analyzed,
      ),
    );
  }

  /** Without these columns; names that are not there are passed over. */
  drop(...columns: ColumnOrName[]): DataFrame {
    const dropped = new Set(columns.map(column => String(column).toLowerCase()));
    return this.derive(
      project(
        outputOf(this.analyzed).filter(each => !dropped.has(each.name.toLowerCase())),
        this.analyzed,
      ),
    );
  }

  /** The first rows, at most `count`. */
  limit(count: number): DataFrame {
    return this.derive(limit(count, this.analyzed));
  }

  /** The column of this name, bound to this DataFrame. @throws AnalysisException when there is none */
  col(name: string): Column {
    return new Column(resolveExpression(col(name).expression, outputOf(this.analyzed)));
  }

  get schema(): StructType {
    return schemaOf(this.analyzed);
  }

  get columns(): string[] {
    return outputOf(this.analyzed).map(column => column.name);
  }

  /** Names and types, such as `[["value", "StringType"]]`. */
  get dtypes(): [string, string][] {
    return this.schema.fields.map(field => [field.name, scalaName(field.dataType)]);
  }

  get isStreaming(): boolean {
    return isStreaming(this.analyzed);
  }

  /** Prints the schema as a tree. */
  printSchema(): void {
    this.session.print(this.schema.treeString);
  }

  /** Prints the plan; with `true` also as it was typed and analyzed. */
  explain(extended = false): void {
    const physical = physicalPlanText(this.analyzed);
    this.session.print(
      extended
        ? `== Parsed Logical Plan ==\n${planTree(this.plan)}\n\n== Analyzed Logical Plan ==\n${this.fieldList(", ")}\n${planTree(this.analyzed)}\n\n${physical}`
        : physical,
    );
  }

  /** Prints the first rows as a table; `truncate` is a cell's longest text, false for no limit. */
  async show(rows = DEFAULT_SHOWN_ROWS, truncate: boolean | number = true, vertical = false): Promise<void> {
    const width = truncate === true ? DEFAULT_CELL_WIDTH : truncate === false ? 0 : truncate;
    const values = await this.rows(rows + 1);
    const shown = values.slice(0, rows);
    this.session.print(
      `${showString(outputOf(this.analyzed), shown, values.length > rows, { truncate: width, vertical, timeZone: this.session.conf.timeZone })}\n`,
    );
  }

  async collect(): Promise<Row[]> {
    return this.asRows(await this.rows());
  }

  async take(count: number): Promise<Row[]> {
    return this.asRows(await this.rows(count));
  }

  /** The first row; undefined when there is none. */
  async first(): Promise<Row | undefined> {
    return (await this.take(1))[0];
  }

  async count(): Promise<bigint> {
    this.refuseStreaming();
    let count = 0;
    for await (const batch of this.session.backend.execute(this.analyzed, this.session.interruption()))
      count += batch.length;
    return BigInt(count);
  }

  async isEmpty(): Promise<boolean> {
    return (await this.rows(1)).length === 0;
  }

  /** Starts a query that writes this streaming DataFrame out. */
  get writeStream(): DataStreamWriter {
    if (!this.isStreaming)
      throw new AnalysisException(
        "WRITE_STREAM_NOT_ALLOWED",
        "`writeStream` can be called only on streaming Dataset/DataFrame.",
        "42601",
      );
    return new DataStreamWriter(this.session, this.analyzed);
  }

  /** As the shell answers: `[key: binary, value: binary ... 5 more fields]`. */
  toString(): string {
    const fields = this.schema.fields.map(field => `${field.name}: ${simpleString(field.dataType, 2)}`);
    const hidden = fields.length - 2;
    if (hidden <= 0) return `[${fields.join(", ")}]`;
    return `[${fields.slice(0, 2).join(", ")} ... ${hidden} more field${hidden === 1 ? "" : "s"}]`;
  }

  private derive(plan: LogicalPlan): DataFrame {
    return new DataFrame(this.session, plan);
  }

  private fieldList(separator: string): string {
    return this.schema.fields.map(field => `${field.name}: ${simpleString(field.dataType)}`).join(separator);
  }

  private async rows(limitTo?: number): Promise<Value[][]> {
    this.refuseStreaming();
    const plan = limitTo === undefined ? this.analyzed : analyze(limit(limitTo, this.analyzed));
    const rows: Value[][] = [];
    for await (const batch of this.session.backend.execute(plan, this.session.interruption()))
      for (let i = 0; i < batch.length; i++) rows.push(rowAt(batch, i));
    return rows;
  }

  private asRows(values: Value[][]): Row[] {
    const { schema } = this;
    return values.map(each => new Row(schema, each, this.session.conf.timeZone));
  }

  private refuseStreaming(): void {
    if (this.isStreaming)
      throw new AnalysisException(
        null,
        "Queries with streaming sources must be executed with writeStream.start(), or from a streaming table or flow definition within a Spark Declarative Pipeline.",
      );
  }
}
