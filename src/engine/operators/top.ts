import type { SortOrder } from "../../plan/expressions/expression.js";
import { outputOf } from "../../plan/nodes/inspect.js";
import type { Limit, LogicalPlan, Sort } from "../../plan/nodes/logical-plan.js";
import { type ColumnBatch, concatBatches, head, takeRows } from "../../types/vector/index.js";
import { compileProjection } from "../compile/projection.js";
import type { Compiler, Executable } from "./operator.js";
import { orderComparator, sortedRows, toOrder } from "./sort.js";

/** More rows than this are sorted as a whole. */
const MOST_KEPT = 10_000;

export function limitOperator(plan: Limit, compiler: Compiler): Executable {
  const { child, count } = plan;
  if (child.kind === "project" || child.kind === "subqueryAlias")
    return compiler.compile(
      Object.freeze<LogicalPlan>({ ...child, child: Object.freeze({ ...plan, child: child.child }) }),
    );
  if (child.kind === "sort" && count > 0 && count <= MOST_KEPT) return firstInOrder(child, count, compiler);
  const rows = compiler.compile(child);
  return async function* (leaves) {
    let left = count;
    if (left === 0) return;
    for await (const batch of rows(leaves)) {
      yield head(batch, left);
      left -= batch.length;
      if (left <= 0) return;
    }
  };
}

/** The first rows in an order: each batch's rows have to come before the last one kept so far. */
function firstInOrder(plan: Sort, count: number, compiler: Compiler): Executable {
  const child = compiler.compile(plan.child);
  const orders = plan.orders as readonly SortOrder[];
  const keysOf = compileProjection(
    orders.map(order => order.child),
    outputOf(plan.child),
    compiler.context,
  );
  const types = outputOf(plan.child).map(column => column.type);
  const compare = orderComparator(toOrder(orders[0]!));
  return async function* (leaves) {
    let kept: ColumnBatch | null = null;
    for await (const batch of child(leaves)) {
      if (batch.length === 0) continue;
      let candidates = batch;
      if (kept && kept.length === count) {
        const last = keysOf(kept).columns[0]!.get(count - 1);
        const column = keysOf(batch).columns[0]!;
        const rows = new Int32Array(batch.length);
        let found = 0;
        for (let i = 0; i < batch.length; i++) {
          const order = compare(column.get(i), last);
          // Of equal rows the first that came stay.
          if (order < 0 || (order === 0 && orders.length > 1)) rows[found++] = i;
        }
        if (found === 0) continue;
        candidates = takeRows(batch, rows.slice(0, found));
      }
      const all: ColumnBatch = kept ? concatBatches([kept, candidates], types) : candidates;
      const sorted = sortedRows(all.length, keysOf(all).columns, orders);
      // A copy of its own, so that what is kept does not hold on to the batches it came from.
      kept = concatBatches([takeRows(all, sorted.slice(0, count)), takeRows(all, new Int32Array(0))], types);
    }
    if (kept) yield kept;
  };
}
