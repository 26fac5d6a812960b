import type { AggregateCall, Alias, Expression } from "../../plan/expressions/expression.js";
import { typeOf } from "../../plan/expressions/inspect.js";
import { outputOf } from "../../plan/nodes/inspect.js";
import type { Aggregate } from "../../plan/nodes/logical-plan.js";
import type { Value } from "../../types/index.js";
import { type ColumnBatch, type Vector, vectorBuilder } from "../../types/vector/index.js";
import type { Accumulator } from "../aggregates/accumulator.js";
import type { Aggregator } from "../aggregates/aggregator.js";
import { aggregators } from "../aggregates/registry.js";
import { compileProjection } from "../compile/projection.js";
import { keyIndex } from "../hash-table/key-index.js";
import type { KernelContext } from "../kernels/kernel.js";
import { keyText } from "../key-text.js";
import type { Compiler, Executable, Leaves } from "./operator.js";
import { rowComparator } from "./sort.js";

/** One aggregate call, and its state for each group. */
export interface GroupedCall {
  readonly aggregator: Aggregator;
  readonly states: unknown[];
  readonly accumulator?: Accumulator | undefined;
}

/** Rows grouped, before their results are taken. */
export interface Groups {
  readonly size: number;
  /** By grouping expression, then by group. */
  readonly keys: readonly Value[][];
  readonly calls: readonly GroupedCall[];
}

/** The calls of an analyzed aggregate, which stand behind its groupings. */
export function callsOf(plan: Aggregate): AggregateCall[] {
  return plan.expressions.slice(plan.groupings.length).map(each => (each as Alias).child as AggregateCall);
}

/** What is computed a row: the arguments, the order's expressions, the filter if there is one. */
function argumentsOf(call: AggregateCall): Expression[] {
  return [...call.args, ...call.orders.map(order => order.child), ...(call.filter ? [call.filter] : [])];
}

/** Groups the rows of an aggregate's child: a map from key to group, a state for each group and call. */
export function groupRows(
  plan: Aggregate,
  child: Executable,
  { context }: Compiler,
): (leaves: Leaves) => Promise<Groups> {
  const calls = callsOf(plan);
  const width = plan.groupings.length;
  const evaluated = calls.map(argumentsOf);
  const inputs = compileProjection([...plan.groupings, ...evaluated.flat()], outputOf(plan.child), context);
  return async leaves => {
    const index = keyIndex(plan.groupings.map(typeOf));
    const keys: Value[][] = Array.from({ length: width }, () => []);
    const grouped = calls.map((call): GroupedCall => {
      const aggregator = aggregatorOf(call, context);
      return { aggregator, states: [], accumulator: call.filter ? undefined : aggregator.accumulator?.() };
    });
    let size = 0;
    const addGroup = () => {
      size++;
      for (const { states, aggregator, accumulator } of grouped)
        if (!accumulator) states.push(aggregator.initial());
    };
    // Without a GROUP BY there is one group even over no rows.
    if (width === 0) addGroup();
    for await (const batch of child(leaves)) {
      const values = inputs(batch);
      const groupOf = index.assign(values.columns.slice(0, width), batch.length);
      // New groups are numbered in the order of their first rows.
      for (let i = 0; size < index.size; i++) {
        if (groupOf[i] !== size) continue;
        for (let c = 0; c < width; c++) keys[c]!.push(values.columns[c]!.get(i));
        addGroup();
      }
      let from = width;
      for (const [c, call] of calls.entries()) {
        const to = from + evaluated[c]!.length;
        const { accumulator } = grouped[c]!;
        if (accumulator) accumulator.add(values.columns[from]!, groupOf, size);
        else update(call, grouped[c]!, groupOf, values.columns.slice(from, to), batch.length);
        from = to;
      }
    }
    for (const { states, accumulator } of grouped)
      if (accumulator) for (let group = 0; group < size; group++) states.push(accumulator.stateOf(group));
    return { size, keys, calls: grouped };
  };
}

/** The rows that a grouping's states come to. */
export function finishGroups(plan: Aggregate, { size, keys, calls }: Groups): ColumnBatch {
  const columns = outputOf(plan).map(({ type }, i) => {
    const builder = vectorBuilder(type, size);
    const call = calls[i - keys.length];
    for (let group = 0; group < size; group++)
      builder.set(group, call ? call.aggregator.finish(call.states[group]) : keys[i]![group]!);
    return builder.finish();
  });
  return { length: size, columns };
}

/** The code of a call; DISTINCT and an order within the group are kept in its state. */
export function aggregatorOf(call: AggregateCall, context: KernelContext): Aggregator {
  const make = Object.hasOwn(aggregators, call.name) ? aggregators[call.name] : undefined;
  if (!make) throw new Error(`aggregate function ${call.name} has no code`);
  const plain = make(call.args.map(typeOf), call.type, context);
  const ordered = call.orders.length > 0 ? inOrder(plain, call, context) : plain;
  return call.distinct ? eachOnce(ordered, call) : ordered;
}

/** Its state is the rows that came. */
function inOrder(aggregator: Aggregator, call: AggregateCall, context: KernelContext): Aggregator<Value[][]> {
  return {
    initial: () => [],
    update: (rows, ...row) => {
      rows.push(row);
      return rows;
    },
    merge: (a, b) => [...a, ...b],
    finish: rows => {
      const sorted = [...rows].sort(rowComparator(call.orders, call.args.length, context));
      const fold = (state: unknown, row: Value[]) =>
        aggregator.update(state, ...row.slice(0, call.args.length));
      return aggregator.finish(sorted.reduce(fold, aggregator.initial()));
    },
  };
}

interface Seen {
  readonly rows: Map<string, Value[]>;
  inner: unknown;
}

function eachOnce(aggregator: Aggregator, call: AggregateCall): Aggregator<Seen> {
  const types = argumentsOf(call).map(typeOf);
  const update = (state: Seen, ...row: Value[]) => {
    const key = row.map((value, n) => keyText(value, types[n]!)).join("");
    if (state.rows.has(key)) return state;
    state.rows.set(key, row);
    state.inner = aggregator.update(state.inner, ...row);
    return state;
  };
  return {
    initial: () => ({ rows: new Map(), inner: aggregator.initial() }),
    update,
    merge: (a, b) => [...b.rows.values()].reduce((state, row) => update(state, ...row), a),
    finish: state => aggregator.finish(state.inner),
  };
}

function update(
  call: AggregateCall,
  { aggregator, states }: GroupedCall,
  groupOf: Int32Array,
  columns: readonly Vector[],
  length: number,
): void {
  const args = call.filter ? columns.slice(0, -1) : columns;
  const filter = call.filter ? columns.at(-1)! : null;
  const [a, b] = args;
  if (filter || args.length > 2 || args.length === 0)
    for (let i = 0; i < length; i++) {
      if (filter && filter.get(i) !== true) continue;
      states[groupOf[i]!] = aggregator.update(states[groupOf[i]!], ...args.map(arg => arg.get(i)));
    }
  else if (args.length === 1)
    for (let i = 0; i < length; i++) states[groupOf[i]!] = aggregator.update(states[groupOf[i]!], a!.get(i));
  else
    for (let i = 0; i < length; i++)
      states[groupOf[i]!] = aggregator.update(states[groupOf[i]!], a!.get(i), b!.get(i));
}
