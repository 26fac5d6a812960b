import type { ConsoleBatch } from "../contracts/console-batch.js";
import type { QueryView } from "../contracts/query-monitor.js";

/** The table a query's display shows: that of its newest batch, but an empty one that no new row has made hides none. */
export class NewestTables {
  private shown = new Map<string, ConsoleBatch>();

  of(queries: readonly QueryView[]): QueryView[] {
    const before = this.shown;
    this.shown = new Map();
    return queries.map(query => {
      const { batch } = query;
      if (!batch) return query;
      const isIdle = batch.hasInput === false && batch.rowCount === 0;
      const table = isIdle ? (before.get(query.runId) ?? batch) : batch;
      this.shown.set(query.runId, table);
      return { ...query, batch: table };
    });
  }
}
