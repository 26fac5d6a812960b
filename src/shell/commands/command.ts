import type { ClusterControl } from "../../contracts/cluster-control.js";
import type { ProducerControl } from "../../contracts/producer-control.js";
import type { QueryMonitor } from "../../contracts/query-monitor.js";
import type { TopicsControl } from "../../contracts/topics-control.js";
import type { ArgumentKind } from "../complete/command-items.js";
import type { EntryOutput } from "../entry.js";
import type { Settings } from "../settings.js";

/** An entry that ran, as it was entered and as TypeScript. */
export interface TranscriptEntry {
  readonly source: string;
  readonly typescript: string;
}

/** What a command may use of the shell. */
export interface CommandContext {
  readonly output: EntryOutput;
  readonly monitor: QueryMonitor;
  readonly producer: ProducerControl;
  readonly cluster: ClusterControl;
  readonly topics: TopicsControl;
  readonly settings: Settings;
  /** What ran without error since the start, the oldest first. */
  readonly transcript: readonly TranscriptEntry[];
  /** The live pane; undefined without a terminal. */
  readonly pane: { command(words: string): string } | undefined;
  /** Puts a text to the user's editor, and what comes of it at the prompt; undefined without a terminal. */
  readonly edit: ((text: string) => Promise<void>) | undefined;
  /** Shows the last answer that was cut; what to print where that cannot be. Undefined without a terminal. */
  readonly page: (() => Promise<string | undefined>) | undefined;
  /** All there are, in the order to list them. */
  readonly commands: readonly Command[];
  /** What was entered before, the oldest first. */
  readonly history: readonly string[];
  /** What was thrown last; undefined when nothing was. */
  readonly lastError: unknown;
  quit(): void;
  /** Forgets what was defined. @returns how many names */
  reset(): number;
  readonly sql: {
    /** Whether what is entered is SQL. */
    isOn: boolean;
    /** Runs a query, and shows its rows; whether it ran without an error. */
    run(query: string): Promise<boolean>;
  };
  /** Runs a text as if it were entered; whether it ran without an error. */
  run(text: string): Promise<boolean>;
  /** Runs a file up to its first error. */
  runFile(path: string): Promise<boolean>;
  /** The type of an expression. */
  typeOf(text: string): Promise<string>;
}

/** A `:command`. */
export interface Command {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly usage: string;
  readonly summary: string;
  /** What its arguments are, for completion. */
  readonly completes?: ArgumentKind | readonly string[];
  /**
   * @param args what follows the name, trimmed
   * @returns false when what it ran failed and has already said so
   * @throws UserError for anything else that goes wrong
   */
  run(context: CommandContext, args: string): Promise<unknown>;
}
