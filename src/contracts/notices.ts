/** Lines that the shell says of its own accord: a broker started, a query failed or waits for its broker. */
export interface Notices {
  info(line: string): void;
  warn(line: string): void;
}
