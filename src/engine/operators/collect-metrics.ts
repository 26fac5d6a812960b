import { schemaOf } from "../../plan/nodes/inspect.js";
import type { CollectMetrics } from "../../plan/nodes/logical-plan.js";
import { type ColumnBatch, rowAt } from "../../types/vector/index.js";
import type { KernelContext } from "../kernels/kernel.js";
import { Channel } from "./channel.js";
import type { Executable } from "./operator.js";

/** The child's rows as they are; when the last has passed, or no more are wanted, the figures over them are told. */
export function collectMetrics(
  plan: CollectMetrics,
  child: Executable,
  figures: Executable,
  context: KernelContext,
): Executable {
  const schema = schemaOf(plan.figures!);
  return async function* (leaves) {
    const channel = new Channel<ColumnBatch>();
    const row = firstRow(figures(() => channel));
    let isWhole = false;
    try {
      for await (const batch of child(leaves)) {
        // Should the figures fail, they ask for no more.
        await Promise.race([channel.push(batch), row]);
        yield batch;
      }
      isWhole = true;
    } finally {
      await Promise.race([channel.end(), row]);
      const values = await row;
      if (isWhole || values) {
        context.observed?.(plan.name, schema, values);
        plan.tell?.(schema, values);
      }
    }
  };
}

async function firstRow(batches: AsyncIterable<ColumnBatch>) {
  for await (const batch of batches) if (batch.length > 0) return rowAt(batch, 0);
  return [];
}
