import type { ExplainMode } from "../contracts/remote-session.js";
import { extendedPlanText, physicalPlanText } from "../plan/explain.js";
import { attribute, literal, unresolvedFunction } from "../plan/expressions/create.js";
import type { Expression } from "../plan/expressions/expression.js";
import { aggregate, limit, offset } from "../plan/nodes/create.js";
import { isStreaming, schemaOf } from "../plan/nodes/inspect.js";
import type { LogicalPlan } from "../plan/nodes/logical-plan.js";
import { parseDataType } from "../plan/parser/parse.js";
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
import type { Row } from "./row.js";
import type { SessionState } from "./session-state.js";
import { Transformations } from "./transformations.js";
import { madeRows, madeValue, type RowClass, rowsOf, rowTest } from "./typed-rows.js";

const DEFAULT_SHOWN_ROWS = 20;
const DEFAULT_CELL_WIDTH = 20;

/**
 * A table that is computed when asked for, bounded or streaming (Spark's `Dataset[Row]`). Each method answers a new
 * DataFrame and checks names and types at once; actions (`show`, `collect`, `count` …) return promises. `T` is what closures
 * over its rows are given: a Row, until `as<T>()` says otherwise.
 */
export class DataFrame<T = Row> extends Transformations<T> {
  /** @internal */
  constructor(
    session: SessionState,
    /** @internal As it was typed. */
    readonly plan: LogicalPlan,
    /** What a row is in the user's hands; a Row when left out. */
    private readonly rowClass: RowClass | undefined = undefined,
  ) {
    super(session, session.analyze(plan));
  }

  get schema(): StructType {
    return this.session.remote?.schema(this.analyzed) ?? schemaOf(this.analyzed);
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
    this.session.print(this.session.remote?.treeString(this.analyzed) ?? this.schema.treeString);
  }

  /** Prints the plan; with `true` also as it was typed and analyzed. */
  explain(mode: boolean | string = false): void {
    const extended = mode === true || mode === "extended";
    const { remote } = this.session;
    if (remote) {
      const named = typeof mode === "string" ? (mode.toLowerCase() as ExplainMode) : "simple";
      this.session.print(`${remote.explain(this.analyzed, extended ? "extended" : named)}\n`);
      return;
    }
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
    const { remote } = this.session;
    if (remote) {
      this.refuseStreaming();
      const options = { rows: count, truncate: width, vertical };
      this.session.print(`${await remote.showString(this.analyzed, options, this.session.interruption())}\n`);
      return;
    }
    const values = await this.rows(limit(count + 1, this.analyzed));
    const shown = values.slice(0, count);
    this.session.print(
      `${showString(this.output, shown, values.length > count, { truncate: width, vertical, timeZone: this.session.conf.timeZone })}\n`,
    );
  }

  async collect(): Promise<T[]> {
    return (await this.rows(this.analyzed)).map(this.toRow());
  }

  /** The same as `collect`. */
  collectAsList(): Promise<T[]> {
    return this.collect();
  }

  async take(count: number): Promise<T[]> {
    return (await this.rows(limit(count, this.analyzed))).map(this.toRow());
  }

  /** The last rows. */
  async tail(count: number): Promise<T[]> {
    const total = Number(await this.count());
    return (await this.rows(offset(Math.max(0, total - count), this.analyzed))).map(this.toRow());
  }

  /** The first row; with a number, as many rows. */
  head(): Promise<T>;
  head(count: number): Promise<T[]>;
  head(count?: number): Promise<T | T[]> {
    return count === undefined ? this.first() : this.take(count);
  }

  /** The first row. @throws SparkError when there is none */
  async first(): Promise<T> {
    const [row] = await this.take(1);
    if (row === undefined) throw new SparkError(null, "next on empty iterator: the DataFrame has no rows");
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
  async *toLocalIterator(): AsyncGenerator<T> {
    this.refuseStreaming();
    const toRow = this.toRow();
    for await (const batch of this.session.backend.execute(this.analyzed, this.session.interruption()))
      for (let i = 0; i < batch.length; i++) yield toRow(rowAt(batch, i));
  }

  /** Hands each row to a closure, one after the other; a promise that it answers is waited for. */
  async foreach(action: (row: T) => unknown): Promise<void> {
    for await (const row of this.toLocalIterator()) await action(row);
  }

  /** A column `value` with each row as a JSON object. */
  toJSON(): DataFrame {
    const row = unresolvedFunction("struct", this.output);
    return this.project([unresolvedFunction("to_json", [row])]).toDF("value");
  }

  /** Names this DataFrame as a view for `spark.sql`; one of that name is replaced. */
  createOrReplaceTempView(name: string): void {
    this.createView(name, true, false);
  }

  /** Names this DataFrame as a view for `spark.sql`. @throws AnalysisException when there is one of that name */
  createTempView(name: string): void {
    this.createView(name, false, false);
  }

  /** As `createOrReplaceTempView`; on a cluster for all its sessions, as `global_temp.name`. */
  createOrReplaceGlobalTempView(name: string): void {
    this.createView(name, true, true);
  }

  private createView(name: string, replace: boolean, isGlobal: boolean): void {
    const { remote, catalog } = this.session;
    if (remote) remote.createView(name, this.analyzed, { replace, isGlobal });
    else catalog.createView(name, this.analyzed, replace);
  }

  /** count, mean, stddev, min and max of columns; of all that have numbers or text when none is given. */
  describe(...columns: string[]): DataFrame {
    return (
      this.remoteStep({ kind: "describe", columns }) ??
      summaryOf(this.untyped, columns, ["count", "mean", "stddev", "min", "max"])
    );
  }

  /** As `describe`, with chosen statistics, percentiles such as `"25%"` too. */
  summary(...statistics: string[]): DataFrame {
    const there = this.remoteStep({ kind: "summary", statistics });
    if (there) return there;
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

  /** On a cluster: keeps the rows once they are computed. Here what is asked for is computed anew. */
  cache(): this {
    this.session.remote?.persist(this.analyzed, true);
    return this;
  }

  /** As `cache`. */
  persist(_storageLevel?: unknown): this {
    return this.cache();
  }

  /** Ends what `cache` began. */
  unpersist(_blocking?: boolean): this {
    this.session.remote?.persist(this.analyzed, false);
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
  get writeStream(): DataStreamWriter<T> {
    if (!this.isStreaming)
      throw new AnalysisException(
        "WRITE_STREAM_NOT_ALLOWED",
        "`writeStream` can be called only on streaming Dataset/DataFrame.",
        "42601",
      );
    const { rowClass } = this;
    const frame = (session: SessionState, plan: LogicalPlan) => new DataFrame<T>(session, plan, rowClass);
    return new DataStreamWriter(this.session, this.analyzed, rowClass, frame);
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
   * the value itself of a single column, else an object with the columns by name; with a class, an object of it.
   */
  override as(name: string): DataFrame;
  override as<U>(type?: new (...args: never[]) => U): DataFrame<U>;
  override as(type?: string | (new (...args: never[]) => unknown)): DataFrame<unknown> {
    return typeof type === "string"
      ? super.as(type)
      : new DataFrame<unknown>(this.session, this.plan, type ?? "value");
  }

  /** What a closure makes of each row: text, unless a schema says otherwise, such as `"n INT"`. */
  map(closure: (row: T) => unknown): DataFrame<string>;
  map<U>(closure: (row: T) => U, schema: StructType | string): DataFrame<U>;
  map<U>(closure: (row: T) => U, schema: StructType | string = "value STRING"): DataFrame<U> {
    return this.made("map", row => [closure(row)], schema);
  }

  /** All that a closure makes of each row, as text or of a schema: `as<string>().flatMap(line => line.split(" "))`. */
  flatMap(closure: (row: T) => Iterable<unknown>): DataFrame<string>;
  flatMap<U>(closure: (row: T) => Iterable<U>, schema: StructType | string): DataFrame<U>;
  flatMap<U>(closure: (row: T) => Iterable<U>, schema: StructType | string = "value STRING"): DataFrame<U> {
    return this.made("flatMap", closure, schema);
  }

  /** All rows made one, two at a time. @throws SparkError when there is none */
  async reduce(func: (a: T, b: T) => T): Promise<T> {
    let result: T | undefined;
    for await (const row of this.toLocalIterator()) result = result === undefined ? row : func(result, row);
    if (result === undefined) throw new SparkError(null, "empty collection");
    return result;
  }

  private made<U>(name: string, closure: (row: T) => Iterable<U>, schema: StructType | string): DataFrame<U> {
    const toRow = this.toRow();
    const { timeZone } = this.session.conf;
    const rows = new Column(madeRows(name, this.output, schema, timeZone, values => closure(toRow(values))));
    return new DataFrame(this.session, this.select(inline(rows)).analyzed, "value");
  }

  protected override test(closure: (row: T) => boolean): Expression {
    const toRow = this.toRow();
    return rowTest(this.output, values => closure(toRow(values)));
  }

  /**
   * Groups rows by what a closure makes of each: `groupByKey(row => row.getAs("user"))`.
   * @param keySchema of the key, for what makes a column of it (`count`, `keys`, `agg`); text when left out
   */
  groupByKey<K>(
    key: (row: T) => K,
    keySchema: StructType | string = "key STRING",
  ): KeyValueGroupedDataset<K, T> {
    const { analyzed } = this;
    const { timeZone } = this.session.conf;
    const toRow = this.toRow();
    return new KeyValueGroupedDataset<K, T>({
      timeZone,
      toRow,
      keyOf: key,
      keyed: () => {
        const made = (values: readonly Value[]) => [key(toRow(values))];
        const keys = madeRows("groupByKey", this.output, keySchema, timeZone, made);
        const frame = this.select("*", inline(new Column(keys)));
        return { frame, keys: frame.output.slice(this.output.length).map(each => new Column(each)) };
      },
      computed: (closure, type) =>
        new Column(madeValue(this.output, parseDataType(type), timeZone, values => closure(toRow(values)))),
      process: (processor, made) => {
        const output = made.fields.map(field => attribute(field.name, field.dataType, field.nullable));
        return this.derive(Object.freeze({ kind: "processKeys", processor, output, child: analyzed }));
      },
    });
  }

  /** The same rows, as Rows. */
  private get untyped(): DataFrame {
    return this.derive(this.analyzed);
  }

  protected override derive(plan: LogicalPlan): DataFrame {
    return new DataFrame(this.session, plan);
  }

  protected override deriveSame(plan: LogicalPlan): DataFrame<T> {
    return new DataFrame<T>(this.session, plan, this.rowClass);
  }

  private async rows(plan: LogicalPlan): Promise<Value[][]> {
    this.refuseStreaming();
    const analyzed = this.session.analyze(plan);
    const rows: Value[][] = [];
    for await (const batch of this.session.backend.execute(analyzed, this.session.interruption()))
      for (let i = 0; i < batch.length; i++) rows.push(rowAt(batch, i));
    return rows;
  }

  /** Makes of a row's values what closures and actions hand out. */
  private toRow(): (values: readonly Value[]) => T {
    return rowsOf(this.schema, this.rowClass, this.session.conf.timeZone);
  }

  private refuseStreaming(): void {
    if (this.isStreaming)
      throw new AnalysisException(
        null,
        "Queries with streaming sources must be executed with writeStream.start(), or from a streaming table or flow definition within a Spark Declarative Pipeline.",
      );
  }
}
