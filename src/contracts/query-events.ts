import type { QueryProgress } from "./query-progress.js";

interface OfQuery {
  readonly id: string;
  readonly runId: string;
}

/** What happens to queries: Spark's `StreamingQueryListener` events. */
export type QueryEvent =
  | (OfQuery & { readonly kind: "started"; readonly name: string | null; readonly timestamp: string })
  | { readonly kind: "progress"; readonly progress: QueryProgress }
  | (OfQuery & { readonly kind: "idle"; readonly timestamp: string })
  | (OfQuery & { readonly kind: "terminated"; readonly exception: Error | null });
