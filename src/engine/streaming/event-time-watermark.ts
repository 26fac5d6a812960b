import type { Attribute } from "../../plan/expressions/expression.js";
import { outputOf } from "../../plan/nodes/inspect.js";
import type { EventTimeWatermark } from "../../plan/nodes/logical-plan.js";
import type { Executable, StreamCompiler } from "../operators/operator.js";

/** `withWatermark` over a stream: passes rows on and sees how late it is. */
export function eventTimeWatermark(plan: EventTimeWatermark, compiler: StreamCompiler): Executable {
  const child = compiler.compile(plan.child);
  const { id } = plan.eventTime as Attribute;
  const at = outputOf(plan.child).findIndex(column => column.id === id);
  const stats = compiler.stateful.addWatermark(plan);
  return async function* (leaves) {
    const seen = stats();
    for await (const batch of child(leaves)) {
      const column = batch.columns[at]!;
      for (let i = 0; i < batch.length; i++) {
        const value = column.get(i);
        if (value !== null) seen.add((Array.isArray(value) ? value[1] : value) as bigint);
      }
      yield batch;
    }
  };
}
