import type { ActionProgress } from "../../contracts/action-progress.js";
import type { QueryMonitor } from "../../contracts/query-monitor.js";
import type { EntryOutput, EntryRunner } from "../entry.js";
import type { LongOutput } from "./long-output.js";

/** Why the terminal ends: the user asked (Ctrl-D, `:quit`), a signal came, or the terminal itself is gone (SIGHUP). */
export type EndReason = "quit" | "SIGTERM" | "SIGHUP";

export interface TerminalOptions {
  readonly monitor: QueryMonitor;
  /** Lines under the queries: producer, broker. Asked for with every frame and twice a second, so cheap. */
  readonly statusLines?: () => readonly string[];
  /** The actions that run: the progress of the running entry's is shown. */
  readonly actions?: () => readonly ActionProgress[];
  readonly historyFile: string;
  /** Asked for with every frame; default `tweet> `. Continuation lines are marked `   ...> `, as wide. */
  readonly prompt?: () => string;
  /** Printed above the first prompt; none if empty. */
  readonly banner: string;
  /** Whether queries and status stand in a live pane; otherwise batches are printed as they come. */
  readonly pane: boolean;
  /** Called once, while answers can still be printed; the terminal closes when it has settled. A second Ctrl-C does not wait for it. */
  readonly onExit: (reason: EndReason) => void | Promise<void>;
}

export interface Terminal {
  readonly output: EntryOutput;
  /** What `:pane` commands. @throws UserError for words it does not know */
  readonly pane: { command(words: string): string };
  /**
   * Hands over what runs the entries. Until then the prompt can be typed at, and what is entered waits.
   * @param opening runs before the first entry, and Ctrl-C breaks it off like one
   */
  attach(runner: EntryRunner, opening?: () => Promise<unknown>): void;
  /** Takes keys that somebody else read from the terminal as if they were typed now. */
  typed(keys: string): void;
  /** Puts a text to the user's editor, and what comes of it at the prompt. @throws UserError when nothing comes of it */
  edit(text: string): Promise<void>;
  /** Answers that were too long for the screen. */
  readonly long: LongOutput;
  /** Gives screen and keyboard to another program, such as a pager, until it is done. */
  lend<T>(use: () => Promise<T>): Promise<T>;
  /** Ends as Ctrl-D does, through `onExit`. */
  quit(): void;
  /** Leaves the terminal as it was found, at once, without `onExit`. */
  close(): void;
  readonly closed: Promise<EndReason>;
}
