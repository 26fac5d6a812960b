import type { QueryView } from "../../contracts/query-monitor.js";
import { consoleText } from "../../pane/console-text.js";
import { queryHeader } from "../../pane/query-header.js";
import { queryLabel } from "../../util/query-label.js";

interface RecordPrinter {
  line(text: string): void;
  error(text: string): void;
}

/**
 * What of the queries stays in the scrollback: why one failed, with the pane what a stopped one showed last,
 * and without the pane every batch, as Spark's console sink prints them.
 */
export class QueryRecord {
  private seen = new Map<string, QueryView>();

  constructor(
    private readonly print: RecordPrinter,
    private readonly everyBatch: () => boolean,
  ) {}

  update(queries: readonly QueryView[]): void {
    const now = new Map(queries.map(query => [query.runId, query]));
    for (const query of queries) {
      const before = this.seen.get(query.runId);
      if (this.everyBatch() && query.batch && query.batch !== before?.batch) this.batch(query);
      if (query.state !== "active" && before?.state !== query.state) this.ended(query);
    }
    for (const [runId, query] of this.seen)
      if (!now.has(runId) && query.state === "active") this.ended({ ...query, state: "stopped" });
    this.seen = now;
  }

  private ended(query: QueryView): void {
    if (query.state === "failed")
      this.print.error(`Query ${queryLabel(query)} failed: ${query.error ?? "unknown error"}`);
    else if (!this.everyBatch()) {
      this.print.line(queryHeader(query));
      if (query.batch) this.batch(query);
    }
  }

  private batch(query: QueryView): void {
    if (query.batch) this.print.line(`${consoleText(query.batch).join("\n")}\n`);
  }
}
