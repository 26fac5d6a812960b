import { delayOf, eventTimesOf } from "../../plan/nodes/event-time.js";
import { outputOf } from "../../plan/nodes/inspect.js";
import type { Aggregate } from "../../plan/nodes/logical-plan.js";
import type { Value } from "../../types/index.js";
import type { ColumnBatch } from "../../types/vector/index.js";
import { aggregatorOf, callsOf, finishGroups, type Groups, groupRows } from "../operators/group-rows.js";
import { type Executable, inBatches, type StreamCompiler } from "../operators/operator.js";
import type { Entry } from "../state/state-store.js";
import { eventMicros } from "./event-time-column.js";
import { StateRows, typesText } from "./state-rows.js";
import type { StatefulOperator } from "./stateful-operator.js";

/**
 * GROUP BY over a stream: a batch's groups are merged with those kept. Update puts out the groups that changed, complete
 * all, append those that the watermark has closed; closed groups are forgotten, save in complete mode.
 */
export function streamingAggregate(plan: Aggregate, compiler: StreamCompiler): Executable {
  const group = groupRows(plan, compiler.compile(plan.child), compiler);
  const mode = compiler.stateful.outputMode;
  const width = plan.groupings.length;
  const times = eventTimesOf(plan.child);
  const timeKey = plan.groupings.findIndex(grouping => delayOf(grouping, times) !== undefined);
  const operator = compiler.stateful.addOperator({
    name: "stateStoreSave",
    plan,
    stores: { default: typesText(outputOf(plan)) },
    actsOnWatermark: mode !== "complete",
  });
  const rows = new StateRows();
  const aggregators = callsOf(plan).map(call => aggregatorOf(call, compiler.context));
  const finished = (entries: readonly Entry[]): ColumnBatch => {
    const keys: Value[][] = Array.from({ length: width }, () => []);
    const kept = aggregators.map(aggregator => ({ aggregator, states: [] as unknown[] }));
    for (const { key, value } of entries) {
      for (const [i, part] of rows.readKey(key, width).entries()) keys[i]!.push(part);
      for (const [i, state] of rows.readValue<unknown[]>(value).entries()) kept[i]!.states.push(state);
    }
    return finishGroups(plan, { size: entries.length, keys, calls: kept });
  };
  return async function* (leaves) {
    const changed = mergeGroups(await group(leaves), mode === "complete" ? -1 : timeKey, operator, rows);
    const { store } = operator;
    if (mode === "update") yield finishGroups(plan, changed);
    if (mode === "complete") {
      yield* inBatches(store.entries(), finished);
      return;
    }
    if (timeKey < 0 || operator.eviction === undefined) return;
    const closed = operator.takeExpired(operator.eviction);
    if (mode === "append") yield* inBatches(closed, finished);
    else for (const _ of closed);
  };
}

/** Puts a batch's groups with those kept. @returns the groups that changed, as they now are */
function mergeGroups(groups: Groups, timeKey: number, operator: StatefulOperator, rows: StateRows): Groups {
  const { late, store } = operator;
  const kept: number[] = [];
  for (let i = 0; i < groups.size; i++) {
    const expiry = timeKey < 0 ? undefined : eventMicros(groups.keys[timeKey]![i]!);
    if (expiry !== undefined && late !== undefined && expiry <= late) {
      operator.rowsDropped++;
      continue;
    }
    kept.push(i);
    const key = rows.key(groups.keys.map(column => column[i]!));
    const before = store.get(key);
    const states = before && rows.readValue<unknown[]>(before);
    for (const [c, { aggregator, states: fresh }] of groups.calls.entries())
      if (states) fresh[i] = aggregator.merge(states[c], fresh[i]);
    store.put(key, rows.value(groups.calls.map(call => call.states[i])), expiry);
    operator.rowsUpdated++;
  }
  if (kept.length === groups.size) return groups;
  return {
    size: kept.length,
    keys: groups.keys.map(column => kept.map(i => column[i]!)),
    calls: groups.calls.map(({ aggregator, states }) => ({ aggregator, states: kept.map(i => states[i]) })),
  };
}
