import type { ConsoleOutput } from "../../contracts/console-batch.js";
import type { SinkContext, SinkProvider, StreamSink } from "../../contracts/sink.js";
import type { OutputColumn } from "../../plan/nodes/logical-plan.js";
import { showString } from "../../types/display/show-string.js";
import type { Value } from "../../types/index.js";
import { type ColumnBatch, rowAt } from "../../types/vector/index.js";
import { OptionMap } from "../../util/options.js";

const DEFAULT_ROWS = 20;
const DEFAULT_CELL_WIDTH = 20;

/** `format("console")`: shows each micro-batch as a table. Options `numRows` (20) and `truncate` (true). */
export class ConsoleSinkProvider implements SinkProvider {
  readonly format = "console";
  readonly options = [
    { name: "numRows", doc: "most rows shown of a batch; 20", values: ["20", "100"] },
    { name: "truncate", doc: "whether long texts are cut; true", values: ["true", "false"] },
  ];
  readonly outputModes = ["append", "update", "complete"] as const;

  constructor(private readonly output: ConsoleOutput) {}

  stream(options: Readonly<Record<string, string>>, context: SinkContext): StreamSink {
    const map = new OptionMap(options);
    return new ConsoleSink(
      this.output,
      context,
      map.integer("numRows", DEFAULT_ROWS),
      map.boolean("truncate", true) ? DEFAULT_CELL_WIDTH : 0,
    );
  }
}

class ConsoleSink implements StreamSink {
  readonly description = "org.apache.spark.sql.execution.streaming.ConsoleTable$";

  constructor(
    private readonly output: ConsoleOutput,
    private readonly context: SinkContext,
    private readonly numRows: number,
    private readonly truncate: number,
  ) {}

  async addBatch(
    batchId: number,
    columns: readonly OutputColumn[],
    batches: AsyncIterable<ColumnBatch>,
  ): Promise<number> {
    const rows: Value[][] = [];
    let rowCount = 0;
    for await (const batch of batches) {
      for (let i = 0; i < batch.length && rows.length < this.numRows; i++) rows.push(rowAt(batch, i));
      rowCount += batch.length;
    }
    const { queryId, runId, timeZone } = this.context;
    const text = showString(columns, rows, rowCount > rows.length, { truncate: this.truncate, timeZone });
    this.output.batch({ queryId, runId, batchId, table: text.split("\n"), rowCount });
    return rowCount;
  }
}
