/** What a data source or sink is used for: `spark.read`, `spark.readStream`, `df.write`, `df.writeStream`. */
export type FormatUse = "read" | "readStream" | "write" | "writeStream";

/** An option of a format, as the prompt offers it; each connector lists its own beside the code that reads them. */
export interface FormatOption {
  readonly name: string;
  /** What it does, in a few words, with its default. */
  readonly doc: string;
  /** The values to choose from, or examples of them. */
  readonly values?: readonly string[];
  /** Only for these; for all that the format is used for if not said. */
  readonly uses?: readonly FormatUse[];
}

/** A format that may be named, and for what. */
export interface FormatInfo {
  readonly format: string;
  readonly use: FormatUse;
  readonly options: readonly FormatOption[];
}
