import type {
  Alias,
  Expression,
  SortOrder,
  WindowExpression,
  WindowFrame,
} from "../../plan/expressions/expression.js";
import { typeOf } from "../../plan/expressions/inspect.js";
import { semanticKey } from "../../plan/expressions/traverse.js";
import { outputOf } from "../../plan/nodes/inspect.js";
import type { Window } from "../../plan/nodes/logical-plan.js";
import type { Value } from "../../types/index.js";
import { type ColumnBatch, type Vector, vectorBuilder } from "../../types/vector/index.js";
import { compileProjection } from "../compile/projection.js";
import { keyIndex } from "../hash-table/key-index.js";
import type { KernelContext } from "../kernels/kernel.js";
import { kernels } from "../kernels/registry.js";
import { aggregatorOf } from "./group-rows.js";
import { allRows, type Compiler, type Executable } from "./operator.js";
import { orderComparator, sortedRows } from "./sort.js";
import { type Partition, windowFunctions } from "./window-functions.js";

/** Window functions: the rows are sorted by partition and order, and each function walks each partition. */
export function windowOperator(plan: Window, compiler: Compiler): Executable {
  const child = compiler.compile(plan.child);
  const input = outputOf(plan.child);
  return async function* (leaves) {
    const all = await allRows(child, plan.child, leaves);
    // Rows leave sorted as the last window wants them, as they do in Spark.
    const columns: Vector[] = [];
    let order: Int32Array | null = null;
    const sorted = new Map<string, { rows: Int32Array; starts: number[] }>();
    for (const each of plan.expressions as readonly Alias[]) {
      const window = each.child as WindowExpression;
      const key = [...window.spec.partitionBy, ...window.spec.orderBy].map(semanticKey).join();
      let layout = sorted.get(key);
      if (!layout) {
        layout = partition(window, all, input, compiler.context);
        sorted.set(key, layout);
      }
      order = layout.rows;
      columns.push(evaluate(window, all, input, layout.rows, layout.starts, compiler.context));
    }
    const batch = { length: all.length, columns: [...all.columns, ...columns] };
    yield order ? { length: batch.length, columns: batch.columns.map(column => column.take(order)) } : batch;
  };
}

function partition(
  { spec }: WindowExpression,
  all: ColumnBatch,
  input: Parameters<typeof compileProjection>[1],
  context: KernelContext,
) {
  const by = spec.partitionBy.map(
    (child): SortOrder => ({ kind: "sortOrder", child, ascending: true, nullsFirst: true }),
  );
  const orders = [...by, ...spec.orderBy];
  const keys = compileProjection(
    orders.map(order => order.child),
    input,
    context,
  )(all).columns;
  const rows =
    orders.length > 0
      ? sortedRows(all.length, keys, orders)
      : Int32Array.from({ length: all.length }, (_, i) => i);
  const keyOf = keyIndex(by.map(typeOf)).assign(keys.slice(0, by.length), all.length);
  const starts: number[] = [];
  for (let i = 0; i < rows.length; i++)
    if (i === 0 || keyOf[rows[i]!] !== keyOf[rows[i - 1]!]) starts.push(i);
  return { rows, starts };
}

function evaluate(
  { child, spec }: WindowExpression,
  all: ColumnBatch,
  input: Parameters<typeof compileProjection>[1],
  rows: Int32Array,
  starts: readonly number[],
  context: KernelContext,
): Vector {
  const call = child.kind === "aggregateCall" || child.kind === "functionCall" ? child : null;
  if (!call) throw new Error(`${child.kind} over a window`);
  const filter = call.kind === "aggregateCall" && call.filter ? [call.filter] : [];
  const evaluated = compileProjection(
    [...call.args, ...filter, ...spec.orderBy.map(order => order.child)],
    input,
    context,
  )(all).columns;
  const args = evaluated.slice(0, call.args.length);
  const keep = filter.length > 0 ? evaluated[call.args.length]! : null;
  const orderKeys = evaluated.slice(call.args.length + filter.length);
  const comparators = spec.orderBy.map(order =>
    orderComparator({ ascending: order.ascending, nullsFirst: order.nullsFirst, type: typeOf(order.child) }),
  );
  const compare = (x: number, y: number) => {
    for (let i = 0; i < comparators.length; i++) {
      const order = comparators[i]!(orderKeys[i]!.get(x), orderKeys[i]!.get(y));
      if (order !== 0) return order;
    }
    return 0;
  };
  const result = vectorBuilder(typeOf(child), all.length);
  const bounds = frameBounds(spec.frame!, spec.orderBy, orderKeys, context);
  for (const [p, start] of starts.entries()) {
    const part = rows.subarray(start, starts[p + 1] ?? rows.length);
    const partition: Partition = {
      rows: part,
      args,
      peers: (i, j) => compare(part[i]!, part[j]!) === 0,
      frame: i => bounds(part, i, compare),
    };
    const own = call.kind === "functionCall" ? windowFunctions[call.name] : undefined;
    const values = own
      ? own(partition)
      : call.kind === "aggregateCall"
        ? aggregateOver(partition, keep, () => aggregatorOf(call, context), spec.frame!)
        : null;
    if (!values) throw new Error(`window function ${call.name} has no code`);
    for (let i = 0; i < part.length; i++) result.set(part[i]!, values[i]!);
  }
  return result.finish();
}

/** An aggregate over each row's frame; frames that only grow are computed in one walk. */
function aggregateOver(
  { rows, args, frame }: Partition,
  keep: Vector | null,
  make: () => ReturnType<typeof aggregatorOf>,
  spec: WindowFrame,
): Value[] {
  const aggregator = make();
  const add = (state: unknown, i: number) => {
    const row = rows[i]!;
    return keep && keep.get(row) !== true
      ? state
      : aggregator.update(state, ...args.map(arg => arg.get(row)));
  };
  if (spec.lower === "unboundedPreceding") {
    let [state, at, last] = [aggregator.initial(), 0, -1];
    let value: Value = aggregator.finish(state);
    return Array.from(rows, (_, i) => {
      const [, end] = frame(i);
      while (at < end) state = add(state, at++);
      if (end !== last) value = aggregator.finish(state);
      last = end;
      return value;
    });
  }
  return Array.from(rows, (_, i) => {
    const [start, end] = frame(i);
    let state = aggregator.initial();
    for (let at = start; at < end; at++) state = add(state, at);
    return aggregator.finish(state);
  });
}

type Bounds = (
  part: Int32Array,
  i: number,
  compare: (x: number, y: number) => number,
) => readonly [start: number, end: number];

/** Which rows of its partition a row's frame holds: from `start` up to but not including `end`. */
function frameBounds(
  frame: WindowFrame,
  orders: readonly SortOrder[],
  keys: readonly Vector[],
  context: KernelContext,
): Bounds {
  if (frame.unit === "rows") {
    const [lower, upper] = [rowOffset(frame.lower), rowOffset(frame.upper)];
    const clamp = (n: number, length: number) => Math.min(Math.max(n, 0), length);
    return (part, i) => {
      const start = clamp(
        lower === null ? (frame.lower === "unboundedPreceding" ? 0 : part.length) : i + lower,
        part.length,
      );
      const end = clamp(
        upper === null ? (frame.upper === "unboundedFollowing" ? part.length : 0) : i + upper + 1,
        part.length,
      );
      return [start, Math.max(start, end)];
    };
  }
  const lower = rangeEdge(frame.lower, orders, keys, context);
  const upper = rangeEdge(frame.upper, orders, keys, context);
  return (part, i, compare) => {
    let [start, end] = [0, part.length];
    if (lower) while (start < part.length && lower(part[start]!, part[i]!, compare) < 0) start++;
    if (upper) while (end > start && upper(part[end - 1]!, part[i]!, compare) > 0) end--;
    return [start, end];
  };
}

function rowOffset(bound: WindowFrame["lower"]): number | null {
  if (bound === "currentRow") return 0;
  if (typeof bound === "string") return null;
  return Number(constant(bound));
}

function constant(expression: Expression): Value {
  if (expression.kind === "literal") return expression.value;
  if (expression.kind === "cast") return constant(expression.child);
  if (expression.kind === "functionCall" && expression.name === "negative") {
    const value = constant(expression.args[0]!) as number | bigint;
    return -value;
  }
  throw new Error("a frame's bound has to be a constant");
}

/** Compares a row with the edge of another's range frame: negative where it lies before. */
function rangeEdge(
  bound: WindowFrame["lower"],
  orders: readonly SortOrder[],
  keys: readonly Vector[],
  context: KernelContext,
) {
  if (bound === "unboundedPreceding" || bound === "unboundedFollowing") return null;
  if (bound === "currentRow")
    return (row: number, current: number, compare: (x: number, y: number) => number) => compare(row, current);
  const [order, key] = [orders[0]!, keys[0]!];
  const type = typeOf(order.child);
  const plus = kernels["+"] as Extract<(typeof kernels)[string], { kind: "strict" }>;
  const add = plus.make([type, typeOf(bound)], type, context);
  const minus = kernels["-"] as typeof plus;
  const subtract = minus.make([type, typeOf(bound)], type, context);
  const distance = constant(bound);
  const compare = orderComparator({ ascending: order.ascending, nullsFirst: order.nullsFirst, type });
  return (row: number, current: number) => {
    const value = key.get(current);
    const edge = value === null ? null : order.ascending ? add(value, distance) : subtract(value, distance);
    return compare(key.get(row), edge);
  };
}
