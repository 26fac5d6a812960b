import type { Backend } from "../contracts/backend.js";
import type { QueryMonitor, QueryView } from "../contracts/query-monitor.js";

/** The queries of all backends that a shell has opened: those started on one go on when lines run on another. */
export class Backends implements QueryMonitor {
  private all: readonly Backend[] = [];
  private readonly listeners = new Set<() => void>();

  add(backend: Backend): void {
    this.all = [...this.all, backend];
    backend.subscribe(() => this.changed());
  }

  /** Closes one: its queries end. */
  async close(backend: Backend): Promise<void> {
    await backend.close();
    this.all = this.all.filter(each => each !== backend);
    this.changed();
  }

  async closeAll(): Promise<void> {
    await Promise.all(this.all.map(backend => backend.close()));
  }

  queries(): readonly QueryView[] {
    return this.all.flatMap(backend => backend.queries());
  }

  subscribe(changed: () => void): () => void {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}
