import type { Backend } from "../contracts/backend.js";
import type { Conf } from "../util/conf.js";

/** What every object of a session shares. */
export interface SessionState {
  readonly backend: Backend;
  readonly conf: Conf;
  /** Writes what `show`, `printSchema` and `println` print. */
  print(text: string): void;
  /** Aborted when the user breaks off the entry that runs now. */
  interruption(): AbortSignal | undefined;
}
