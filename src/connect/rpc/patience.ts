import { setTimeout as sleep } from "node:timers/promises";
import type { Failure } from "./failure.js";
import type { Patience } from "./messages.js";

/** For how long a broken connection is tried again. */
const spans: Readonly<Record<Patience, number>> = { none: 0, short: 3000, long: 60_000 };
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2000;

/** Whether the same call may succeed once the connection is there again: nothing but the way to the server failed. */
export function isConnectionTrouble({ code, exception, errorClass }: Failure): boolean {
  if (errorClass === "INVALID_CURSOR.DISCONNECTED") return true;
  return exception === "" && (code === "unavailable" || code === "aborted");
}

/** The waits between tries of one call; each success begins anew. */
export class Retries {
  private since: number | undefined;
  private wait = FIRST_WAIT_MS;

  constructor(
    private readonly patience: Patience,
    private readonly trouble: (isOver: boolean) => void,
  ) {}

  succeeded(): void {
    if (this.since !== undefined) this.trouble(true);
    this.since = undefined;
    this.wait = FIRST_WAIT_MS;
  }

  /** Waits before the next try. @returns false when there is to be none */
  async again(signal: AbortSignal): Promise<boolean> {
    const now = performance.now();
    if (this.since === undefined && this.patience === "long") this.trouble(false);
    this.since ??= now;
    if (signal.aborted || now - this.since >= spans[this.patience]) return false;
    try {
      await sleep(this.wait, undefined, { signal });
    } catch (error) {
      if (signal.aborted) return false;
      throw error;
    }
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
    return true;
  }
}
