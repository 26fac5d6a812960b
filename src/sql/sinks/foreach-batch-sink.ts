import type { SinkProvider } from "../../contracts/sink.js";
import { relation } from "../../plan/nodes/create.js";
import type { LogicalPlan } from "../../plan/nodes/logical-plan.js";
import { StructField, StructType } from "../../types/index.js";
import type { ColumnBatch } from "../../types/vector/index.js";
import { callUser } from "./user-function.js";

/**
 * `writeStream.foreachBatch(handler)`: each micro-batch as a bounded table, which may be read several times. After a failure the
 * same batch comes again under the same id.
 * @param handler is told when the query is to end, by the signal
 */
export function foreachBatchSink(
  handler: (batch: LogicalPlan, batchId: number, signal: AbortSignal) => unknown,
): SinkProvider {
  return {
    format: "foreachBatch",
    outputModes: ["append", "update", "complete"],
    stream: (_options, { columns, signal }) => {
      const schema = new StructType(columns.map(({ name, type }) => new StructField(name, type)));
      return {
        description: "ForeachBatchSink",
        async addBatch(batchId, _columns, rows) {
          const batches: ColumnBatch[] = [];
          for await (const batch of rows) batches.push(batch);
          const held = { label: "ForeachBatch", batches: () => batches };
          const plan = relation({ format: "memory", options: {}, held }, schema, false);
          await callUser("foreach batch", signal, () => handler(plan, batchId, signal));
          return -1;
        },
      };
    },
  };
}
