import {
  type DataType,
  DateType,
  DoubleType,
  FloatType,
  LongType,
  StringType,
  sameType,
  sqlName,
  TimestampType,
  type TypeKind,
} from "../../types/index.js";
import { SparkError } from "../../util/errors.js";
import { callSql } from "../expressions/call-sql.js";
import { cast } from "../expressions/create.js";
import type { Expression } from "../expressions/expression.js";
import { typeOf } from "../expressions/inspect.js";
import { sqlText } from "../expressions/sql-text.js";

/** Spark's numeric precedence: a wider type takes in a narrower one (decimals aside). */
const numericOrder: readonly TypeKind[] = ["byte", "short", "integer", "long", "float", "double"];

export function isNumeric(type: DataType): boolean {
  return numericOrder.includes(type.kind) || type.kind === "decimal";
}

export function castTo(expression: Expression, type: DataType): Expression {
  return sameType(typeOf(expression), type) ? expression : cast(expression, type, false);
}

/** The type two operands are brought to, or undefined when there is none: ANSI coercion. */
function commonType(a: DataType, b: DataType): DataType | undefined {
  if (sameType(a, b)) return a;
  if (a.kind === "void") return b;
  if (b.kind === "void") return a;
  const [x, y] = [numericOrder.indexOf(a.kind), numericOrder.indexOf(b.kind)];
  if (x >= 0 && y >= 0) {
    const wider = x > y ? a : b;
    // FLOAT cannot hold what INT and BIGINT can: the two meet at DOUBLE.
    return wider.kind === "float" && Math.min(x, y) >= 2 ? DoubleType : wider;
  }
  // A string next to another type is read as that type, integers as BIGINT, fractions as DOUBLE.
  if (a.kind === "string") return stringMeets(b);
  if (b.kind === "string") return stringMeets(a);
  if (isDatetime(a) && isDatetime(b)) return a.kind === "date" ? b : b.kind === "date" ? a : TimestampType;
  return undefined;
}

function stringMeets(other: DataType): DataType | undefined {
  if (["byte", "short", "integer", "long"].includes(other.kind)) return LongType;
  if (other.kind === FloatType.kind || other.kind === DoubleType.kind || other.kind === "decimal")
    return DoubleType;
  if (["boolean", "binary", DateType.kind, "timestamp", "timestamp_ntz"].includes(other.kind)) return other;
  return undefined;
}

function isDatetime(type: DataType): boolean {
  return type.kind === "date" || type.kind === "timestamp" || type.kind === "timestamp_ntz";
}

/** Both operands as one type. @throws SparkError DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES */
export function coerceOperands(
  name: string,
  args: readonly Expression[],
): { args: readonly Expression[]; type: DataType } {
  const [left, right] = args as [Expression, Expression];
  const type = commonType(typeOf(left), typeOf(right));
  if (!type)
    throw mismatch(
      "BINARY_OP_DIFF_TYPES",
      name,
      args,
      `the left and right operands of the binary operator have incompatible types ("${sqlName(typeOf(left))}" and "${sqlName(typeOf(right))}").`,
    );
  return { args: [castTo(left, type), castTo(right, type)], type };
}

const ordinals = ["first", "second", "third", "fourth", "fifth"];

/** An argument as the type a function takes, cast when it may be. @throws SparkError DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE */
export function expectType(
  name: string,
  args: readonly Expression[],
  index: number,
  type: DataType,
): Expression {
  const argument = args[index]!;
  const actual = typeOf(argument);
  if (sameType(actual, type) || actual.kind === "void") return castTo(argument, type);
  const widens = commonType(actual, type);
  const fits = type.kind === "string" ? isAtomic(actual) : widens !== undefined && sameType(widens, type);
  if (fits || (actual.kind === StringType.kind && widens)) return castTo(argument, type);
  throw mismatch(
    "UNEXPECTED_INPUT_TYPE",
    name,
    args,
    `The ${ordinals[index] ?? `${index + 1}th`} parameter requires the "${sqlName(type)}" type, however "${sqlText(argument)}" has the type "${sqlName(actual)}".`,
  );
}

function isAtomic(type: DataType): boolean {
  return type.kind !== "array" && type.kind !== "map" && type.kind !== "struct";
}

export function mismatch(
  errorClass: string,
  name: string,
  args: readonly Expression[],
  why: string,
): SparkError {
  return new SparkError(
    `DATATYPE_MISMATCH.${errorClass}`,
    `Cannot resolve "${callSql(name, args.map(sqlText))}" due to data type mismatch: ${why}`,
    "42K09",
  );
}

/** @throws SparkError WRONG_NUM_ARGS */
export function expectCount(name: string, args: readonly Expression[], count: number): void {
  if (args.length !== count)
    throw new SparkError(
      "WRONG_NUM_ARGS.WITHOUT_SUGGESTION",
      `The \`${name}\` requires ${count} parameters but the actual number is ${args.length}. Please, refer to 'https://spark.apache.org/docs/latest/sql-ref-functions.html' for a fix.`,
      "42605",
    );
}
