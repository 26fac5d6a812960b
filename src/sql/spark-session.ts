import { attribute } from "../plan/expressions/create.js";
import { localRelation } from "../plan/nodes/create.js";
import { parseMultipartName } from "../plan/parser/parse.js";
import { parseStatement } from "../plan/parser/parse-statement.js";
import { LongType, StructType } from "../types/index.js";
import { UserError } from "../util/errors.js";
import { Catalog } from "./catalog.js";
import { DataFrame } from "./data-frame.js";
import { localRows, type RowLike, toRowLike } from "./local-rows.js";
import { MemoryStream } from "./memory-stream.js";
import { DataFrameReader, DataStreamReader } from "./reader.js";
import { RuntimeConfig } from "./runtime-config.js";
import { openState, type SessionServices, type SessionState } from "./session-state.js";
import { argumentExpressions, bindParameters, parameterTexts, type SqlArguments } from "./sql-arguments.js";
import { runStatement } from "./statements/run-statement.js";
import { StreamingQueryManager } from "./streaming-query-manager.js";
import { UDFRegistration } from "./udf.js";

/** The Spark whose results and messages are followed. */
const SPARK_VERSION = "4.1.1";

/** The way in: `spark` at the prompt (Spark's `SparkSession`). */
export class SparkSession {
  /** The Spark version whose semantics hold here; on a cluster its own. */
  readonly version: string;
  readonly conf: RuntimeConfig;
  readonly streams: StreamingQueryManager;
  readonly sparkContext: SparkContext;
  /** Functions of yours, for SQL. */
  readonly udf: UDFRegistration;
  /** Views and functions by name. */
  readonly catalog: Catalog;

  private readonly state: SessionState;

  /** @internal */
  constructor(services: SessionServices) {
    this.state = openState(services);
    this.version = this.state.remote?.version ?? SPARK_VERSION;
    this.conf = new RuntimeConfig(this.state.conf);
    this.streams = new StreamingQueryManager(this.state);
    this.sparkContext = new SparkContext(this.state);
    this.udf = new UDFRegistration(this.state);
    this.catalog = new Catalog(this.state);
  }

  /**
   * The answer to an SQL statement: a query over views and data sources, or a command such as `SHOW TABLES`.
   * @param args values of the parameters: by name for `:name`, in order for `?`
   */
  sql(text: string, args: SqlArguments = {}): DataFrame {
    const { remote } = this.state;
    if (remote) return new DataFrame(this.state, remote.sql(text, argumentExpressions(args)));
    const { timeZone, escapedStringLiterals = false } = this.state.analysis;
    const options = { timeZone, escapedStringLiterals, parameterText: parameterTexts(args) };
    const statement = bindParameters(parseStatement(text, options), args);
    return new DataFrame(this.state, runStatement(statement, this.state));
  }

  /** A view by name. */
  table(name: string): DataFrame {
    return new DataFrame(
      this.state,
      Object.freeze({ kind: "unresolvedRelation", nameParts: parseMultipartName(name) }),
    );
  }

  /** A column `id` with the numbers from `start` (0) up to but not including `end`, by `step`. */
  range(end: number | bigint): DataFrame;
  range(start: number | bigint, end: number | bigint, step?: number | bigint, partitions?: number): DataFrame;
  range(
    first: number | bigint,
    end?: number | bigint,
    step: number | bigint = 1,
    partitions?: number,
  ): DataFrame {
    const [from, to] = end === undefined ? [0n, BigInt(first)] : [BigInt(first), BigInt(end)];
    return new DataFrame(
      this.state,
      Object.freeze({
        kind: "range",
        start: from,
        end: to,
        step: BigInt(step),
        ...(partitions !== undefined && { partitions }),
        output: [attribute("id", LongType, false)],
      }),
    );
  }

  /**
   * A DataFrame of rows at hand: objects by column name, or arrays by position.
   * @param schema a schema, its DDL, or column names; without one it is read off the rows
   */
  createDataFrame(rows: readonly RowLike[], schema?: StructType | string | readonly string[]): DataFrame {
    return new DataFrame(this.state, localRows(rows, schema, this.state.conf.timeZone));
  }

  /** As `createDataFrame`, of plain values or of objects, whose closures are given what it was made of. */
  createDataset<T>(rows: readonly T[], schema?: StructType | string): DataFrame<T> {
    const isPlain = schema === undefined && !rows.some(row => typeof row === "object" && row !== null);
    return this.createDataFrame(rows.map(toRowLike), isPlain ? ["value"] : schema).as<T>();
  }

  /** Runs a closure, or waits for a promise, and prints how long it took. */
  async time<T>(action: (() => T | Promise<T>) | Promise<T>): Promise<T> {
    const start = performance.now();
    const value = await (typeof action === "function" ? action() : action);
    this.state.print(`Time taken: ${Math.round(performance.now() - start)} ms\n`);
    return value;
  }

  /** A DataFrame without rows or columns. */
  get emptyDataFrame(): DataFrame {
    return new DataFrame(this.state, localRelation(new StructType(), []));
  }

  /** A stream that you feed by `addData`, with this schema (`"k STRING, v BIGINT"`); Spark's `MemoryStream`. */
  memoryStream(schema: StructType | string): MemoryStream {
    return new MemoryStream(this.state, schema);
  }

  /** Reads a bounded table. */
  get read(): DataFrameReader {
    return new DataFrameReader(this.state);
  }

  /** Reads a stream. */
  get readStream(): DataStreamReader {
    return new DataStreamReader(this.state);
  }

  /** Sends a file of this machine to the cluster: a jar, or data that queries find under its name. */
  async addArtifact(path: string): Promise<void> {
    const { remote } = this.state;
    if (!remote) throw new UserError("addArtifact needs a cluster (:connect): files here are there already.");
    await remote.addArtifact(path);
  }

  /** Stops every query. */
  stop(): Promise<void> {
    return this.state.backend.close();
  }

  toString(): string {
    return `SparkSession (${this.sparkContext.master}, Spark ${this.version} semantics)`;
  }
}

/** What guides use of `sc`. */
export class SparkContext {
  readonly version: string;

  /** @internal */
  constructor(private readonly state: SessionState) {
    this.version = state.remote?.version ?? SPARK_VERSION;
  }

  get appName(): string {
    return this.state.conf.get("spark.app.name");
  }

  get master(): string {
    const { remote } = this.state;
    if (remote) return `sc://${remote.place}`;
    return this.state.conf.get("spark.master");
  }

  /** Rows at hand, as they are: there are no partitions to deal them out to. */
  parallelize<T>(values: readonly T[], _slices?: number): T[] {
    return [...values];
  }

  /** Accepted and without effect: there is no log to silence. */
  setLogLevel(_level: string): void {}

  toString(): string {
    return `SparkContext (${this.master})`;
  }
}
