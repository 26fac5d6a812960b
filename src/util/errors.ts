/** An error whose message is written for the person at the prompt: one line that says what was wrong, where, and what to do. */
export class UserError extends Error {
  override name = "UserError";
}

/**
 * An error that Spark knows: its error class and its words, as in
 * https://spark.apache.org/docs/latest/sql-error-conditions.html
 */
export class SparkError extends UserError {
  override name = "SparkError";

  constructor(
    /** Such as `UNRESOLVED_COLUMN.WITH_SUGGESTION`; null for Spark's older errors, which have a message alone. */
    readonly errorClass: string | null,
    text: string,
    readonly sqlState?: string,
    options?: ErrorOptions,
  ) {
    super(
      `${errorClass ? `[${errorClass}] ` : ""}${text}${sqlState ? ` SQLSTATE: ${sqlState}` : ""}`,
      options,
    );
  }
}

/** A plan that cannot be: an unknown name, a wrong type, an operation the source does not allow. */
export class AnalysisException extends SparkError {
  override name = "AnalysisException";
}

/** A bad argument, in the words of Java's `IllegalArgumentException`, which Spark throws without an error class. */
export class IllegalArgumentException extends SparkError {
  override name = "IllegalArgumentException";

  constructor(text: string, options?: ErrorOptions) {
    super(null, text, undefined, options);
  }
}

/** Whether the same may succeed later, as a broker may come back: such errors carry `retriable: true`. */
export function isRetriable(thrown: unknown): thrown is Error {
  return thrown instanceof Error && "retriable" in thrown && thrown.retriable === true;
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
