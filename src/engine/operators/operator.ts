import { outputOf } from "../../plan/nodes/inspect.js";
import type { LogicalPlan, Relation } from "../../plan/nodes/logical-plan.js";
import { type ColumnBatch, concatBatches } from "../../types/vector/index.js";
import type { KernelContext } from "../kernels/kernel.js";
import type { StatefulQuery } from "../streaming/stateful-query.js";

/** Where the rows of a plan's tables come from: a scan, or one micro-batch of a stream; NULL may stand in columns that are not `wanted`. */
export type Leaves = (relation: Relation, wanted: ReadonlySet<string>) => AsyncIterable<ColumnBatch>;

/** A plan compiled once; each call runs it over other input. */
export type Executable = (leaves: Leaves) => AsyncIterable<ColumnBatch>;

/** What compiling a node needs: how to compile those below, and what kernels depend on. */
export interface Compiler {
  readonly context: KernelContext;
  /** The ids of the columns that what is compiled needs: neededColumns. */
  readonly needed: Pick<ReadonlySet<number>, "has">;
  compile(plan: LogicalPlan): Executable;
}

/** What compiling a node of a stream needs besides. */
export interface StreamCompiler extends Compiler {
  readonly stateful: StatefulQuery;
}

/** All of a child's rows at once, for operators that cannot answer before they have seen them. */
export async function allRows(child: Executable, plan: LogicalPlan, leaves: Leaves): Promise<ColumnBatch> {
  const batches: ColumnBatch[] = [];
  for await (const batch of child(leaves)) if (batch.length > 0) batches.push(batch);
  return concatBatches(
    batches,
    outputOf(plan).map(column => column.type),
  );
}

/** Large results leave in pieces of this many rows, so that what comes after can begin, and stop early. */
export const BATCH_ROWS = 32_768;

/** Items in such pieces. */
export function* inBatches<T, B>(items: Iterable<T>, batch: (items: readonly T[]) => B): Iterable<B> {
  let waiting: T[] = [];
  for (const item of items) {
    waiting.push(item);
    if (waiting.length < BATCH_ROWS) continue;
    yield batch(waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield batch(waiting);
}
