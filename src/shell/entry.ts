import type { Completion } from "./complete/completion.js";
import type { SignatureHint } from "./evaluate/completion-messages.js";

/** Runs what was entered. The terminal, files and piped input all stand on this. */
export interface EntryRunner {
  /** Whether the text is a whole entry; if not, Enter opens a continuation line. Synchronous and cheap: a keystroke waits for it. */
  isComplete(text: string): boolean;
  /**
   * Runs one entry (a statement, several pasted ones, or a `:command`) after those entered before it have ended.
   * Answers and errors go to the output; never rejects.
   * @returns whether it ran without an error
   */
  run(text: string): Promise<boolean>;
  /** Breaks off the wait of the running entry; queries go on. False when nothing ran. */
  interrupt(): boolean;
  /** Whether what is entered is SQL. */
  readonly isSql?: boolean;
  /** What may stand at a place of a text that is being typed; nothing of the user's is run for it. */
  complete?(text: string, cursor: number): Promise<Completion | undefined>;
  /** Does beforehand what can be done for `complete`, while the user pauses. */
  prepare?(text: string, cursor: number): void;
  /** The call whose parentheses the place is within. */
  hint?(text: string, cursor: number): Promise<SignatureHint | undefined>;
}

/** Where answers go: above the pane, or standard output and error. */
export interface EntryOutput {
  /** What was evaluated, shown, printed; may hold several lines. */
  answer(text: string): void;
  error(text: string): void;
}
