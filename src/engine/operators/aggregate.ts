import type { AggregateCall, Alias } from "../../plan/expressions/expression.js";
import { typeOf } from "../../plan/expressions/inspect.js";
import { outputOf } from "../../plan/nodes/inspect.js";
import type { Aggregate } from "../../plan/nodes/logical-plan.js";
import type { Value } from "../../types/index.js";
import { type ColumnBatch, type Vector, vectorBuilder } from "../../types/vector/index.js";
import type { Aggregator } from "../aggregates/aggregator.js";
import { aggregators } from "../aggregates/registry.js";
import { compileProjection } from "../compile/projection.js";
import type { KernelContext } from "../kernels/kernel.js";
import { keyText } from "../key-text.js";
import { type GroupKey, keyOf } from "./key.js";
import type { Compiler, Executable } from "./operator.js";
import { rowComparator } from "./sort.js";

/** One aggregate call over the groups: its arguments stand in columns, its states by group. */
interface Column {
  readonly call: AggregateCall;
  readonly aggregator: Aggregator;
  readonly from: number;
  readonly states: unknown[];
  /** For DISTINCT: what each group has seen. For an order within the group: its rows. */
  readonly seen: Set<string>[];
  readonly rows: Value[][][];
}

/** GROUP BY by hashing: a map from key to group, a state for each group and call. */
export function aggregateOperator(plan: Aggregate, compiler: Compiler): Executable {
  const child = compiler.compile(plan.child);
  const input = outputOf(plan.child);
  const calls = plan.expressions
    .slice(plan.groupings.length)
    .map(each => (each as Alias).child as AggregateCall);
  const width = plan.groupings.length;
  const evaluated = calls.map(argumentsOf);
  const inputs = compileProjection([...plan.groupings, ...evaluated.flat()], input, compiler.context);
  return async function* (leaves) {
    const groups = new Map<GroupKey, number>();
    const keys: Value[][] = Array.from({ length: width }, () => []);
    let from = width;
    const columns: Column[] = calls.map((call, i) => {
      const column = {
        call,
        aggregator: aggregatorOf(call, compiler.context),
        from,
        states: [],
        seen: [],
        rows: [],
      };
      from += evaluated[i]!.length;
      return column;
    });
    const addGroup = () => {
      for (const column of columns) column.states.push(column.aggregator.initial());
    };
    // Without a GROUP BY there is one group even over no rows.
    if (width === 0) {
      groups.set("", 0);
      addGroup();
    }
    for await (const batch of child(leaves)) {
      const values = inputs(batch);
      const groupOf = new Int32Array(batch.length);
      const key = keyOf(values.columns.slice(0, width));
      if (width > 0)
        for (let i = 0; i < batch.length; i++) {
          const k = key(i);
          let group = groups.get(k);
          if (group === undefined) {
            group = groups.size;
            groups.set(k, group);
            for (let c = 0; c < width; c++) keys[c]!.push(values.columns[c]!.get(i));
            addGroup();
          }
          groupOf[i] = group;
        }
      for (const column of columns) update(column, groupOf, values);
    }
    yield result(plan, keys, columns, groups.size, compiler.context);
  };
}

/** What is computed a row: the arguments, the filter if there is one, the order's expressions. */
function argumentsOf(call: AggregateCall) {
  return [...call.args, ...call.orders.map(order => order.child), ...(call.filter ? [call.filter] : [])];
}

export function aggregatorOf(call: AggregateCall, context: KernelContext): Aggregator {
  const make = Object.hasOwn(aggregators, call.name) ? aggregators[call.name] : undefined;
  if (!make) throw new Error(`aggregate function ${call.name} has no code`);
  return make(call.args.map(typeOf), call.type, context);
}

function update(column: Column, groupOf: Int32Array, { columns, length }: ColumnBatch): void {
  const { call, aggregator, states } = column;
  const width = call.args.length + call.orders.length;
  const args = columns.slice(column.from, column.from + width);
  const filter = call.filter ? columns[column.from + width]! : null;
  if (!call.distinct && call.orders.length === 0 && !filter) {
    updatePlain(aggregator, states, groupOf, args, length);
    return;
  }
  for (let i = 0; i < length; i++) {
    if (filter && filter.get(i) !== true) continue;
    const group = groupOf[i]!;
    const row = args.map(arg => arg.get(i));
    if (call.distinct) {
      column.seen[group] ??= new Set();
      const text = row.map((value, n) => keyText(value, args[n]!.type)).join("");
      if (column.seen[group].has(text)) continue;
      column.seen[group].add(text);
    }
    if (call.orders.length > 0) {
      column.rows[group] ??= [];
      column.rows[group].push(row);
    } else states[group] = aggregator.update(states[group], ...row);
  }
}

function updatePlain(
  aggregator: Aggregator,
  states: unknown[],
  groupOf: Int32Array,
  args: readonly Vector[],
  length: number,
): void {
  const [a, b] = args;
  if (args.length === 1)
    for (let i = 0; i < length; i++) states[groupOf[i]!] = aggregator.update(states[groupOf[i]!], a!.get(i));
  else if (args.length === 2)
    for (let i = 0; i < length; i++)
      states[groupOf[i]!] = aggregator.update(states[groupOf[i]!], a!.get(i), b!.get(i));
  else
    for (let i = 0; i < length; i++)
      states[groupOf[i]!] = aggregator.update(states[groupOf[i]!], ...args.map(arg => arg.get(i)));
}

function result(
  plan: Aggregate,
  keys: readonly Value[][],
  columns: readonly Column[],
  length: number,
  context: KernelContext,
): ColumnBatch {
  const types = outputOf(plan).map(column => column.type);
  const vectors = types.map((type, i) => {
    const builder = vectorBuilder(type, length);
    const column = columns[i - keys.length];
    for (let group = 0; group < length; group++)
      builder.set(group, column ? finish(column, group, context) : keys[i]![group]!);
    return builder.finish();
  });
  return { length, columns: vectors };
}

function finish({ call, aggregator, states, rows }: Column, group: number, context: KernelContext): Value {
  if (call.orders.length > 0) {
    const compare = rowComparator(call.orders, call.args.length, context);
    for (const row of (rows[group] ?? []).sort(compare))
      states[group] = aggregator.update(states[group], ...row.slice(0, call.args.length));
  }
  return aggregator.finish(states[group]);
}
