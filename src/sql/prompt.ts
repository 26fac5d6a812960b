import type { OutputMode as OutputModeOf } from "../contracts/sink.js";
import type { TimeMode as TimeModeOf } from "../plan/nodes/keyed-processor.js";
import { Timestamp as TimestampClass } from "../types/external.js";
import * as types from "../types/index.js";
import { Column as ColumnClass } from "./column.js";
import { DataFrame as DataFrameClass } from "./data-frame.js";
import { $ as dollar } from "./dollar.js";
import * as functionTable from "./functions.js";
import {
  type GroupState as GroupStateClass,
  GroupStateTimeout as GroupStateTimeoutTable,
} from "./keyed/group-state.js";
import {
  type ExpiredTimerInfo as ExpiredTimerInfoOf,
  type ListState as ListStateOf,
  type MapState as MapStateOf,
  StatefulProcessor as StatefulProcessorClass,
  type ValueState as StateOf,
  TimeMode as TimeModeTable,
  type TimerValues as TimerValuesOf,
  TTLConfig as TTLConfigClass,
} from "./keyed/stateful-processor.js";
import { typed as typedAggregates } from "./keyed/typed.js";
import type { MemoryStream as MemoryStreamClass } from "./memory-stream.js";
import { Observation as ObservationClass } from "./observation.js";
import { Option as OptionClass } from "./option.js";
import type { Row as RowClass } from "./row.js";
import { CaseClass as CaseClassBase, scala as scalaLibrary } from "./scala.js";
import { SessionBuilder } from "./session-builder.js";
import { ForeachWriter as ForeachWriterBase } from "./sinks/foreach-sink.js";
import type { SparkContext, SparkSession as SparkSessionClass } from "./spark-session.js";
import type { StreamingQuery as StreamingQueryClass } from "./streaming-query.js";
import { StreamingQueryListener as StreamingQueryListenerClass } from "./streaming-query-listener.js";
import { Trigger as TriggerClass } from "./trigger.js";
import { tweetSchema as tweetSchemas } from "./tweet-schema.js";
import { Window as windowBuilder } from "./window-builder.js";

/** What the names at the prompt stand on. */
export interface PromptServices {
  /** The session that lines run in now. */
  spark(): SparkSessionClass;
  print(text: string): void;
  /** Opens a session on a Spark Connect server. */
  connect(url: string): Promise<SparkSessionClass>;
}

/** Every name that stands at the prompt, beside Spark's functions and types. */
export function promptBindings({ spark, print, connect }: PromptServices): object {
  return {
    ...functionTable,
    ...Object.fromEntries(Object.entries(types).filter(([name]) => /Type$|^StructField$/.test(name))),
    get spark() {
      return spark();
    },
    get sc() {
      return spark().sparkContext;
    },
    SparkSession: { builder: callable(() => new SessionBuilder(spark, connect)) },
    Option: (value: unknown) => OptionClass.of(value),
    Some: (value: unknown) => OptionClass.some(value),
    None: OptionClass.none,
    scala: scalaLibrary,
    typed: typedAggregates,
    CaseClass: CaseClassBase,
    ForeachWriter: ForeachWriterBase,
    $: dollar,
    functions: functionTable,
    Trigger: TriggerClass,
    Window: windowBuilder,
    Column: ColumnClass,
    DataFrame: DataFrameClass,
    StreamingQueryListener: StreamingQueryListenerClass,
    Observation: ObservationClass,
    GroupStateTimeout: GroupStateTimeoutTable,
    OutputMode: outputModes,
    StatefulProcessor: StatefulProcessorClass,
    TTLConfig: TTLConfigClass,
    TimeMode: TimeModeTable,
    MemoryStream: (schema: types.StructType | string) => spark().memoryStream(schema),
    tweetSchema: tweetSchemas,
    Thread: thread,
    Timestamp: {
      valueOf: (text: string) => TimestampClass.of(text, spark().conf.get("spark.sql.session.timeZone")),
    },
    print: (value: unknown) => print(scalaLibrary.text(value)),
    identity: (value: unknown) => value,
    Row: (...values: unknown[]) => values,
    println: (value: unknown = "") => print(`${scalaLibrary.text(value)}\n`),
  };
}

/** Output modes as Scala guides write them: `OutputMode.Append()`. */
const outputModes = Object.freeze({
  Append: () => "append" as const,
  Update: () => "update" as const,
  Complete: () => "complete" as const,
});

/** Java's pause, which guides put between lines: `Thread.sleep(5000)`. */
const thread = {
  /** Waits that many milliseconds. */
  sleep: (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms)),
};

/** What Python's guides write without parentheses, and Scala's with or without. */
function callable(make: () => SessionBuilder): SessionBuilder & (() => SessionBuilder) {
  const names = ["appName", "master", "config", "enableHiveSupport", "getOrCreate"] as const;
  const methods = names.map(name => [
    name,
    (...args: never[]) => (make()[name] as (...given: never[]) => unknown)(...args),
  ]);
  return Object.assign(make, Object.fromEntries(methods));
}

/** The same names for the type checker; the build declares the functions beside them. */
declare global {
  var spark: SparkSession;
  var sc: SparkContext;
  var $: typeof dollar;
  var functions: typeof functionTable;
  var Trigger: typeof TriggerClass;
  type Trigger = TriggerClass;
  var Window: typeof windowBuilder;
  var Column: typeof ColumnClass;
  type Column = ColumnClass;
  var DataFrame: typeof DataFrameClass;
  type DataFrame<T = RowClass> = DataFrameClass<T>;
  type Row = RowClass;
  /** Scala's names of types, as guides write them. */
  type Dataset<T = RowClass> = DataFrameClass<T>;
  type Int = number & { readonly __int?: true };
  // biome-ignore lint/suspicious/noExplicitAny: a Scala Long is a bigint in rows and a number elsewhere
  type Long = any;
  namespace org.apache.spark.sql {
    type DataFrame = DataFrameClass;
    type Dataset<_T = RowClass> = DataFrameClass;
    type Row = RowClass;
  }
  type SparkSession = SparkSessionClass;
  /** The way programs begin: `SparkSession.builder.appName("demo").getOrCreate()`. */
  var SparkSession: { readonly builder: SessionBuilder & (() => SessionBuilder) };
  type Option<T> = OptionClass<T>;
  /** A value that may be null, as Scala's Option. */
  var Option: <T>(value: T | null | undefined) => OptionClass<T>;
  var Some: <T>(value: T) => OptionClass<T>;
  var None: OptionClass<never>;
  /** What was thrown last. */
  // biome-ignore lint/suspicious/noExplicitAny: anything can be thrown, and its members are what one wants to see
  var _error: any;
  var scala: typeof scalaLibrary;
  var typed: typeof typedAggregates;
  var CaseClass: typeof CaseClassBase;
  type CaseClass = CaseClassBase;
  var ForeachWriter: typeof ForeachWriterBase;
  type ForeachWriter<T = RowClass> = ForeachWriterBase<T>;
  type StreamingQuery = StreamingQueryClass;
  var Observation: typeof ObservationClass;
  type Observation = ObservationClass;
  var StreamingQueryListener: typeof StreamingQueryListenerClass;
  type StreamingQueryListener = StreamingQueryListenerClass;
  type QueryStartedEvent = Parameters<NonNullable<StreamingQueryListenerClass["onQueryStarted"]>>[0];
  type QueryProgressEvent = Parameters<NonNullable<StreamingQueryListenerClass["onQueryProgress"]>>[0];
  type QueryIdleEvent = Parameters<NonNullable<StreamingQueryListenerClass["onQueryIdle"]>>[0];
  type QueryTerminatedEvent = Parameters<NonNullable<StreamingQueryListenerClass["onQueryTerminated"]>>[0];
  type ValueState<T> = StateOf<T>;
  type ListState<T> = ListStateOf<T>;
  type MapState<K, V> = MapStateOf<K, V>;
  type TimerValues = TimerValuesOf;
  type ExpiredTimerInfo = ExpiredTimerInfoOf;
  type TimeMode = TimeModeOf;
  type OutputMode = OutputModeOf;
  type Timestamp = TimestampClass;
  var Timestamp: { valueOf(text: string): TimestampClass };
  var StructType: typeof types.StructType;
  type StructType = types.StructType;
  var StructField: typeof types.StructField;
  type StructField = types.StructField;
  var BooleanType: typeof types.BooleanType;
  var ByteType: typeof types.ByteType;
  var ShortType: typeof types.ShortType;
  var IntegerType: typeof types.IntegerType;
  var LongType: typeof types.LongType;
  var FloatType: typeof types.FloatType;
  var DoubleType: typeof types.DoubleType;
  var DecimalType: typeof types.DecimalType;
  var StringType: typeof types.StringType;
  var BinaryType: typeof types.BinaryType;
  var DateType: typeof types.DateType;
  var TimestampType: typeof types.TimestampType;
  var TimestampNTZType: typeof types.TimestampNTZType;
  var ArrayType: typeof types.ArrayType;
  var MapType: typeof types.MapType;
  var GroupStateTimeout: typeof GroupStateTimeoutTable;
  type GroupState<S> = GroupStateClass<S>;
  var OutputMode: typeof outputModes;
  var StatefulProcessor: typeof StatefulProcessorClass;
  type StatefulProcessor<K = unknown, In = RowClass, Out = unknown> = StatefulProcessorClass<K, In, Out>;
  var TTLConfig: typeof TTLConfigClass;
  var TimeMode: typeof TimeModeTable;
  /** A stream that you feed by `addData`: `const s = MemoryStream("k STRING, v BIGINT")`. */
  var MemoryStream: (schema: types.StructType | string) => MemoryStreamClass;
  type MemoryStream = MemoryStreamClass;
  var tweetSchema: typeof tweetSchemas;
  var Thread: typeof thread;
  /** What it is given. */
  function identity<T>(value: T): T;
  /** Values as a row, for `createDataFrame`. */
  var Row: (...values: unknown[]) => unknown[];
  /** Prints a value. */
  function print(value: unknown): void;
  /** Prints a value and a line break. */
  function println(value?: unknown): void;
}
