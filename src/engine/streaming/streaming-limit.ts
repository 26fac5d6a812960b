import type { Limit } from "../../plan/nodes/logical-plan.js";
import { head } from "../../types/vector/index.js";
import type { Executable, StreamCompiler } from "../operators/operator.js";
import { StateRows } from "./state-rows.js";

/** `limit` over a stream: so many rows in all, over all batches. */
export function streamingLimit(plan: Limit, compiler: StreamCompiler): Executable {
  const child = compiler.compile(plan.child);
  const operator = compiler.stateful.addOperator({
    name: "globalLimit",
    plan,
    stores: { default: "bigint" },
    actsOnWatermark: false,
  });
  const rows = new StateRows();
  const key = Buffer.alloc(0);
  return async function* (leaves) {
    const { store } = operator;
    const kept = store.get(key);
    let count = kept ? rows.readValue<number>(kept) : 0;
    // All rows are read, though none be left: how many there were is counted.
    for await (const batch of child(leaves)) {
      const part = head(batch, plan.count - count);
      count += part.length;
      if (part.length > 0) yield part;
    }
    store.put(key, rows.value(count));
    operator.rowsUpdated++;
  };
}
