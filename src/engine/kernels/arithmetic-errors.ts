import { SparkError } from "../../util/errors.js";

const bypass = 'If necessary set "spark.sql.ansi.enabled" to "false" to bypass this error.';

/** @param instead the function that answers NULL */
export function arithmeticOverflow(what: string, instead?: string): SparkError {
  const use = instead ? ` Use '${instead}' to tolerate overflow and return NULL instead.` : "";
  return new SparkError("ARITHMETIC_OVERFLOW", `${what}.${use} ${bypass}`, "22003");
}

/** Of TINYINT and SMALLINT, which Spark computes as SMALLINT. */
export function binaryOverflow(a: number, operator: string, b: number, instead: string): SparkError {
  return new SparkError(
    "BINARY_ARITHMETIC_OVERFLOW",
    `${a}S ${operator} ${b}S caused overflow. Use \`${instead}\` to ignore overflow problem and return NULL.`,
    "22003",
  );
}

export function intervalOverflow(instead?: string): SparkError {
  const what = "Integer overflow while operating with intervals.";
  return instead
    ? new SparkError(
        "INTERVAL_ARITHMETIC_OVERFLOW.WITH_SUGGESTION",
        `${what} Use \`${instead}\` to tolerate overflow and return NULL instead.`,
        "22015",
      )
    : new SparkError(
        "INTERVAL_ARITHMETIC_OVERFLOW.WITHOUT_SUGGESTION",
        `${what} Try devising appropriate values for the interval parameters.`,
        "22015",
      );
}

export function divideByZero(): SparkError {
  return new SparkError(
    "DIVIDE_BY_ZERO",
    `Division by zero. Use \`try_divide\` to tolerate divisor being 0 and return NULL instead. ${bypass}`,
    "22012",
  );
}

export function remainderByZero(): SparkError {
  return new SparkError(
    "REMAINDER_BY_ZERO",
    `Remainder by zero. Use \`try_mod\` to tolerate divisor being 0 and return NULL instead. ${bypass}`,
    "22012",
  );
}

export function intervalDividedByZero(): SparkError {
  return new SparkError(
    "INTERVAL_DIVIDED_BY_ZERO",
    "Division by zero. Use `try_divide` to tolerate divisor being 0 and return NULL instead.",
    "22012",
  );
}
