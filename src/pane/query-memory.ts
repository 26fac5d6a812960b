import type { ConsoleBatch } from "../contracts/console-batch.js";
import type { QueryView } from "../contracts/query-monitor.js";
import { RateHistory } from "./rate-history.js";

/** A query as the pane knows it: as it is, and what it was. */
export interface PaneQuery {
  /** Its batch is the one to show. */
  readonly view: QueryView;
  /** The batch that was shown before that. */
  readonly before?: ConsoleBatch | undefined;
  readonly history: RateHistory;
  /** Batches that have come since it was frozen; undefined when it is not. */
  readonly passed?: number | undefined;
}

/** Remembers of each query its rates, and the tables that the pane may still have to show. */
export class QueryMemory {
  private known = new Map<string, PaneQuery>();
  private frozen: ReadonlyMap<string, PaneQuery> | undefined;

  /** Takes in how queries are now. @returns those of them that the pane shows, the oldest first */
  update(queries: readonly QueryView[], now: number): readonly PaneQuery[] {
    const old = this.known;
    this.known = new Map(
      queries
        .filter(({ state }) => state !== "stopped")
        .map(view => [view.runId, remembered(view, old.get(view.runId), now)]),
    );
    return this.shown();
  }

  get isFrozen(): boolean {
    return this.frozen !== undefined;
  }

  /** Keeps the tables as they stand, until they are let go. */
  freeze(frozen: boolean): void {
    this.frozen = frozen ? this.known : undefined;
  }

  shown(): readonly PaneQuery[] {
    const { frozen } = this;
    const all = [...this.known.values()];
    if (!frozen) return all;
    return all.map(query => {
      const then = frozen.get(query.view.runId);
      if (!then?.view.batch) return query;
      const newest = query.view.progress?.batchId ?? query.view.batch?.batchId ?? 0;
      return {
        ...query,
        view: { ...query.view, batch: then.view.batch },
        before: then.before,
        passed: Math.max(0, newest - (then.view.progress?.batchId ?? then.view.batch.batchId)),
      };
    });
  }
}

function remembered(view: QueryView, old: PaneQuery | undefined, now: number): PaneQuery {
  const history = old?.history ?? new RateHistory();
  const { progress, batch } = view;
  if (progress && progress !== old?.view.progress) history.add(progress, now);
  // An empty batch that no new row has made hides no table.
  const isIdle = batch?.hasInput === false && batch.rowCount === 0;
  const shown = isIdle ? (old?.view.batch ?? batch) : batch;
  const before = shown === old?.view.batch ? old?.before : old?.view.batch;
  return { view: shown ? { ...view, batch: shown } : view, before, history };
}
