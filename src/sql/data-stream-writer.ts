import type { QueryHandle, StreamingWrite } from "../contracts/backend.js";
import type { OutputMode, SinkProvider } from "../contracts/sink.js";
import { relation } from "../plan/nodes/create.js";
import { schemaOf } from "../plan/nodes/inspect.js";
import type { LogicalPlan } from "../plan/nodes/logical-plan.js";
import { AnalysisException, IllegalArgumentException, SparkError } from "../util/errors.js";
import type { DataFrame } from "./data-frame.js";
import { type OptionValue, withOption, withOptions } from "./options.js";
import type { Row } from "./row.js";
import { checkViewName } from "./session-catalog.js";
import type { SessionState } from "./session-state.js";
import { foreachBatchSink } from "./sinks/foreach-batch-sink.js";
import { type ForeachWriter, foreachSink } from "./sinks/foreach-sink.js";
import { MemorySink } from "./sinks/memory-sink.js";
import { StreamingQuery } from "./streaming-query.js";
import { Trigger } from "./trigger.js";
import { type RowClass, rowsOf } from "./typed-rows.js";

interface Settings {
  readonly format: string;
  readonly options: Readonly<Record<string, string>>;
  readonly outputMode: OutputMode;
  readonly trigger: Trigger;
  readonly queryName: string | null;
  readonly partitionBy: readonly string[];
  /** What `foreach` or `foreachBatch` was given. */
  readonly sink?: SinkProvider;
}

/** Spark's `spark.sql.sources.default`. */
const DEFAULT_FORMAT = "parquet";

const outputModes: readonly OutputMode[] = ["append", "update", "complete"];

/** How a streaming DataFrame is written out; `start()` starts the query. Each step answers a new writer. */
export class DataStreamWriter<T = Row> {
  /** @internal */
  constructor(
    private readonly session: SessionState,
    private readonly plan: LogicalPlan,
    private readonly rowClass: RowClass | undefined,
    private readonly dataFrame: (session: SessionState, plan: LogicalPlan) => DataFrame<T>,
    private readonly settings: Settings = {
      format: "",
      options: {},
      outputMode: "append",
      trigger: Trigger.ProcessingTime(0),
      queryName: null,
      partitionBy: [],
    },
  ) {}

  /** Which rows of the result a micro-batch writes: `"append"`, `"update"` or `"complete"`. */
  outputMode(mode: OutputMode | (string & {})): DataStreamWriter<T> {
    const known = outputModes.find(each => each === mode.toLowerCase());
    if (!known)
      throw new SparkError(
        "STREAMING_OUTPUT_MODE.INVALID",
        `Invalid streaming output mode: ${mode}. Accepted output modes are 'Append', 'Complete', 'Update'.`,
        "42KDE",
      );
    return this.with({ outputMode: known });
  }

  /** The sink: `"console"`, `"memory"`, `"kafka"`, `"noop"`, or of files `"parquet"`, `"json"`, `"csv"`, `"text"`. */
  format(format: string): DataStreamWriter<T> {
    const { sink: _, ...settings } = this.settings;
    return new DataStreamWriter(this.session, this.plan, this.rowClass, this.dataFrame, {
      ...settings,
      format,
    });
  }

  option(name: string, value: OptionValue): DataStreamWriter<T> {
    return this.with({ options: withOption(this.settings.options, name, value) });
  }

  options(options: Readonly<Record<string, OptionValue>>): DataStreamWriter<T> {
    return this.with({ options: withOptions(this.settings.options, options) });
  }

  /** Columns that become folders `k=v`, for sinks of files. */
  partitionBy(...columns: string[]): DataStreamWriter<T> {
    return this.with({ partitionBy: columns });
  }

  trigger(trigger: Trigger): DataStreamWriter<T> {
    return this.with({ trigger });
  }

  /** A name, which no other active query may have. */
  queryName(name: string): DataStreamWriter<T> {
    return this.with({ queryName: name });
  }

  /** Hands each row to a writer (`open`, `process`, `close`), or to a function. */
  foreach(writer: ForeachWriter<T> | ((row: T) => unknown)): DataStreamWriter<T> {
    const process = typeof writer === "function" ? { process: writer } : writer;
    const sink = foreachSink(process, (schema, timeZone) => rowsOf<T>(schema, this.rowClass, timeZone));
    return this.with({ format: "foreach", sink });
  }

  /**
   * Hands each micro-batch to a function, as a bounded DataFrame, with its number: `async (df, id) => { await df.write.json(…) }`. A batch
   * that failed comes again with the same number.
   */
  foreachBatch(handler: (batch: DataFrame<T>, batchId: number) => unknown): DataStreamWriter<T> {
    const sink = foreachBatchSink((plan, batchId, signal) =>
      // Ctrl-C at the prompt is not for the query's own work.
      handler(this.dataFrame({ ...this.session, interruption: () => signal }, plan), batchId),
    );
    return this.with({ format: "foreachBatch", sink });
  }

  /**
   * Starts the query in the background.
   * @throws SparkError when the sink, its options or the checkpoint cannot be
   */
  start(path?: string): StreamingQuery {
    const { trigger, ...settings } = this.settings;
    const options = path === undefined ? settings.options : withOption(settings.options, "path", path);
    if (settings.format === "" && !Object.keys(options).some(name => name.toLowerCase() === "path"))
      throw new IllegalArgumentException("'path' is not specified; name a sink with .format(\"console\").");
    const format = settings.format || DEFAULT_FORMAT;
    const write = { ...settings, format, options, plan: this.plan, trigger: trigger.spec };
    if (settings.sink) refusePartitions(write);
    return this.started(write);
  }

  /** Starts the query with a table as its sink: of the cluster's catalog, or here of files; one that is not there is made. */
  toTable(name: string): StreamingQuery {
    const { trigger, format, ...settings } = this.settings;
    if (!this.session.remote) {
      const { source } = this.session.catalog.tables.open(
        this.session,
        name,
        format || DEFAULT_FORMAT,
        settings.options,
        schemaOf(this.plan),
      );
      return this.with({
        format: source.format,
        options: { ...settings.options, ...source.options },
      }).start();
    }
    return this.started({ ...settings, format, plan: this.plan, trigger: trigger.spec, table: name });
  }

  private started(write: StreamingWrite): StreamingQuery {
    const { format } = write;
    const handle =
      format.toLowerCase() === "memory" && !this.session.remote
        ? this.startMemory(write)
        : this.session.backend.startQuery(write);
    return new StreamingQuery(handle, this.session);
  }

  private startMemory(write: StreamingWrite): QueryHandle {
    const { queryName, plan } = write;
    refusePartitions(write);
    if (queryName === null) throw new AnalysisException(null, "queryName must be specified for memory sink.");
    checkViewName(queryName);
    const sink = new MemorySink();
    const handle = this.session.backend.startQuery({ ...write, sink });
    const table = relation({ format: "memory", options: {}, held: sink }, schemaOf(plan), false);
    this.session.catalog.createView(queryName, table, true);
    return handle;
  }

  private with(settings: Partial<Settings>): DataStreamWriter<T> {
    return new DataStreamWriter(this.session, this.plan, this.rowClass, this.dataFrame, {
      ...this.settings,
      ...settings,
    });
  }
}

function refusePartitions({ format, partitionBy }: StreamingWrite): void {
  if (partitionBy.length > 0) throw new AnalysisException(null, `'${format}' does not support partitioning.`);
}
