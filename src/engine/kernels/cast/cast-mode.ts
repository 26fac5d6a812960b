import { type DataType, sqlName, type Value } from "../../../types/index.js";
import { SparkError } from "../../../util/errors.js";

/** What a cast does beside its types. */
export interface CastMode {
  readonly timeZone: string;
  /** Whether the text and the ranges of ANSI hold: under ANSI, and for `try_cast`. */
  readonly strict: boolean;
  /** A value that cannot be cast: NULL, or the error under ANSI. */
  fail(error: () => SparkError): null;
  /** A value that cannot be cast, which only `try_cast` makes NULL. */
  refuse(error: () => SparkError): null;
  now(): bigint;
}

// biome-ignore lint/suspicious/noExplicitAny: casts of all signatures stand in one table, chosen by type
export type CastFunction = (value: any) => Value;

/** The code of casts to one family of types. */
export type CastMaker = (from: DataType, to: DataType, mode: CastMode) => CastFunction;

export function malformed(shown: string, from: DataType, to: DataType): SparkError {
  return new SparkError(
    "CAST_INVALID_INPUT",
    `The value ${shown} of the type "${sqlName(from)}" cannot be cast to "${sqlName(to)}" because it is malformed. Correct the value as per the syntax, or change its target type. Use \`try_cast\` to tolerate malformed input and return NULL instead.`,
    "22018",
  );
}

export function malformedText(text: string, to: DataType): SparkError {
  return malformed(`'${text}'`, { kind: "string" }, to);
}

export function castOverflow(shown: string, from: DataType, to: DataType): SparkError {
  return new SparkError(
    "CAST_OVERFLOW",
    `The value ${shown} of the type "${sqlName(from)}" cannot be cast to "${sqlName(to)}" due to an overflow. Use \`try_cast\` to tolerate overflow and return NULL instead.`,
    "22003",
  );
}

/** @param plain the number's digits without an exponent */
export function outOfDecimalRange(plain: string, precision: number, scale: number): SparkError {
  return new SparkError(
    "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION",
    ` ${plain} cannot be represented as Decimal(${precision}, ${scale}). If necessary set "spark.sql.ansi.enabled" to "false" to bypass this error, and return NULL instead.`,
    "22003",
  );
}
