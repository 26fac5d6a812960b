import { typeOf } from "../../plan/expressions/inspect.js";
import { delayOf, eventTimeOf, eventTimesOf } from "../../plan/nodes/event-time.js";
import { outputOf } from "../../plan/nodes/inspect.js";
import type { Distinct } from "../../plan/nodes/logical-plan.js";
import { rowAt, takeRows } from "../../types/vector/index.js";
import { compileProjection } from "../compile/projection.js";
import type { Executable, StreamCompiler } from "../operators/operator.js";
import { dropLate, eventMicros } from "./event-time-column.js";
import { StateRows, typesText } from "./state-rows.js";

const nothing = Buffer.alloc(0);

/**
 * `dropDuplicates` over a stream: the first row of each key. Keys that hold the event time are forgotten when no row
 * with them can come any more; within the watermark, keys are forgotten its delay after their first row.
 */
export function deduplicate(plan: Distinct, compiler: StreamCompiler): Executable {
  const child = compiler.compile(plan.child);
  const input = outputOf(plan.child);
  const keys = plan.keys ?? input;
  const keysOf = compileProjection(keys, input, compiler.context);
  const times = eventTimesOf(plan.child);
  const eventTime = eventTimeOf(plan.child);
  const timeAt = input.findIndex(column => column.id === eventTime?.id);
  const timeKey = keys.findIndex(key => delayOf(key, times) !== undefined);
  const delay = eventTime ? times.get(eventTime.id)! * 1000 : 0;
  const operator = compiler.stateful.addOperator({
    name: plan.withinWatermark ? "dedupeWithinWatermark" : "dedupe",
    plan,
    stores: { default: typesText(keys.map(key => ({ type: typeOf(key) }))) },
    actsOnWatermark: true,
  });
  const rows = new StateRows();
  return async function* (leaves) {
    const { store } = operator;
    for await (const arrived of child(leaves)) {
      const batch = dropLate(arrived, input, eventTime, operator);
      const values = keysOf(batch);
      const first: number[] = [];
      for (let i = 0; i < batch.length; i++) {
        const row = rowAt(values, i);
        const key = rows.key(row);
        if (store.get(key)) continue;
        first.push(i);
        const time = plan.withinWatermark
          ? add(eventMicros(batch.columns[timeAt]!.get(i)), delay)
          : eventMicros(row[timeKey]);
        store.put(key, nothing, time);
        operator.rowsUpdated++;
      }
      if (first.length > 0) yield takeRows(batch, Int32Array.from(first));
    }
    if (operator.eviction === undefined) return;
    for (const _ of operator.takeExpired(operator.eviction));
  };
}

const add = (time: number | undefined, delay: number) => (time === undefined ? undefined : time + delay);
