/** How far a running action has come: counters that its engine adds to anyway, for whoever looks. */
export interface ActionProgress {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Rows that were read. */
  readonly rows: number;
  /** The part of the work that is done, 0 to 1; undefined where nobody knows how much there is. */
  readonly share: number | undefined;
}

/** Where a source says how far a scan has come, in a unit of its own: bytes, records. */
export interface ScanProgress {
  /** All there is to do. */
  expect(total: number): void;
  advance(by: number): void;
}
