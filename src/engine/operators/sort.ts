import type { SortOrder } from "../../plan/expressions/expression.js";
import { typeOf } from "../../plan/expressions/inspect.js";
import { outputOf } from "../../plan/nodes/inspect.js";
import type { Sort } from "../../plan/nodes/logical-plan.js";
import type { DataType, MapType, Value } from "../../types/index.js";
import { takeRows, type Vector } from "../../types/vector/index.js";
import { compileProjection } from "../compile/projection.js";
import { comparatorOf } from "../kernels/compare.js";
import type { KernelContext } from "../kernels/kernel.js";
import { allRows, BATCH_ROWS, type Compiler, type Executable } from "./operator.js";

type Order = Pick<SortOrder, "ascending" | "nullsFirst"> & { readonly type: DataType };

export const toOrder = (order: SortOrder): Order => ({
  ascending: order.ascending,
  nullsFirst: order.nullsFirst,
  type: typeOf(order.child),
});

/** Compares values in an order, NULLs where it says. */
export function orderComparator({ ascending, nullsFirst, type }: Order): (a: Value, b: Value) => number {
  const compare = comparatorOf(type as Exclude<DataType, MapType>);
  const [whenLeft, whenRight] = nullsFirst ? [-1, 1] : [1, -1];
  return (a, b) => {
    if (a === null) return b === null ? 0 : whenLeft;
    if (b === null) return whenRight;
    return ascending ? compare(a, b) : compare(b, a);
  };
}

/** Compares rows by their values from position `from` on, one for each order. */
export function rowComparator(
  orders: readonly SortOrder[],
  from: number,
  _context: KernelContext,
): (a: readonly Value[], b: readonly Value[]) => number {
  const comparators = orders.map(order => orderComparator(toOrder(order)));
  return (a, b) => {
    for (let i = 0; i < comparators.length; i++) {
      const order = comparators[i]!(a[from + i]!, b[from + i]!);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** The positions of the rows in order; equal rows stay as they came. */
export function sortedRows(
  length: number,
  keys: readonly Vector[],
  orders: readonly SortOrder[],
): Int32Array {
  const columns = keys.map(key => Array.from({ length }, (_, i) => key.get(i)));
  const comparators = orders.map(order => orderComparator(toOrder(order)));
  const rows = Int32Array.from({ length }, (_, i) => i);
  const [column, compare] = [columns[0]!, comparators[0]!];
  if (comparators.length === 1) return rows.sort((x, y) => compare(column[x]!, column[y]!));
  return rows.sort((x, y) => {
    for (let i = 0; i < comparators.length; i++) {
      const order = comparators[i]!(columns[i]![x]!, columns[i]![y]!);
      if (order !== 0) return order;
    }
    return 0;
  });
}

export function sortOperator(plan: Sort, compiler: Compiler): Executable {
  const child = compiler.compile(plan.child);
  const orders = plan.orders as readonly SortOrder[];
  const keys = compileProjection(
    orders.map(order => order.child),
    outputOf(plan.child),
    compiler.context,
  );
  return async function* (leaves) {
    const all = await allRows(child, plan.child, leaves);
    const rows = sortedRows(all.length, keys(all).columns, orders);
    for (let at = 0; at < rows.length; at += BATCH_ROWS)
      yield takeRows(all, rows.subarray(at, at + BATCH_ROWS));
  };
}
