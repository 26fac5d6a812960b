import type { QueryView } from "../../contracts/query-monitor.js";
import { queryLabel } from "../../util/query-label.js";

interface QuestionKey {
  readonly name?: string | undefined;
  readonly ctrl?: boolean | undefined;
  readonly sequence?: string | undefined;
}

/** Milliseconds within which a second Ctrl-C means that the user wants to leave. */
const quickly = 1000;
/** Names that are told one by one. */
const namesTold = 3;

/** Ctrl-C twice at a prompt where there is nothing to break off: asks before it leaves. */
export class LeaveQuestion {
  private brokenOffAt = Number.NEGATIVE_INFINITY;
  /** What is asked now. */
  text: string | undefined;

  /**
   * Sees every key first.
   * @returns `leave`, or `asked` where the key was the question's; undefined where it is somebody else's
   */
  press(key: QuestionKey, isIdle: boolean, queries: readonly QueryView[]): "leave" | "asked" | undefined {
    const isBreak = key.ctrl && key.name === "c";
    if (this.text !== undefined) {
      this.forget();
      if (key.name === "y" || (key.ctrl && key.name === "d")) return "leave";
      return isBreak || ["n", "escape", "return", "enter"].includes(key.name ?? "") ? "asked" : undefined;
    }
    const now = performance.now();
    const isSecond = isBreak && isIdle && now - this.brokenOffAt < quickly;
    this.brokenOffAt = isBreak && isIdle ? now : Number.NEGATIVE_INFINITY;
    if (!isSecond) return undefined;
    this.text = question(queries.filter(({ state }) => state === "active").map(queryLabel));
    return "asked";
  }

  forget(): void {
    this.text = undefined;
    this.brokenOffAt = Number.NEGATIVE_INFINITY;
  }
}

function question(running: readonly string[]): string {
  if (running.length === 0) return "Leave? (y/N)";
  const told = running.slice(0, namesTold).join(", ") + (running.length > namesTold ? " …" : "");
  const what = running.length === 1 ? `Query ${told} runs` : `${running.length} queries run (${told})`;
  return `Leave? ${what} and will be stopped. (y/N)`;
}
