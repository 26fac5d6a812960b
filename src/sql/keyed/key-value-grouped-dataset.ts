import type { OutputMode } from "../../contracts/sink.js";
import type { KeyContext, KeyedProcessor, TimeMode } from "../../plan/nodes/keyed-processor.js";
import { parseSchema } from "../../plan/parser/parse.js";
import type { StructType, Value } from "../../types/index.js";
import { UserError } from "../../util/errors.js";
import { Column } from "../column.js";
import type { DataFrame } from "../data-frame.js";
import { count } from "../functions/aggregate.js";
import { call } from "../functions/call.js";
import { lit } from "../functions/conditional.js";
import { localRows, toRowLike } from "../local-rows.js";
import type { Row } from "../row.js";
import { GroupState, GroupStateTimeout } from "./group-state.js";
import { type StatefulProcessor, StatefulProcessorHandle } from "./stateful-processor.js";
import type { TypedAggregate } from "./typed.js";

/** The schema of rows that closures make: DDL such as `"user STRING, n BIGINT"`, or a StructType. */
type Schema = StructType | string;

type Aggregate<T> = Column | TypedAggregate<T>;

/** What the frame it groups does for it. */
interface Grouped<K, T> {
  readonly timeZone: string;
  toRow(values: readonly Value[]): T;
  keyOf(row: T): K;
  /** The frame with the keys as its last columns. */
  keyed(): { frame: DataFrame; keys: readonly Column[] };
  /** What a closure makes of each row. */
  computed(closure: (row: T) => unknown, type: string): Column;
  process(processor: KeyedProcessor, output: StructType): DataFrame;
}

/** Rows grouped by what a closure makes of each (Spark's `KeyValueGroupedDataset`). */
export class KeyValueGroupedDataset<K, T = Row> {
  /** @internal */
  constructor(private readonly frame: Grouped<K, T>) {}

  toString(): string {
    return "KeyValueGroupedDataset";
  }

  /** Each key once. */
  get keys(): DataFrame {
    const { frame, keys } = this.frame.keyed();
    return frame.select(...keys).distinct();
  }

  /** How many rows each key has. */
  count(): DataFrame {
    return this.agg(count(lit(1)));
  }

  /** Aggregates of the rows of each key. */
  agg(...aggregates: [Aggregate<T>, ...Aggregate<T>[]]): DataFrame {
    const { frame, keys } = this.frame.keyed();
    const [first, ...more] = aggregates.map(each => {
      if (each instanceof Column) return each;
      return call(each.aggregate, this.frame.computed(each.of, each.type)).as(each.name);
    }) as [Column, ...Column[]];
    return frame.groupBy(...keys).agg(first, ...more);
  }

  /** A row for each key, made of all its rows. */
  mapGroups(func: (key: K, rows: readonly T[]) => unknown, outputSchema: Schema = "value STRING"): DataFrame {
    return this.withState("mapGroups", (key, rows) => [func(key, rows)], outputSchema, "append", "none");
  }

  /** As `mapGroups`, with any number of rows for each key. */
  flatMapGroups(
    func: (key: K, rows: readonly T[]) => Iterable<unknown>,
    outputSchema: Schema = "value STRING",
  ): DataFrame {
    return this.withState("flatMapGroups", func, outputSchema, "append", "none");
  }

  /**
   * A row for each key: `(key, rows, state) => [key, n]`, called with a micro-batch's rows of the key and what it keeps.
   * For output mode update.
   */
  mapGroupsWithState<S>(
    func: (key: K, rows: readonly T[], state: GroupState<S>) => unknown,
    outputSchema: Schema,
    timeout: GroupStateTimeout = GroupStateTimeout.NoTimeout,
  ): DataFrame {
    return this.withState<S>(
      "mapGroupsWithState",
      (...args) => [func(...args)],
      outputSchema,
      "update",
      timeout,
    );
  }

  /** As `mapGroupsWithState`, with any number of rows for each key. */
  flatMapGroupsWithState<S>(
    func: (key: K, rows: readonly T[], state: GroupState<S>) => Iterable<unknown>,
    outputSchema: Schema,
    outputMode: OutputMode = "append",
    timeout: GroupStateTimeout = GroupStateTimeout.NoTimeout,
  ): DataFrame {
    return this.withState<S>("flatMapGroupsWithState", func, outputSchema, outputMode, timeout);
  }

  /** A processor of yours for each key, with state variables and timers. */
  transformWithState(
    processor: StatefulProcessor<K, T>,
    outputSchema: Schema,
    timeMode: TimeMode = "none",
    outputMode: OutputMode = "append",
  ): DataFrame {
    let handle: StatefulProcessorHandle | undefined;
    const called = (context: KeyContext): StatefulProcessorHandle => {
      if (!handle) {
        handle = new StatefulProcessorHandle();
        processor.handle = handle;
        processor.init(outputMode, timeMode);
      }
      handle.context = context;
      return handle;
    };
    const times = ({ nowMs, watermarkMs }: KeyContext) => ({
      getCurrentProcessingTimeInMs: () => nowMs,
      getCurrentWatermarkInMs: () => watermarkMs ?? 0,
    });
    return this.process("transformWithState", timeMode, outputMode, outputSchema, {
      onRows: (key, rows, context) => {
        called(context);
        return processor.handleInputRows(key, rows, times(context));
      },
      onTimer: (key, timeMs, context) => {
        called(context);
        return processor.handleExpiredTimer(key, times(context), { getExpiryTimeInMs: () => timeMs });
      },
    });
  }

  private withState<S>(
    name: string,
    func: (key: K, rows: readonly T[], state: GroupState<S>) => Iterable<unknown>,
    outputSchema: Schema,
    outputMode: OutputMode,
    timeout: GroupStateTimeout,
  ): DataFrame {
    return this.process(name, timeout, outputMode, outputSchema, {
      onRows: (key, rows, context) => func(key, rows, new GroupState(context, timeout, false)),
      onTimer: (key, _, context) => func(key, [], new GroupState(context, timeout, true)),
    });
  }

  private process(
    name: string,
    timeMode: TimeMode,
    outputMode: OutputMode,
    outputSchema: Schema,
    calls: {
      onRows(key: K, rows: readonly T[], context: KeyContext): Iterable<unknown>;
      onTimer(key: K, timeMs: number, context: KeyContext): Iterable<unknown>;
    },
  ): DataFrame {
    const schema = typeof outputSchema === "string" ? parseSchema(outputSchema) : outputSchema;
    const { frame } = this;
    const shaped = (made: Iterable<unknown>): Iterable<readonly Value[]> => {
      if (made === null || made === undefined || typeof made[Symbol.iterator] !== "function")
        throw new UserError(
          `${name}: the function must return rows, not ${made instanceof Promise ? "a promise" : String(made)}.`,
        );
      return localRows([...made].map(toRowLike), schema, frame.timeZone).rows;
    };
    return frame.process(
      {
        name,
        timeMode,
        outputMode,
        keyOf: values => frame.keyOf(frame.toRow(values)),
        onRows: (group, rows, context) =>
          shaped(
            calls.onRows(
              group as K,
              rows.map(values => frame.toRow(values)),
              context,
            ),
          ),
        onTimer: (group, timeMs, context) => shaped(calls.onTimer(group as K, timeMs, context)),
      },
      schema,
    );
  }
}
