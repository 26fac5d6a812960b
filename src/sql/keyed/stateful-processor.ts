import type { KeyContext, KeyedState } from "../../plan/nodes/keyed-processor.js";
import { SparkError } from "../../util/errors.js";
import { intervalMs } from "../interval.js";
import type { Row } from "../row.js";

/** How long a state variable's values last after they were written, by the clock. */
export class TTLConfig {
  /** @param duration milliseconds, or an interval such as `"1 hour"` */
  constructor(readonly duration: number | string) {}

  static get NONE(): TTLConfig | undefined {
    return undefined;
  }
}

export const TimeMode = Object.freeze({
  None: () => "none" as const,
  /** Timers by the clock. */
  ProcessingTime: () => "processingTime" as const,
  /** Timers by the watermark. */
  EventTime: () => "eventTime" as const,
});

/** One value a key. */
export interface ValueState<T> {
  exists(): boolean;
  /** Undefined when there is none. */
  get(): T | undefined;
  update(value: T): void;
  clear(): void;
}

/** Values of a key, in the order they were added. */
export interface ListState<T> {
  exists(): boolean;
  get(): T[];
  put(values: readonly T[]): void;
  appendValue(value: T): void;
  appendList(values: readonly T[]): void;
  clear(): void;
}

/** Values of a key by keys of their own. */
export interface MapState<K, V> {
  exists(): boolean;
  getValue(key: K): V | undefined;
  containsKey(key: K): boolean;
  updateValue(key: K, value: V): void;
  keys(): K[];
  values(): V[];
  iterator(): [K, V][];
  removeKey(key: K): void;
  clear(): void;
}

/** When a batch runs: milliseconds since 1970. */
export interface TimerValues {
  getCurrentProcessingTimeInMs(): number;
  getCurrentWatermarkInMs(): number;
}

/** The time a timer was registered for. */
export interface ExpiredTimerInfo {
  getExpiryTimeInMs(): number;
}

/**
 * What `transformWithState` does with a key's rows: a class of yours, with state variables that `init` asks for
 * (Spark's `StatefulProcessor`).
 */
export abstract class StatefulProcessor<K = unknown, In = Row, Out = unknown> {
  /** @internal */
  handle: StatefulProcessorHandle | undefined;

  /** Gives the state variables and timers. */
  getHandle(): StatefulProcessorHandle {
    if (!this.handle)
      throw new SparkError(null, "The handle is there from init() on, not in the constructor.");
    return this.handle;
  }

  /** Once, before the first rows. */
  init(_outputMode: string, _timeMode: string): void {}

  /** A key's rows of a micro-batch. @returns the rows to put out */
  abstract handleInputRows(key: K, rows: readonly In[], timers: TimerValues): Iterable<Out>;

  /** A timer of the key is due. @returns the rows to put out */
  handleExpiredTimer(_key: K, _timers: TimerValues, _expired: ExpiredTimerInfo): Iterable<Out> {
    return [];
  }
}

/** Where a processor gets its state variables and timers; what they hold is always that of the key being called. */
export class StatefulProcessorHandle {
  /** @internal */
  context: KeyContext | undefined;

  getValueState<T>(name: string, ttl?: TTLConfig): ValueState<T> {
    const part = this.part(name, ttl);
    return {
      exists: () => part.get([]) !== undefined,
      get: () => part.get([]) as T | undefined,
      update: value => part.put([], value),
      clear: () => part.remove([]),
    };
  }

  getListState<T>(name: string, ttl?: TTLConfig): ListState<T> {
    const part = this.part(name, ttl);
    const count = () => (part.get([]) as number | undefined) ?? 0;
    const get = () =>
      Array.from({ length: count() }, (_, i) => part.get([i]) as T).filter(value => value !== undefined);
    const clear = () => {
      for (let i = count() - 1; i >= 0; i--) part.remove([i]);
      part.remove([]);
    };
    const appendList = (values: readonly T[]) => {
      const from = count();
      for (const [i, value] of values.entries()) part.put([from + i], value);
      if (values.length > 0) part.put([], from + values.length);
    };
    return {
      exists: () => get().length > 0,
      get,
      clear,
      appendList,
      appendValue: value => appendList([value]),
      put: values => {
        clear();
        appendList(values);
      },
    };
  }

  getMapState<K, V>(name: string, ttl?: TTLConfig): MapState<K, V> {
    const part = this.part(name, ttl);
    const keys = () => ((part.get([]) as K[] | undefined) ?? []).filter(key => part.get([key]) !== undefined);
    const removeKey = (key: K) => {
      part.remove([key]);
      const left = keys();
      if (left.length > 0) part.put([], left);
      else part.remove([]);
    };
    return {
      exists: () => keys().length > 0,
      getValue: key => part.get([key]) as V | undefined,
      containsKey: key => part.get([key]) !== undefined,
      updateValue: (key, value) => {
        if (part.get([key]) === undefined) part.put([], [...keys(), key]);
        part.put([key], value);
      },
      keys,
      values: () => keys().map(key => part.get([key]) as V),
      iterator: () => keys().map(key => [key, part.get([key]) as V]),
      removeKey,
      clear: () => keys().forEach(removeKey),
    };
  }

  /** Calls `handleExpiredTimer` at a time. @param expiryMs milliseconds since 1970 */
  registerTimer(expiryMs: number): void {
    this.called().timers.set(expiryMs);
  }

  deleteTimer(expiryMs: number): void {
    this.called().timers.delete(expiryMs);
  }

  /** The times of the key's timers. */
  listTimers(): readonly number[] {
    return this.called().timers.list();
  }

  private called(): KeyContext {
    if (!this.context)
      throw new SparkError(
        null,
        "State and timers belong to a key: use them in handleInputRows and handleExpiredTimer.",
      );
    return this.context;
  }

  /** One variable's part of what the key keeps; what is past its time is not there. */
  private part(name: string, ttl: TTLConfig | undefined): KeyedState {
    const ms = typeof ttl?.duration === "string" ? intervalMs(ttl.duration) : ttl?.duration;
    return {
      get: path => {
        const kept = this.called().state.get([name, ...path]) as
          | { value: unknown; until?: number }
          | undefined;
        return kept?.until !== undefined && kept.until <= this.called().nowMs ? undefined : kept?.value;
      },
      put: (path, value) => {
        const until = ms === undefined ? undefined : this.called().nowMs + ms;
        this.called().state.put([name, ...path], until === undefined ? { value } : { value, until }, until);
      },
      remove: path => this.called().state.remove([name, ...path]),
    };
  }
}
