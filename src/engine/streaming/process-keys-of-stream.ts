import { eventTimeOf } from "../../plan/nodes/event-time.js";
import { outputOf } from "../../plan/nodes/inspect.js";
import type { KeyContext, KeyedState, KeyTimers } from "../../plan/nodes/keyed-processor.js";
import type { ProcessKeys } from "../../plan/nodes/logical-plan.js";
import type { Value } from "../../types/index.js";
import type { ColumnBatch } from "../../types/vector/index.js";
import { runUserCode } from "../../util/user-code.js";
import { type Executable, inBatches, type StreamCompiler } from "../operators/operator.js";
import { batchOf, RowsByKey } from "../operators/process-keys.js";
import { dropLate } from "./event-time-column.js";
import { StateRows, typesText } from "./state-rows.js";
import type { StatefulOperator } from "./stateful-operator.js";

/** Where a key's own list of timers stands among what it keeps. */
const TIMERS = ["", "timers"];

/**
 * Closures over the keys of a stream: first those that have rows, then those whose timers are due: by the watermark, or
 * by the time at which the batch began.
 */
export function processKeysOfStream(plan: ProcessKeys, compiler: StreamCompiler): Executable {
  const child = compiler.compile(plan.child);
  const input = outputOf(plan.child);
  const eventTime = eventTimeOf(plan.child);
  const { processor } = plan;
  const byEvents = processor.timeMode === "eventTime";
  const operator: StatefulOperator = compiler.stateful.addOperator({
    name: processor.name,
    plan,
    stores: { default: typesText(outputOf(plan)), timers: "key, time" },
    actsOnWatermark: byEvents,
    nextTimerMs: () => {
      const first =
        processor.timeMode === "processingTime" ? operator.storeOf("timers").firstExpiry : undefined;
      return first === undefined ? undefined : first / 1000;
    },
  });
  const keyed = new KeyedStores(operator);
  return async function* (leaves) {
    const batches = byEvents
      ? onTime(child(leaves), batch => dropLate(batch, input, eventTime, operator))
      : child(leaves);
    const watermarkMs = operator.eviction === undefined ? undefined : operator.eviction / 1000;
    const called = function* () {
      for (const { key, rows } of groups) yield* processor.onRows(key, rows, context(key));
      const due = { none: undefined, processingTime: operator.batchMs, eventTime: watermarkMs }[
        processor.timeMode
      ];
      if (due === undefined) return;
      for (const [key, timeMs] of keyed.takeTimers(due)) yield* processor.onTimer(key, timeMs, context(key));
    };
    const context = (key: unknown): KeyContext => ({
      ...keyed.of(key),
      nowMs: operator.batchMs,
      watermarkMs,
    });
    const groups = await new RowsByKey(processor).addAll(batches);
    yield* runUserCode(() => [...inBatches(called(), rows => batchOf(plan, rows))]);
    keyed.forgetExpired();
  };
}

async function* onTime(
  batches: AsyncIterable<ColumnBatch>,
  keep: (batch: ColumnBatch) => ColumnBatch,
): AsyncIterable<ColumnBatch> {
  for await (const batch of batches) yield keep(batch);
}

/** What all keys keep, and their timers. */
class KeyedStores {
  private readonly rows = new StateRows();

  constructor(private readonly operator: StatefulOperator) {}

  of(key: unknown): { state: KeyedState; timers: KeyTimers } {
    const { operator, rows } = this;
    const state: KeyedState = {
      get: path => {
        const value = operator.store.get(rows.key([key as Value, ...(path as Value[])]));
        return value && rows.readValue(value);
      },
      put: (path, value, expiresAtMs) => {
        const expiry = expiresAtMs === undefined ? undefined : expiresAtMs * 1000;
        operator.store.put(rows.key([key as Value, ...(path as Value[])]), rows.value(value), expiry);
        operator.rowsUpdated++;
      },
      remove: path => {
        if (operator.store.remove(rows.key([key as Value, ...(path as Value[])]))) operator.rowsRemoved++;
      },
    };
    const list = () => (state.get(TIMERS) as number[] | undefined) ?? [];
    const keep = (times: readonly number[]) =>
      times.length > 0 ? state.put(TIMERS, times) : state.remove(TIMERS);
    const timers: KeyTimers = {
      list,
      set: timeMs => {
        operator.storeOf("timers").put(rows.key([key as Value, timeMs]), Buffer.alloc(0), timeMs * 1000);
        keep([...new Set([...list(), timeMs])].sort((a, b) => a - b));
      },
      delete: timeMs => {
        operator.storeOf("timers").remove(rows.key([key as Value, timeMs]));
        keep(list().filter(each => each !== timeMs));
      },
    };
    return { state, timers };
  }

  /** Takes out the timers before a time. */
  *takeTimers(beforeMs: number): Iterable<readonly [key: unknown, timeMs: number]> {
    for (const entry of this.operator.storeOf("timers").takeExpired(beforeMs * 1000 - 1)) {
      const [key, timeMs] = this.rows.readKey(entry.key, 2);
      this.of(key).timers.delete(timeMs as number);
      yield [key, timeMs as number];
    }
  }

  /** What was kept for a time only, and is past it. */
  forgetExpired(): void {
    for (const _ of this.operator.takeExpired(this.operator.batchMs * 1000));
  }
}
