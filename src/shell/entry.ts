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
}

/** Where answers go: above the pane, or standard output and error. */
export interface EntryOutput {
  /** What was evaluated, shown, printed; may hold several lines. */
  answer(text: string): void;
  error(text: string): void;
}
