import type { SinkProvider } from "../../contracts/sink.js";

/** `format("noop")`: reads every row and keeps none; for timing a query. */
export const noopSink: SinkProvider = {
  format: "noop",
  outputModes: ["append", "update", "complete"],
  stream: () => ({
    description: "org.apache.spark.sql.execution.datasources.noop.NoopTable$",
    async addBatch(_batchId, _columns, batches) {
      let rows = 0;
      for await (const batch of batches) rows += batch.length;
      return rows;
    },
  }),
};
