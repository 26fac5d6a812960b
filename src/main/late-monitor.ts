import type { QueryMonitor, QueryView } from "../contracts/query-monitor.js";

/** The queries of a session that is still to be opened: none until there is one to follow. */
export class LateMonitor implements QueryMonitor {
  private followed: QueryMonitor | undefined;
  private readonly listeners = new Set<() => void>();

  follow(monitor: QueryMonitor): void {
    this.followed = monitor;
    monitor.subscribe(() => {
      for (const listener of this.listeners) listener();
    });
  }

  queries(): readonly QueryView[] {
    return this.followed?.queries() ?? [];
  }

  subscribe(changed: () => void): () => void {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  }
}
