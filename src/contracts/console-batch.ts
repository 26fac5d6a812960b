/** A micro-batch as the console sink shows it. */
export interface ConsoleBatch {
  readonly queryId: string;
  readonly runId: string;
  readonly batchId: number;
  /**
   * The table's lines as `show()` prints them, borders and headers included, wide characters counted as two columns; the
   * last is empty, or says that rows were left out.
   */
  readonly table: readonly string[];
  /** Rows in the batch, of which the table may show fewer. */
  readonly rowCount: number;
  /** Whether new rows made the batch; else only the watermark or a timer did. */
  readonly hasInput?: boolean;
}

/** Where the console sink writes: standard output, or the pane. */
export interface ConsoleOutput {
  batch(batch: ConsoleBatch): void;
}
