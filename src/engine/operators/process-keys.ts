import { outputOf } from "../../plan/nodes/inspect.js";
import type { KeyedProcessor, KeyedState } from "../../plan/nodes/keyed-processor.js";
import type { ProcessKeys } from "../../plan/nodes/logical-plan.js";
import type { Value } from "../../types/index.js";
import { type ColumnBatch, columnsOf, rowAt } from "../../types/vector/index.js";
import { runUserCode } from "../../util/user-code.js";
import { StateRows } from "../streaming/state-rows.js";
import type { Compiler, Executable, Leaves } from "./operator.js";

type Row = readonly Value[];

/** Rows by key, in the order they came. */
export class RowsByKey {
  private readonly rows = new StateRows();
  private readonly groups = new Map<string, { readonly key: unknown; readonly rows: Row[] }>();

  constructor(private readonly processor: KeyedProcessor) {}

  async addAll(batches: AsyncIterable<ColumnBatch>): Promise<this> {
    for await (const batch of batches) runUserCode(() => this.add(batch));
    return this;
  }

  private add(batch: ColumnBatch): void {
    for (let i = 0; i < batch.length; i++) {
      const row = rowAt(batch, i);
      const key = this.processor.keyOf(row);
      const text = this.rows.value(key).toString("latin1");
      const group = this.groups.get(text);
      if (group) group.rows.push(row);
      else this.groups.set(text, { key, rows: [row] });
    }
  }

  [Symbol.iterator]() {
    return this.groups.values();
  }
}

/** Over a bounded table each key is called once, and keeps nothing. */
export function processKeys(plan: ProcessKeys, compiler: Compiler): Executable {
  const child = compiler.compile(plan.child);
  const { processor } = plan;
  return async function* (leaves: Leaves) {
    const nowMs = Number(compiler.context.now() / 1000n);
    const found: Row[] = [];
    const groups = await new RowsByKey(processor).addAll(child(leaves));
    runUserCode(() => {
      for (const { key, rows } of groups) {
        const context = { state: forgetful(), timers: noTimers, nowMs, watermarkMs: undefined };
        found.push(...processor.onRows(key, rows, context));
      }
    });
    yield batchOf(plan, found);
  };
}

export function batchOf(plan: ProcessKeys, rows: readonly Row[]): ColumnBatch {
  const types = outputOf(plan).map(column => column.type);
  return { length: rows.length, columns: columnsOf(types, rows) };
}

/** State that lasts for one call. */
function forgetful(): KeyedState {
  const rows = new StateRows();
  const values = new Map<string, unknown>();
  const text = (path: readonly unknown[]) => rows.value(path).toString("latin1");
  return {
    get: path => values.get(text(path)),
    put: (path, value) => void values.set(text(path), value),
    remove: path => void values.delete(text(path)),
  };
}

const noTimers = { set: () => {}, delete: () => {}, list: () => [] };
