import { findFunction } from "../plan/functions/registry.js";
import type { SessionState } from "./session-state.js";

/** What the session knows by name: `spark.catalog`. */
export class Catalog {
  /** @internal */
  constructor(private readonly session: SessionState) {}

  currentDatabase(): string {
    return "default";
  }

  /** The temporary views. */
  listTables(): { readonly name: string; readonly isTemporary: boolean }[] {
    return this.session.catalog.viewNames.map(name => ({ name, isTemporary: true }));
  }

  tableExists(name: string): boolean {
    return this.session.catalog.view([name]) !== undefined;
  }

  functionExists(name: string): boolean {
    return (findFunction(name) ?? this.session.catalog.userFunction(name)) !== undefined;
  }

  /** Whether there was a view of this name. */
  dropTempView(name: string): boolean {
    return this.session.catalog.dropView(name);
  }

  /** Accepted for the sake of guides: what is asked for is computed anew. */
  cacheTable(_name: string): void {}

  /** As `cacheTable`. */
  clearCache(): void {}
}
