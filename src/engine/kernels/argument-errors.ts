import { SparkError } from "../../util/errors.js";

/** What Spark says of an argument that a function cannot take. */
export function invalidParameter(
  errorClass: string,
  parameter: string,
  functionName: string,
  why: string,
): SparkError {
  return new SparkError(
    `INVALID_PARAMETER_VALUE.${errorClass}`,
    `The value of parameter(s) ${parameter} in ${functionName} is invalid: ${why}`,
    "22023",
  );
}

export function elementIndexOutOfBounds(index: number, count: number): SparkError {
  return new SparkError(
    "INVALID_ARRAY_INDEX",
    `The index ${index} is out of bounds. The array has ${count} elements. Use the SQL function \`get()\` to tolerate accessing element at invalid index and return NULL instead.`,
    "22003",
  );
}

export function invalidIndexZero(): SparkError {
  return new SparkError(
    "INVALID_INDEX_OF_ZERO",
    "The index 0 is invalid. An index shall be either < 0 or > 0 (the first element has index 1).",
    "22003",
  );
}
