/** The background producer, as the shell commands and shows it. */
export interface ProducerControl {
  /**
   * Starts producing.
   * @param args what follows `:producer`: an optional properties file, `--option=value` each
   * @returns the line that says what was started, from where to where
   * @throws UserError when a file is missing or an option is wrong
   */
  start(args: readonly string[]): Promise<string>;
  /** Stops it; the line that says what was produced, or undefined when none ran. */
  stop(): Promise<string | undefined>;
  /** One line on what runs now, such as `producer: samples → twitter at localhost:9092, 2.0/s, 120 sent`; undefined when none runs. */
  status(): string | undefined;
}
