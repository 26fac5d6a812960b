/** What can be done to a producer that runs. */
export type ProducerAction = "stop" | "pause" | "resume" | "restart";

/** The background producers, as the shell commands and shows them. */
export interface ProducerControl {
  /**
   * Starts one, or explains what it would ask X for.
   * @param args what follows `:producer`: properties files, `--option=value` each
   * @returns what was started, from where to where
   * @throws UserError when a file is missing, an option is wrong, or it cannot start
   */
  start(args: readonly string[]): Promise<string>;
  /**
   * Does something to the producer of that name, to the only one there is, or to all when it is `stop`.
   * @returns what was done; undefined when none runs
   * @throws UserError when there is none of that name, or several to choose from
   */
  control(action: ProducerAction, name?: string): Promise<string | undefined>;
  /** One line on each producer, also those that have ended. */
  list(): readonly string[];
}
