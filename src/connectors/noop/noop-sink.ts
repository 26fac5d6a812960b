import type { BatchSink, SinkProvider } from "../../contracts/sink.js";
import { AnalysisException } from "../../util/errors.js";

/** `format("noop")`: reads every row and keeps none; for timing a query. */
export const noopSink: SinkProvider = {
  format: "noop",
  outputModes: ["append", "update", "complete"],
  stream: () => ({
    description: "NoopTable",
    async addBatch(_batchId, _columns, batches) {
      let rows = 0;
      for await (const batch of batches) rows += batch.length;
      return rows;
    },
  }),
};

/** As `noopSink`, for bounded tables. */
export const noopBatchSink: BatchSink = {
  format: "noop",
  async write({ mode }, rows) {
    if (mode === "error" || mode === "ignore")
      throw new AnalysisException(
        "UNSUPPORTED_DATA_SOURCE_SAVE_MODE",
        `The data source "noop" cannot be written in the "${mode === "error" ? "ErrorIfExists" : "Ignore"}" mode. Please use either the "Append" or "Overwrite" mode instead.`,
        "0A000",
      );
    for await (const _ of rows);
  },
};
