import { setTimeout as sleep } from "node:timers/promises";
import type { Failure } from "./failure.js";
import type { Patience } from "./messages.js";

/** For how long a broken connection is tried again where it is waited for without a promise: the prompt stands still. */
const SHORT_MS = 3000;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2000;

/** Whether the same call may succeed once the connection is there again: nothing but the way to the server failed. */
export function isConnectionTrouble({ code, exception, errorClass, message }: Failure): boolean {
  if (errorClass === "INVALID_CURSOR.DISCONNECTED") return true;
  if (exception !== "") return false;
  if (["unavailable", "aborted", "canceled"].includes(code)) return true;
  return ["internal", "unknown"].includes(code) && /http\/2|socket|stream|trailer|ECONN/i.test(message);
}

/** The waits between tries of one call; each success begins anew. */
export class Retries {
  private since: number | undefined;
  private wait = FIRST_WAIT_MS;

  constructor(
    private readonly patience: Patience,
    private readonly longMs: number,
    private readonly trouble: (isOver: boolean) => void,
  ) {}

  succeeded(): void {
    if (this.since !== undefined) this.trouble(true);
    this.since = undefined;
    this.wait = FIRST_WAIT_MS;
  }

  private get span(): number {
    if (this.patience === "none") return 0;
    return this.patience === "short" ? Math.min(SHORT_MS, this.longMs) : this.longMs;
  }

  /** Waits before the next try. @returns false when there is to be none */
  async again(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    const now = performance.now();
    if (this.since === undefined && this.patience === "long") this.trouble(false);
    this.since ??= now;
    if (now - this.since >= this.span) return false;
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
