/** What `InterruptWatch` and its thread share. */
export interface WatchData {
  /** Three 32-bit numbers, see `Shared`. */
  readonly shared: SharedArrayBuffer;
  readonly terminal: string;
}

/** The places in the shared array. */
export const Shared = {
  /** Counts on while the shell's thread turns. */
  beat: 0,
  phase: 1,
  /** Counts the entries. */
  entry: 2,
} as const;

/** What the running entry does. */
export enum EntryPhase {
  none = 0,
  /** Code of the user's: the synchronous part of a statement, or a closure of a query. */
  synchronous = 1,
  /** It waits for a promise. */
  waiting = 2,
}

/** From the thread: keys it took from the terminal, and whether it ended the running code on Ctrl-C. */
export interface WatchMessage {
  readonly keys: string;
  readonly interrupted: boolean;
  /** The entry that ran when Ctrl-C was read: by now it may be another's turn, which nobody broke off. */
  readonly entry: number;
}
