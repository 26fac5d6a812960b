import { analyze } from "../plan/analyze/analyze.js";
import { extendedPlanText, physicalPlanText } from "../plan/explain.js";
import { attribute, literal, unresolvedFunction } from "../plan/expressions/create.js";
import { aggregate, limit, offset } from "../plan/nodes/create.js";
import { isStreaming, schemaOf } from "../plan/nodes/inspect.js";
import type { LogicalPlan } from "../plan/nodes/logical-plan.js";
import { showString } from "../types/display/show-string.js";
import { IntegerType, type StructType, scalaName, simpleString, type Value } from "../types/index.js";
import { rowAt } from "../types/vector/index.js";
import { AnalysisException, SparkError } from "../util/errors.js";
import { Column } from "./column.js";
import { DataFrameNaFunctions } from "./data-frame-na.js";
import { DataFrameStatFunctions, summaryOf } from "./data-frame-stat.js";
import { DataFrameWriter } from "./data-frame-writer.js";
import { DataStreamWriter } from "./data-stream-writer.js";
import { inline } from "./functions/collection.js";
import { KeyValueGroupedDataset } from "./keyed/key-value-grouped-dataset.js";
import { Row } from "./row.js";
import type { SessionState } from "./session-state.js";
import { Transformations } from "./transformations.js";
import { madeRows, typedRow } from "./typed-rows.js";

const DEFAULT_SHOWN_ROWS = 20;
const DEFAULT_CELL_WIDTH = 20;

/**
 * A table that is computed when asked for, bounded or streaming (Spark's `Dataset[Row]`). Each method answers a new
 * DataFrame and checks names and types at once; actions (`show`, `collect`, `count` …) return promises. `T` is what closures
 * over its rows are given: a Row, until `as<T>()` says otherwise.
 */
export class DataFrame<T = Row> extends Transformations {
  /** @internal */
  constructor(
    session: SessionState,
    /** @internal As it was typed. */
    readonly plan: LogicalPlan,
    private readonly isTyped = false,
  ) {
    super(session, analyze(plan, session.analysis));
  }

  get schema(): StructType {
    return schemaOf(this.analyzed);
  }

  get columns(): string[] {
    return this.output.map(column => column.name);
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
  explain(mode: boolean | string = false): void {
    const extended = mode === true || mode === "extended";
    this.session.print(
      extended ? extendedPlanText(this.plan, this.analyzed) : physicalPlanText(this.analyzed),
    );
  }

  /**
   * Prints the first rows as a table; `truncate` is a cell's longest text, false for no limit.
   * `show(false)` is `show(20, false)`.
   */
  async show(
    rows: number | boolean = DEFAULT_SHOWN_ROWS,
    truncate: boolean | number = true,
    vertical = false,
  ): Promise<void> {
    const cut = typeof rows === "boolean" ? rows : truncate;
    const count = typeof rows === "boolean" ? DEFAULT_SHOWN_ROWS : Math.max(0, rows);
    const width = cut === true ? DEFAULT_CELL_WIDTH : cut === false ? 0 : cut;
    const values = await this.rows(limit(count + 1, this.analyzed));
    const shown = values.slice(0, count);
    this.session.print(
      `${showString(this.output, shown, values.length > count, { truncate: width, vertical, timeZone: this.session.conf.timeZone })}\n`,
    );
  }

  async collect(): Promise<Row[]> {
    return this.asRows(await this.rows(this.analyzed));
  }

  /** The same as `collect`. */
  collectAsList(): Promise<Row[]> {
    return this.collect();
  }

  async take(count: number): Promise<Row[]> {
    return this.asRows(await this.rows(limit(count, this.analyzed)));
  }

  /** The last rows. */
  async tail(count: number): Promise<Row[]> {
    const total = Number(await this.count());
    return this.asRows(await this.rows(offset(Math.max(0, total - count), this.analyzed)));
  }

  /** The first row; with a number, as many rows. */
  head(): Promise<Row>;
  head(count: number): Promise<Row[]>;
  head(count?: number): Promise<Row | Row[]> {
    return count === undefined ? this.first() : this.take(count);
  }

  /** The first row. @throws SparkError when there is none */
  async first(): Promise<Row> {
    const [row] = await this.take(1);
    if (!row) throw new SparkError(null, "next on empty iterator: the DataFrame has no rows");
    return row;
  }

  async count(): Promise<bigint> {
    const [row] = await this.rows(
      aggregate([], [unresolvedFunction("count", [literal(1, IntegerType)])], this.analyzed),
    );
    return row![0] as bigint;
  }

  async isEmpty(): Promise<boolean> {
    return (await this.rows(limit(1, this.analyzed))).length === 0;
  }

  /** The rows one by one, as they are computed. */
  async *toLocalIterator(): AsyncGenerator<Row> {
    this.refuseStreaming();
    for await (const batch of this.session.backend.execute(this.analyzed, this.session.interruption()))
      for (let i = 0; i < batch.length; i++) yield this.asRows([rowAt(batch, i)])[0]!;
  }

  /** A column `value` with each row as a JSON object. */
  toJSON(): DataFrame {
    const row = unresolvedFunction("struct", this.output);
    return this.project([unresolvedFunction("to_json", [row])]).toDF("value");
  }

  /** Names this DataFrame as a view for `spark.sql`; one of that name is replaced. */
  createOrReplaceTempView(name: string): void {
    this.session.catalog.createView(name, this.analyzed, true);
  }

  /** Names this DataFrame as a view for `spark.sql`. @throws AnalysisException when there is one of that name */
  createTempView(name: string): void {
    this.session.catalog.createView(name, this.analyzed, false);
  }

  /** As `createOrReplaceTempView`: there is one session. */
  createOrReplaceGlobalTempView(name: string): void {
    this.createOrReplaceTempView(name);
  }

  /** count, mean, stddev, min and max of columns; of all that have numbers or text when none is given. */
  describe(...columns: string[]): DataFrame {
    return summaryOf(this.untyped, columns, ["count", "mean", "stddev", "min", "max"]);
  }

  /** As `describe`, with chosen statistics, percentiles such as `"25%"` too. */
  summary(...statistics: string[]): DataFrame {
    const wanted =
      statistics.length > 0 ? statistics : ["count", "mean", "stddev", "min", "25%", "50%", "75%", "max"];
    return summaryOf(this.untyped, [], wanted);
  }

  /** Dropping, filling and replacing what is missing. */
  get na(): DataFrameNaFunctions {
    return new DataFrameNaFunctions(this.untyped);
  }

  /** Correlation, cross-tabulation, frequent items, quantiles. */
  get stat(): DataFrameStatFunctions {
    return new DataFrameStatFunctions(this.untyped);
  }

  /** Accepted for the sake of guides: what is asked for is computed anew. */
  cache(): this {
    return this;
  }

  /** As `cache`. */
  persist(_storageLevel?: unknown): this {
    return this;
  }

  /** As `cache`. */
  unpersist(_blocking?: boolean): this {
    return this;
  }

  /** Writes this bounded DataFrame out: `df.write.json(path)`. */
  get write(): DataFrameWriter {
    if (this.isStreaming)
      throw new AnalysisException(
        "CALL_ON_STREAMING_DATASET_UNSUPPORTED",
        "The method `write` can not be called on streaming Dataset/DataFrame.",
        "42KDE",
      );
    return new DataFrameWriter(this.session, this.analyzed);
  }

  /** Starts a query that writes this streaming DataFrame out. */
  get writeStream(): DataStreamWriter {
    if (!this.isStreaming)
      throw new AnalysisException(
        "WRITE_STREAM_NOT_ALLOWED",
        "`writeStream` can be called only on streaming Dataset/DataFrame.",
        "42601",
      );
    return new DataStreamWriter(this.session, this.analyzed, (session, plan) => new DataFrame(session, plan));
  }

  /** As the shell answers: `[key: binary, value: binary ... 5 more fields]`. */
  override toString(): string {
    const fields = this.schema.fields.map(field => `${field.name}: ${simpleString(field.dataType, 2)}`);
    const hidden = fields.length - 2;
    if (hidden <= 0) return `[${fields.join(", ")}]`;
    return `[${fields.slice(0, 2).join(", ")} ... ${hidden} more field${hidden === 1 ? "" : "s"}]`;
  }

  /**
   * A name for this DataFrame, so that `col("name.column")` tells its columns from others. Without one, as `as<T>()`: closures are given
   * the value itself of a single column, else an object with the columns by name.
   */
  override as(name: string): DataFrame;
  override as<U>(): DataFrame<U>;
  override as(name?: string): DataFrame<never> {
    return name === undefined
      ? new DataFrame(this.session, this.analyzed, true)
      : (super.as(name) as DataFrame<never>);
  }

  /** What a closure makes of each row. @param schema of what it makes; text when left out */
  map<U>(closure: (row: T) => U, schema: StructType | string = "value STRING"): DataFrame<U> {
    return this.made("map", row => [closure(row)], schema);
  }

  /** All that a closure makes of each row: `as<string>().flatMap(line => line.split(" "))`. */
  flatMap<U>(closure: (row: T) => Iterable<U>, schema: StructType | string = "value STRING"): DataFrame<U> {
    return this.made("flatMap", closure, schema);
  }

  private made<U>(name: string, closure: (row: T) => Iterable<U>, schema: StructType | string): DataFrame<U> {
    const { output, isTyped, schema: own } = this;
    const { timeZone } = this.session.conf;
    const row = (values: readonly Value[]) =>
      (isTyped ? typedRow(output, values) : new Row(own, values, timeZone)) as T;
    const rows = new Column(madeRows(name, output, schema, timeZone, values => closure(row(values))));
    return new DataFrame(this.session, this.select(inline(rows)).analyzed, true);
  }

  /** Groups rows by what a closure makes of each, for closures with state: `groupByKey(row => row.getAs("user"))`. */
  groupByKey<K>(key: (row: Row) => K): KeyValueGroupedDataset<K> {
    const { schema, analyzed } = this;
    const { timeZone } = this.session.conf;
    return new KeyValueGroupedDataset(
      {
        timeZone,
        toRow: values => new Row(schema, values, timeZone),
        process: (processor, made) => {
          const output = made.fields.map(field => attribute(field.name, field.dataType, field.nullable));
          return this.derive(Object.freeze({ kind: "processKeys", processor, output, child: analyzed }));
        },
      },
      key,
    );
  }

  /** The same rows, as Rows. */
  private get untyped(): DataFrame {
    return this.derive(this.analyzed);
  }

  protected override derive(plan: LogicalPlan): DataFrame {
    return new DataFrame(this.session, plan);
  }

  private async rows(plan: LogicalPlan): Promise<Value[][]> {
    this.refuseStreaming();
    const analyzed = analyze(plan, this.session.analysis);
    const rows: Value[][] = [];
    for await (const batch of this.session.backend.execute(analyzed, this.session.interruption()))
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
